package io.github.depthwise4j.plan.choice;

import io.github.depthwise4j.errors.OneDnnException;
import io.github.depthwise4j.onednn.OneDnn;
import io.github.depthwise4j.plan.base.Attempt;
import io.github.depthwise4j.plan.strategy.Strategy;
import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.problem.PlanningEffort;
import java.util.Iterator;
import java.util.List;

/**
 * The strategies for a problem, in the order in which they are tried: the one known from wisdom, the one that the rules
 * choose, oneDNN's own first choice, boxes of several sizes, then all other candidates. Boxes are first if the rows are
 * long. The candidates are listed only if they are needed: oneDNN takes minutes to list them for a huge problem.
 */
public final class Choices {
    /** Elements of the input and the output of a problem for which only the rules and oneDNN choose. */
    private static final long HUGE = 1L << 31;

    private static final List<Strategy> TRIVIAL = List.of(new Strategy.Empty(), new Strategy.ZeroInput());

    private final ConvolutionProblem problem;
    private Choice current;
    private Stage stage;
    /** What oneDNN answered about the parts of boxes and of candidates; null before the first question. */
    private FastParts parts;
    /** The boxes that were not tried yet; null before the first one. */
    private Iterator<? extends Strategy> boxes;
    /** The candidates that were not tried yet; null before the first one. */
    private Iterator<Strategy> others;

    private boolean rulesAsked;
    /** Why oneDNN's own first choice cannot be used. */
    private RuntimeException refusal;

    private enum Stage {
        TRIVIAL,
        WISDOM,
        RULES,
        BOXES,
        FIRST_OF_ONEDNN,
        OTHERS
    }

    private Choices(ConvolutionProblem problem) {
        this.problem = problem;
    }

    /** The choices for a problem. Loads oneDNN if there is something to convolve. */
    public static Choices of(ConvolutionProblem problem, PlanningEffort effort) {
        Choices choices = new Choices(problem);
        for (Strategy trivial : TRIVIAL) {
            if (trivial.fits(problem)) {
                choices.move(Stage.TRIVIAL, Choice.byRules(trivial));
                return choices;
            }
        }
        OneDnn.get();
        Choice known = Wisdom.shared().known(problem, effort);
        if (known != null) {
            choices.move(Stage.WISDOM, known);
        } else {
            choices.moveToFirst();
        }
        return choices;
    }

    /** The choice to try now. */
    public Choice current() {
        return current;
    }

    /** Whether a measurement may find a faster strategy than the current one. */
    public boolean isEstimate() {
        return stage != Stage.TRIVIAL && stage != Stage.WISDOM;
    }

    /** Moves on, because the current choice asks for a strategy that does not exist on this machine. */
    public void skipUnknown() {
        Wisdom.shared().drop(problem, current.strategy().name(), Wisdom.NO_SUCH_STRATEGY);
        moveToFirst();
    }

    /**
     * Moves on, because the plan of the current choice cannot be made.
     *
     * @throws RuntimeException if no strategy is left: the reason why oneDNN's own first choice failed
     */
    public void skip(RuntimeException reason) {
        switch (stage) {
            case TRIVIAL -> throw reason;
            case WISDOM -> {
                Wisdom.shared().failed(problem, current.strategy(), reason);
                moveToFirst();
            }
            case RULES -> {
                Attempt.skipped(Rules.SUBJECT, reason);
                moveToFirstOfOneDnn();
            }
            case BOXES -> {
                Attempt.skipped(current.strategy().name(), reason);
                if (!moveToBoxes(false)) {
                    moveAfterBoxes();
                }
            }
            case FIRST_OF_ONEDNN -> {
                if (!(reason instanceof OneDnnException || reason instanceof IllegalArgumentException)) {
                    throw reason;
                }
                refusal = reason;
                requireOther();
            }
            case OTHERS -> {
                Attempt.skipped(current.strategy().name(), reason);
                refusal = refusal == null ? reason : refusal;
                requireOther();
            }
        }
    }

    /**
     * Moves on, because the plan of the current choice is slow or needs much memory; false if there is nothing else to
     * try. A strategy that was measured is kept in any case.
     *
     * @param onlyFast whether another slow plan would be no better. Plans that are surely slow are not tried then,
     *     because each takes a millisecond to make, and there can be dozens
     */
    public boolean skipPoor(boolean onlyFast) {
        if (stage == Stage.TRIVIAL || stage == Stage.WISDOM) {
            return false;
        }
        if (stage == Stage.RULES && !isHuge() && !current.strategy().equals(Strategy.Direct.FIRST)) {
            moveToFirstOfOneDnn();
            return true;
        }
        if (stage != Stage.OTHERS && moveToBoxes(onlyFast)) {
            return true;
        }
        return !isHuge() && moveToOther(onlyFast);
    }

    /** Whether it would take oneDNN long to list its kernels. */
    private boolean isHuge() {
        return problem.geometry().iw() > Rules.MOST_COLUMNS
                || problem.inputShape().elementCount() + problem.outputShape().elementCount() > HUGE;
    }

    private void moveToFirst() {
        if (!BoxSizes.hasLongRows(problem) || !moveToBoxes(false)) {
            moveToRules();
        }
    }

    private void moveToRules() {
        rulesAsked = true;
        Strategy ruled = Rules.chooseOrNull(problem);
        if (ruled == null) {
            moveToFirstOfOneDnn();
        } else {
            move(Stage.RULES, Choice.byRules(ruled));
        }
    }

    /** Moves to the next boxes; false if there are no more. */
    private boolean moveToBoxes(boolean onlyFast) {
        if (boxes == null) {
            boxes = parts().fastFirst(BoxSizes.of(problem, KernelFacts.ofOneDnn()));
        }
        return moveToNext(Stage.BOXES, boxes, onlyFast);
    }

    /** Moves to the next candidate; false if there are no more. */
    private boolean moveToOther(boolean onlyFast) {
        if (others == null) {
            others = Candidates.of(problem).iterator();
        }
        return moveToNext(Stage.OTHERS, others, onlyFast);
    }

    private boolean moveToNext(Stage to, Iterator<? extends Strategy> strategies, boolean onlyFast) {
        while (strategies.hasNext()) {
            Strategy next = strategies.next();
            if (!onlyFast || parts().areFast(next)) {
                move(to, Choice.byRules(next));
                return true;
            }
        }
        return false;
    }

    private FastParts parts() {
        if (parts == null) {
            parts = new FastParts(problem, KernelFacts.ofOneDnn());
        }
        return parts;
    }

    private void moveAfterBoxes() {
        if (rulesAsked) {
            moveToFirstOfOneDnn();
        } else {
            moveToRules();
        }
    }

    private void moveToFirstOfOneDnn() {
        move(Stage.FIRST_OF_ONEDNN, Choice.byRules(Strategy.Direct.FIRST));
    }

    private void requireOther() {
        if (!moveToOther(false)) {
            throw refusal;
        }
    }

    private void move(Stage to, Choice choice) {
        stage = to;
        current = choice;
    }
}
