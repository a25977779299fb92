package io.github.depthwise4j.plan.choice;

import io.github.depthwise4j.onednn.kernel.Kernel;
import io.github.depthwise4j.plan.base.MakingTime;
import io.github.depthwise4j.plan.base.SlowKernels;
import io.github.depthwise4j.plan.strategy.Strategy;
import io.github.depthwise4j.plan.strategy.Strategy.Part;
import io.github.depthwise4j.plan.strategy.TiledStrategy;
import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.problem.InvalidProblemException;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds a strategy all of whose parts have fast kernels. oneDNN's fast kernels refuse some problems: too much padding
 * beside few columns, windows that lie on the padding, or dilations. oneDNN then selects its plain loops or a matrix
 * product, which take 10 to 1000 times as long. A copy of the input that contains the padding avoids that.
 */
final class FastParts {
    private final ConvolutionProblem problem;
    private final KernelFacts facts;
    private final Map<Question, Optional<Kernel>> answers = new HashMap<>();
    /** A strategy with many tiles needs long to find which of them differ. */
    private final Map<Strategy, List<Part>> parts = new HashMap<>();

    /** What a strategy must have for all of its parts; the first that some strategy meets decides. */
    private enum Demand {
        WANTED_MADE_SOON,
        FAST_MADE_SOON,
        WANTED,
        FAST,
        NO_PLAIN_LOOP;

        private boolean isMadeSoon() {
            return this == WANTED_MADE_SOON || this == FAST_MADE_SOON;
        }
    }

    /** What is asked of oneDNN. */
    private record Question(Part part, Kernel wanted) {
        // Written out for a fast start: see the page of package problem.
        @Override
        public boolean equals(Object other) {
            return other instanceof Question that && part.equals(that.part) && wanted.equals(that.wanted);
        }

        @Override
        public int hashCode() {
            return 31 * part.hashCode() + wanted.hashCode();
        }
    }

    FastParts(ConvolutionProblem problem, KernelFacts facts) {
        this.problem = problem;
        this.facts = facts;
    }

    /**
     * The first strategy all of whose parts have the kernel of the strategy. If there is none, the first one all of
     * whose parts have some fast kernel. In both cases one whose kernels are made soon is preferred. If there is none,
     * the first one with kernels that are not plain loops. If there is none, the first one.
     */
    Strategy firstOf(List<Strategy> strategies) {
        for (Demand demand : Demand.values()) {
            for (Strategy strategy : strategies) {
                if (strategy.fits(problem) && allParts(strategy, demand)) {
                    return strategy;
                }
            }
        }
        return strategies.get(0);
    }

    private boolean allParts(Strategy strategy, Demand demand) {
        try {
            for (Part part : parts(strategy)) {
                if (!meets(part, strategy.kernel(), demand)) {
                    return false;
                }
            }
        } catch (InvalidProblemException | ArithmeticException e) {
            // A part would be larger than a tensor can be.
            return false;
        }
        return !demand.isMadeSoon() || isMadeSoon(strategy);
    }

    private List<Part> parts(Strategy strategy) {
        List<Part> known = parts.get(strategy);
        if (known == null) {
            known = strategy.parts(problem);
            parts.put(strategy, known);
        }
        return known;
    }

    /** Whether oneDNN makes the kernels of all parts soon, whatever they are. */
    boolean isMadeSoon(Strategy strategy) {
        double micros = 0;
        for (Part part : parts(strategy)) {
            Optional<Kernel> made = made(part, strategy.kernel());
            micros += made.isEmpty() ? 0 : MakingTime.micros(part.problem(), made.get());
        }
        return MakingTime.isShort(micros);
    }

    private boolean meets(Part part, Kernel wanted, Demand demand) {
        if (demand == Demand.NO_PLAIN_LOOP) {
            return isNoPlainLoop(part, wanted);
        }
        boolean isFastEnough = demand == Demand.FAST || demand == Demand.FAST_MADE_SOON;
        return isFastEnough ? hasSomeFast(part, wanted) : has(part, wanted);
    }

    /** The kernel that oneDNN makes for a part if the wanted one is asked for; empty if there is none. */
    private Optional<Kernel> made(Part part, Kernel wanted) {
        Question question = new Question(part, wanted);
        Optional<Kernel> answer = answers.get(question);
        if (answer == null) {
            answer = facts.made(part.problem(), part.layout(), wanted);
            answers.put(question, answer);
        }
        return answer;
    }

    /** Whether oneDNN makes the wanted kernel for a part; if oneDNN chooses, whether it chooses a fast one. */
    private boolean has(Part part, Kernel wanted) {
        return wanted.isFirst() ? hasSomeFast(part, wanted) : made(part, wanted).equals(Optional.of(wanted));
    }

    private boolean hasSomeFast(Part part, Kernel wanted) {
        Optional<Kernel> made = made(part, wanted);
        return made.isPresent() && !SlowKernels.isSlow(part.problem(), made.get(), facts.hasAvx2());
    }

    private boolean isNoPlainLoop(Part part, Kernel wanted) {
        Optional<Kernel> made = made(part, wanted);
        return made.isPresent() && !made.get().isReference();
    }

    /**
     * Those all of whose parts have some fast kernel, first those whose kernels are made soon; then the others. oneDNN
     * is asked as late as possible.
     */
    <S extends Strategy> Iterator<S> fastFirst(List<S> strategies) {
        Stream<S> fast = Stream.concat(
                strategies.stream().filter(each -> allParts(each, Demand.FAST_MADE_SOON)),
                strategies.stream().filter(each -> areFast(each) && !allParts(each, Demand.FAST_MADE_SOON)));
        // A flat map would ask about all strategies before the first is tried.
        return Stream.concat(fast, strategies.stream().filter(each -> !areFast(each)))
                .iterator();
    }

    /** Whether all parts of a strategy have some fast kernel. */
    boolean areFast(Strategy strategy) {
        return allParts(strategy, Demand.FAST);
    }

    /** Whether all parts of a strategy have its kernel, and no part is slow. */
    boolean isFast(TiledStrategy strategy) {
        return strategy.fits(problem) && allParts(strategy, Demand.WANTED);
    }

    /** The same strategy with the kernel that oneDNN makes for its first part. */
    TiledStrategy named(TiledStrategy strategy) {
        Part first = parts(strategy).get(0);
        return made(first, strategy.kernel()).map(strategy::with).orElse(strategy);
    }
}
