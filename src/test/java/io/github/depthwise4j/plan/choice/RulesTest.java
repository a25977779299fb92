package io.github.depthwise4j.plan.choice;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.depthwise4j.plan.cpu.CpuCaches;
import io.github.depthwise4j.plan.strategy.Strategy;
import io.github.depthwise4j.plan.strategy.TiledStrategy;
import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.reference.RandomProblems;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The rules choose without oneDNN. In the names, an empty kernel means that oneDNN selects it.
 *
 * <p>{@code -Ddepthwise4j.test.cases=10000} takes more random problems, {@code -Ddepthwise4j.test.seed=7} others.
 */
class RulesTest {
    private static final int CASES = Integer.getInteger("depthwise4j.test.cases", 3_000);
    private static final long SEED = Long.getLong("depthwise4j.test.seed", 20_240_607L);

    private static String chosen(String sizes, KernelFacts facts) {
        return Rules.choose(ConvolutionProblem.parse("depthwise_conv2d float32 " + sizes), facts)
                .name();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "NHWC SAME mb1ic256ih28iw28oc256kh3kw3 | direct\\(.*_dw:ISA\\)",
                "NHWC SAME mb1ic64ih28iw28oc128kh3kw3 | replicate\\(rows=\\d+.*_dw:ISA\\)",
                "NCHW SAME mb1ic256ih28iw28oc256kh3kw3 | blocks\\(.*_dw:ISA\\)",
                "NCHW SAME mb1ic64ih512iw512oc64kh3kw3 | blocks\\(\\w+,rows=\\d+,.*_dw:ISA\\)",
                "NCHW SAME mb1ic3ih3000iw4000oc3kh3kw3 | blocks\\(all,rows=\\d+,.*_dw:ISA\\)",
                "NCHW SAME mb64ic24ih1iw8oc24kh1kw3 | blocks\\(all,images=64,.*_dw:ISA\\)",
                "NCHW SAME mb1000ic24ih5iw8oc24kh3kw3 | blocks\\(all,images=\\d+,.*_dw:ISA\\)",
                "NHWC SAME mb64ic16ih2iw3oc32kh3kw3 | replicate\\(images=64,.*_dw:ISA\\)",
            })
    void depthwiseConvolutionsAreComputedByDepthwiseKernels(String sizes, String strategy) {
        for (FakeKernels facts : FakeKernels.ALL) {
            assertThat(chosen(sizes, facts)).as(sizes).matches(strategy.replace("ISA", facts.isa()));
        }
    }

    /** The kernels of oneDNN refuse these problems, but not the same convolutions of padded copies. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "NHWC SAME mb1ic256ih33iw33oc256kh3kw3dh7dw7 | replicate\\(rows=33,padded,jit_dw:ISA\\)",
                "NHWC SAME mb1ic256ih330iw330oc256kh3kw3dh7dw7 | replicate\\(rows=17,padded,jit_dw:ISA\\)",
                "NHWC [[0,0],[0,0],[8,0],[0,0]] mb1ic64ih1iw4000oc64kh1kw3dw1 | "
                        + "replicate\\(rows=4004,padded,jit_dw:ISA\\)",
                "NHWC SAME mb2ic16ih33iw33oc32kh3kw3dh7dw7 | replicate\\(\\w+=\\d+,padded,jit_dw:ISA\\)",
                "NCHW SAME mb1ic8ih28iw28oc8kh3kw3dh7dw7 | blocks\\(all,padded,.*,jit_dw:ISA\\)",
                "NCHW SAME mb1ic256ih33iw33oc256kh3kw3dh7dw7 | blocks\\(\\d+,padded,.*,jit_dw:ISA\\)",
                "NCHW SAME mb1ic65ih33iw33oc65kh3kw3dh7dw7 | blocks\\(\\w+,padded,.*,jit_dw:ISA\\)",
                "NCHW SAME mb1ic32ih33iw33oc64kh3kw3dh7dw7 | [a-z]+\\(.*,padded,.*,jit_dw:ISA\\)",
            })
    void whereTheKernelsRefuseThePaddingTheCopyContainsIt(String sizes, String strategy) {
        for (FakeKernels facts : FakeKernels.ALL) {
            assertThat(chosen(sizes, facts)).as(sizes).matches(strategy.replace("ISA", facts.isa()));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "NHWC SAME mb1ic64ih56iw56oc64kh3kw3 | direct\\(.*:ISA\\)",
                "NHWC SAME mb1ic1ih64iw64oc1kh3kw3 | direct\\(.*\\)",
                "NCHW SAME mb1ic64ih56iw56oc64kh3kw3 | grouped\\(all,.*:ISA\\)",
                "NCHW SAME mb1ic64ih512iw512oc64kh3kw3 | grouped\\(all,rows=\\d+,.*:ISA\\)",
                "NCHW VALID mb1ic64ih512iw512oc64kh1kw1 | direct\\(x64:gemm:jit\\)",
            })
    void ordinaryConvolutionsAreCopiedInNchwUnlessTheyAreProducts(String sizes, String strategy) {
        for (FakeKernels facts : List.of(FakeKernels.AVX512, FakeKernels.AVX512_NARROW, FakeKernels.AVX2)) {
            ConvolutionProblem problem = ConvolutionProblem.parse("conv2d float32 " + sizes);
            assertThat(Rules.choose(problem, facts).name()).as(sizes).matches(strategy.replace("ISA", facts.isa()));
        }
    }

    /** It copies the input, however small the result is. */
    @Test
    void aProductIsNotChosenForStridesFromManyChannelsToOne() {
        for (FakeKernels facts : List.of(FakeKernels.AVX512, FakeKernels.AVX512_NARROW, FakeKernels.AVX2)) {
            for (String strides : List.of("sw2", "sh2", "sh2sw2")) {
                String sizes = "conv2d float32 NHWC VALID mb1ic425ih16iw6oc1kh1kw1" + strides;
                assertThat(Rules.choose(ConvolutionProblem.parse(sizes), facts).name())
                        .as(sizes)
                        .doesNotContain("gemm");
            }
            assertThat(Rules.choose(
                                    ConvolutionProblem.parse("conv2d float32 NCHW VALID mb1ic425ih16iw6oc1kh1kw1"),
                                    facts)
                            .name())
                    .contains("gemm");
        }
    }

    @Test
    void anExcludedKernelIsNotChosen() {
        String sizes = "NCHW SAME mb2ic96ih24iw35oc96kh3kw3";
        assertThat(chosen(sizes, FakeKernels.AVX512.without("jit_dw:avx512_core")))
                .matches("blocks\\(.*,nhwc,brdgmm_dw:avx512_core\\)");
        assertThat(chosen(sizes, FakeKernels.AVX2.without("jit_dw:avx2")))
                .matches("blocks\\(.*,nhwc,brdgmm_dw:avx2\\)");
    }

    /**
     * No strategy that is possible, and all of whose parts have its kernel, has a smaller estimate, unless its kernels
     * take long to make.
     */
    @Test
    void theChoiceHasTheSmallestEstimate() {
        RandomProblems problems = new RandomProblems(SEED, 2_000_000, true);
        Random random = new Random(SEED);
        int better = 0;
        for (int i = 0; i < CASES / 10; i++) {
            ConvolutionProblem problem = i % 3 == 0 ? problems.nextConv2d() : problems.next();
            FakeKernels facts = randomKernels(random);
            if (!Strategy.hasElements(problem)) {
                continue;
            }
            double chosen = Costs.of(facts).nanos(Work.of(problem, Rules.choose(problem, facts)));
            FastParts parts = new FastParts(problem, facts);
            for (Strategy strategy : Candidates.of(problem, CpuCaches.USUAL, facts)) {
                boolean possible = strategy instanceof TiledStrategy tiled
                        ? parts.isFast(tiled)
                        : Possibilities.of(problem, CpuCaches.USUAL, facts).contains(strategy);
                double other = Costs.of(facts).nanos(Work.of(problem, strategy));
                assertThat(possible && other < chosen && parts.isMadeSoon(strategy))
                        .as("problem %d of seed %d, %s, %s: %s", i, SEED, facts, problem, strategy.name())
                        .isFalse();
                better += other > chosen ? 1 : 0;
            }
        }
        assertThat(better).isGreaterThan(CASES / 10);
    }

    /** Large windows with padding. */
    private static ConvolutionProblem largeWindow(Random random) {
        String format = random.nextBoolean() ? "NHWC" : "NCHW";
        int kh = 25 + random.nextInt(27);
        int kw = random.nextBoolean() ? kh : 1 + random.nextInt(51);
        int side = 30 + random.nextInt(60);
        int ic = 1 + random.nextInt(40);
        int oc = 1 + random.nextInt(40);
        return ConvolutionProblem.parse(
                random.nextBoolean()
                        ? String.format(
                                "depthwise_conv2d float32 %s SAME mb1ic%dih%diw%doc%dkh%dkw%d",
                                format, ic, side, side + 9, ic * (1 + random.nextInt(2)), kh, kw)
                        : String.format(
                                "conv2d float32 %s SAME mb1ic%dih%diw%doc%dkh%dkw%d",
                                format, ic, side, side + 9, oc, kh, kw));
    }

    /** A kernel that takes oneDNN long to make is not chosen if there is another fast one. */
    @Test
    void kernelsThatAreMadeSoonArePreferred() {
        Random random = new Random(SEED);
        int passedOver = 0;
        for (int i = 0; i < CASES / 10; i++) {
            ConvolutionProblem problem = largeWindow(random);
            FakeKernels facts = random.nextBoolean() ? FakeKernels.AVX512 : FakeKernels.AVX2;
            FastParts parts = new FastParts(problem, facts);
            List<Strategy> possible = Rules.strategies(problem, facts).stream()
                    .filter(each -> each instanceof TiledStrategy tiled && parts.isFast(tiled))
                    .toList();
            Strategy choice = Rules.choose(problem, facts);
            assertThat(parts.isMadeSoon(choice) || possible.stream().noneMatch(parts::isMadeSoon))
                    .as("problem %d of seed %d, %s, %s: %s", i, SEED, facts, problem, choice.name())
                    .isTrue();
            passedOver += possible.isEmpty() || parts.isMadeSoon(possible.get(0)) ? 0 : 1;
        }
        assertThat(passedOver).isGreaterThan(CASES / 100);
    }

    /** Without AVX2, products of large windows are computed in planes. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "NHWC SAME mb1ic629ih17iw187oc1kh7kw7sh4sw4 | planes\\(rows=\\d+,x64:gemm:jit\\)",
                "NHWC VALID mb1ic714ih45iw19oc1kh2kw7 | planes\\(rows=\\d+,x64:gemm:jit\\)",
                "NHWC VALID mb1ic714ih45iw19oc1kh1kw1 | direct\\(x64:gemm:jit\\)",
                "NHWC SAME mb1ic13ih45iw19oc3kh3kw3 | direct\\(x64:gemm:jit\\)",
            })
    void largeProductsWithoutAvx2AreInPlanes(String sizes, String strategy) {
        FakeKernels products = FakeKernels.SSE41.without("jit:sse41", "jit_1x1:sse41");
        ConvolutionProblem problem = ConvolutionProblem.parse("conv2d float32 " + sizes);
        assertThat(Rules.choose(problem, products).name()).as(sizes).matches(strategy);
        assertThat(Rules.choose(problem, FakeKernels.AVX2).name()).as(sizes).doesNotContain("planes");
    }

    /** A random machine: some kernels are missing or excluded. */
    private static FakeKernels randomKernels(Random random) {
        FakeKernels all = FakeKernels.ALL.get(random.nextInt(FakeKernels.ALL.size()));
        String[] excluded = all.names().stream()
                .filter(name -> !name.equals("ref:any") && random.nextInt(4) == 0)
                .toArray(String[]::new);
        return all.without(excluded);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void everyChoiceAndEveryCandidateFitsItsProblem(boolean choices) {
        RandomProblems problems = new RandomProblems(SEED, 2_000_000, true);
        Random random = new Random(SEED);
        for (int i = 0; i < CASES; i++) {
            ConvolutionProblem problem = i % 5 == 0 ? problems.nextConv2d() : problems.next();
            FakeKernels facts = randomKernels(random);
            if (!Strategy.hasElements(problem)) {
                continue;
            }
            List<Strategy> strategies = choices
                    ? List.of(Rules.choose(problem, facts))
                    : Candidates.of(problem, new CpuCaches(1 << (17 + random.nextInt(6))), facts);
            assertThat(strategies)
                    .as("problem %d of seed %d, %s: %s", i, SEED, facts, problem)
                    .isNotEmpty()
                    .doesNotHaveDuplicates()
                    .allMatch(strategy -> strategy.fits(problem));
            if (!choices) {
                assertThat(strategies).allMatch(strategy -> facts.isAllowed(strategy.kernel()));
            }
        }
    }
}
