package io.github.depthwise4j.plan.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.depthwise4j.onednn.ActivationLayout;
import io.github.depthwise4j.onednn.kernel.Kernel;
import io.github.depthwise4j.plan.Planner;
import io.github.depthwise4j.plan.base.ConvolutionPlan;
import io.github.depthwise4j.plan.base.Plan;
import io.github.depthwise4j.plan.choice.Candidates;
import io.github.depthwise4j.problem.ConvolutionProblem;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A strategy computes what its name says. */
@Tag("isa")
class StrategyTest {
    private static final int CASES = Integer.getInteger("depthwise4j.test.cases", 3_000);
    private static final long SEED = Long.getLong("depthwise4j.test.seed", 20_240_607L);
    private static final String[] KERNELS = {
        "jit_dw:avx2", "x64:gemm:jit", "jit_uni_ncsp:conv+brdgmm_dw:avx512_core", "1"
    };
    /** The parts of names. */
    private static final String[] PIECES = {
        "(", ")", ",", ":", "+", "0", "7", "-", " ", "rows=", "images=", "batch", "all", "nhwc", "nChw8c", "_dw",
        "blocks(", "direct("
    };

    @ParameterizedTest
    @MethodSource("io.github.depthwise4j.plan.strategy.StrategyDivisionTest#samples")
    void theNamesOfAllCandidatesCanBeReadBack(ConvolutionProblem problem) {
        for (Strategy candidate : Candidates.of(problem)) {
            Strategy parsed = Strategy.parse(candidate.name()).orElseThrow();
            assertThat(parsed).isEqualTo(candidate);
            assertThat(parsed.name()).isEqualTo(candidate.name());
            assertThat(parsed.fits(problem)).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "NHWC, 'guess'",
        "NHWC, ''",
        "NHWC, 'direct()'",
        "NHWC, 'direct(no such implementation)'",
        "NHWC, 'replicate(rows=0,jit_dw:sse41)'",
        "NHWC, 'boxes(all,0x4,jit_dw:sse41)'",
        "NHWC, 'planes(rows=0,x64:gemm:jit)'",
        "NCHW, 'planes(rows=4,x64:gemm:jit)'",
        "NHWC, 'replicate(rows=99999999999,jit_dw:sse41)'",
        "NHWC, 'replicate(rows=-1,jit_dw:sse41)'",
        "NHWC, 'replicate(batch,no such implementation)'",
        "NHWC, 'replicate(rows=4,)'",
        "NHWC, 'blocks(all,nhwc,jit_dw:sse41)'",
        "NCHW, 'replicate(batch,jit_dw:sse41)'",
        "NCHW, 'blocks(0,nhwc,jit_dw:sse41)'",
        "NCHW, 'blocks(15,nhwc,jit_dw:sse41)'",
        "NCHW, 'blocks(64,nhwc,jit_dw:sse41)'",
        "NCHW, 'blocks(all,nchw,jit_dw:sse41)'",
        "NCHW, 'indexed(4,nChw8c,jit_dw:sse41)'",
        "NCHW, 'indexed(16,images=2,nhwc,jit_dw:sse41)'",
        "NCHW, 'blocks(all,images=2,nhwc,jit_dw:sse41)'",
        "NHWC, 'replicate(images=2,jit_dw:sse41)'",
        "NCHW, 'blocks(all,nothing,jit_dw:sse41)'",
        "NCHW, 'blocks(2,nChw8c,jit_dw:sse41)'",
        "NCHW, 'blocks(all,nhwc,no such implementation)'",
    })
    void whatIsNoWayToComputeTheProblemIsRefused(String format, String name) {
        ConvolutionProblem problem =
                ConvolutionProblem.parse("depthwise_conv2d float32 " + format + " SAME mb1ic16ih9iw9oc32kh3kw3");
        long plans = Plan.live();
        assertThatThrownBy(() -> Planner.plan(problem, name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no candidate " + name);
        assertThat(Plan.live()).isEqualTo(plans);
    }

    /** Files of users have these names. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "replicate(batch,jit_dw:avx2)",
                "boxes(all,3x40,padded,jit_dw:avx2)",
                "boxes(16,1x128,x64:gemm:jit)",
                "replicate(rows=28,jit_dw:avx512_core)",
                "blocks(all,nhwc,jit_dw:sse41)",
                "blocks(batch,nChw16c,jit_dw:avx512_core)",
                "blocks(16,nChw8c,jit_dw:avx2)",
                "indexed(64,nChw16c,jit_dw:avx512_core)",
                "grouped(8,nhwc,jit:avx512_core)",
            })
    void aNameFromBeforeThereWerePaddedCopiesIsStillRead(String name) {
        assertThat(Strategy.parse(name).map(Strategy::name)).contains(name);
    }

    @Test
    void randomStrategiesHaveNamesThatAreReadBackAsTheSameStrategy() {
        Random random = new Random(SEED);
        Map<String, Strategy> names = new HashMap<>();
        for (int i = 0; i < CASES; i++) {
            Strategy strategy = random(random);
            assertThat(Strategy.parse(strategy.name()))
                    .as("strategy %d of seed %d: %s", i, SEED, strategy)
                    .contains(strategy);
            assertThat(names.merge(strategy.name(), strategy, (old, same) -> old))
                    .as("the one with the name %s, seed %d", strategy.name(), SEED)
                    .isEqualTo(strategy);
        }
    }

    @Test
    void randomTextIsTheNameOfNoStrategyOrOfTheOneThatItNames() {
        Random random = new Random(SEED);
        int names = 0;
        for (int i = 0; i < CASES; i++) {
            StringBuilder text = new StringBuilder(random(random).name());
            for (int change = random.nextInt(3); change >= 0; change--) {
                int at = random.nextInt(text.length());
                text.replace(
                        at, Math.min(text.length(), at + random.nextInt(3)), PIECES[random.nextInt(PIECES.length)]);
            }
            Optional<Strategy> parsed = Strategy.parse(text.toString());
            names += parsed.isPresent() ? 1 : 0;
            assertThat(parsed.map(Strategy::name).orElse(text.toString()))
                    .as("text %d of seed %d", i, SEED)
                    .isEqualTo(text.toString());
        }
        assertThat(names).isBetween(CASES / 10, CASES * 9 / 10);
    }

    private static Strategy random(Random random) {
        StringBuilder name = new StringBuilder(KERNELS[random.nextInt(KERNELS.length)]);
        for (int more = random.nextInt(4); more > 0; more--) {
            name.append(PIECES[random.nextInt(PIECES.length)]);
        }
        Kernel kernel = new Kernel(name.toString());
        int size = 1 + random.nextInt(1 << random.nextInt(20));
        ChannelBlocks.Filters[] filters = ChannelBlocks.Filters.values();
        ActivationLayout[] layouts = ActivationLayout.values();
        boolean all = random.nextInt(4) == 0;
        return switch (random.nextInt(5)) {
            case 0 -> new Strategy.Direct(kernel);
            case 4 -> new Planes(size, kernel);
            case 3 -> new Boxes(all ? Boxes.ALL : size, size, 1 + random.nextInt(1000), random.nextBoolean(), kernel);
            case 1 ->
                all
                        ? Strategy.Replicate.ofImages(random.nextBoolean() ? 0 : 1 + size, random.nextBoolean(), kernel)
                        : new Strategy.Replicate(size, random.nextBoolean(), kernel);
            default ->
                new ChannelBlocks(
                        all ? ChannelBlocks.ALL : size,
                        random.nextBoolean() ? ChannelBlocks.ALL_ROWS : 1 + random.nextInt(1000),
                        filters[random.nextInt(filters.length)],
                        all ? random.nextInt(4) : 1,
                        random.nextBoolean(),
                        layouts[random.nextInt(layouts.length)],
                        kernel);
        };
    }

    /** A problem for each class of strategies. */
    static Stream<Arguments> oneProblemForEachClass() {
        Kernel kernel = new Kernel("jit_dw:sse41");
        return Stream.of(
                Arguments.of("NHWC SAME mb1ic16ih9iw9oc16kh3kw3", new Strategy.Direct(kernel)),
                Arguments.of("NHWC SAME mb1ic16ih9iw9oc32kh3kw3", new Strategy.Replicate(3, kernel)),
                Arguments.of("NHWC SAME mb1ic16ih9iw9oc32kh3kw3", new Boxes(16, 4, 5, true, kernel)),
                Arguments.of("NHWC SAME mb1ic16ih9iw9oc32kh3kw3", new Planes(4, new Kernel("x64:gemm:jit"))),
                Arguments.of(
                        "NCHW SAME mb1ic32ih9iw9oc32kh3kw3",
                        new ChannelBlocks(
                                16,
                                4,
                                ChannelBlocks.Filters.REPEATED,
                                1,
                                true,
                                ActivationLayout.CHANNELS_LAST,
                                kernel)),
                Arguments.of("NHWC SAME mb0ic8ih4iw4oc8kh3kw3", new Strategy.Empty()),
                Arguments.of("NHWC [[0,0],[2,2],[1,1],[0,0]] mb2ic3ih0iw4oc6kh3kw3", new Strategy.ZeroInput()));
    }

    @ParameterizedTest
    @MethodSource("oneProblemForEachClass")
    void everyStrategyIsExecutedByAPlanThatSaysSo(String sizes, Strategy strategy) {
        ConvolutionProblem problem = ConvolutionProblem.parse("depthwise_conv2d float32 " + sizes);
        assertThat(strategy.fits(problem)).isTrue();
        try (ConvolutionPlan plan = StrategyExecutors.plan(problem, strategy)) {
            assertThat(plan.strategy()).isEqualTo(strategy);
            assertThat(plan.strategyName()).isEqualTo(strategy.name());
            assertThat(plan.kernel()).isEqualTo(strategy.kernel());
        }
    }

    @Test
    void noClassOfStrategiesIsWithoutAProblemAbove() {
        Stream<Class<?>> classes = Stream.of(Strategy.class, TiledStrategy.class)
                .flatMap(parent -> Stream.of(parent.getPermittedSubclasses()))
                .filter(Class::isRecord);
        assertThat(oneProblemForEachClass().map(each -> (Object) each.get()[1].getClass()))
                .containsExactlyInAnyOrderElementsOf(classes.toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"empty", "zero input"})
    void aPlanWithNothingToConvolveCannotBeAskedForByName(String name) {
        assertThat(Strategy.parse(name)).isEmpty();
    }
}
