package io.github.depthwise4j.plan.choice;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.depthwise4j.plan.strategy.Strategy;
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
                "NHWC SAME mb1ic24ih220iw54oc24kh5kw5 | direct(jit_dw:avx512_core)",
                "NHWC SAME mb1ic32ih30iw30oc32kh7kw7 | direct()",
                "NHWC SAME mb1ic32ih30iw30oc32kh7kw7sh2sw2 | direct(jit_dw:avx512_core)",
                "NHWC SAME mb1ic32ih30iw30oc32kh11kw11 | direct(jit_dw:avx512_core)",
                "NHWC SAME mb1ic16ih30iw30oc16kh11kw11 | direct()",
                "NHWC SAME mb1ic16ih30iw30oc16kh12kw12 | direct(jit_dw:avx512_core)",
                "NHWC SAME mb1ic32ih14iw14oc32kh3kw3sh2sw2 | direct()",
                "NHWC SAME mb1ic24ih28iw28oc24kh3kw3 | direct()",
                "NHWC SAME mb2ic2ih8iw8oc20kh3kw3 | direct()",
                "NHWC SAME mb1ic96ih27iw205oc384kh1kw1sh2sw2 | replicate(rows=2,jit_dw:avx512_core)",
                "NHWC SAME mb1ic3ih2iw16oc9kh5kw5 | replicate(rows=2,jit_dw:avx512_core)",
                "NHWC SAME mb1ic8ih229iw176oc16kh7kw7sh2sw2 | replicate(rows=39,jit_dw:avx512_core)",
                "NCHW SAME mb1ic3ih86iw8oc24kh3kw3 | grouped(8,nhwc,jit:avx512_core)",
                "NCHW SAME mb1ic1ih127iw96oc16kh5kw5 | grouped(all,nhwc,jit:avx512_core)",
                "NCHW SAME mb1ic128ih179iw77oc512kh1kw1sh2sw2 | indexed(64,nChw16c,jit_dw:avx512_core)",
                "NCHW SAME mb2ic64ih2iw5oc192kh9kw9sh2sw2 | indexed(all,padded,nChw16c,jit_dw:avx512_core)",
                "NCHW SAME mb2ic96ih24iw35oc96kh3kw3 | blocks(48,nChw16c,jit_dw:avx512_core)",
                "NCHW SAME mb1ic32ih153iw1oc32kh1kw1sh2sw2 | blocks(all,nChw16c,jit_dw:avx512_core)",
                "NCHW SAME mb1ic32ih37iw222oc32kh7kw7sh2sw2 | blocks(16,nhwc,brdgmm_dw:avx512_core)",
                "NCHW SAME mb2ic12ih70iw152oc36kh5kw5 | blocks(15,nhwc,jit_dw:avx512_core)",
                "NCHW SAME mb1ic16ih128iw128oc16kh3kw3 | blocks(8,nhwc,jit_dw:avx512_core)",
                "NCHW SAME mb1ic1ih128iw128oc1kh3kw3 | grouped(all,nhwc,x64:gemm:jit)",
            })
    void withAvx512(String sizes, String strategy) {
        assertThat(chosen(sizes, FakeKernels.AVX512)).isEqualTo(strategy);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "NHWC SAME mb2ic64ih83iw51oc64kh9kw9 | direct(jit_dw:avx2)",
                "NHWC SAME mb1ic256ih112iw112oc256kh3kw3 | replicate(rows=7,jit_dw:avx2)",
                "NHWC SAME mb1ic1ih66iw87oc24kh3kw3 | direct(jit:avx2)",
                "NHWC SAME mb1ic12ih47iw95oc384kh3kw3 | direct()",
                "NHWC SAME mb2ic1ih35iw5oc3kh5kw5sh2sw2 | replicate(rows=18,jit_dw:avx2)",
                "NHWC SAME mb2ic96ih28iw38oc960kh3kw3 | replicate(rows=28,jit_dw:avx2)",
                "NHWC SAME mb1ic128ih56iw56oc1280kh3kw3 | replicate(rows=3,jit_dw:avx2)",
                "NCHW SAME mb2ic2ih86iw6oc32kh3kw3sh2sw2 | direct()",
                "NCHW SAME mb1ic64ih112iw112oc128kh3kw3 | indexed(32,nChw8c,jit_dw:avx2)",
                "NCHW SAME mb1ic24ih14iw79oc120kh7kw7sh2sw2 | indexed(all,nChw8c,jit_dw:avx2)",
                "NCHW SAME mb1ic40ih75iw105oc40kh3kw3sh2sw2 | blocks(24,nChw8c,jit_dw:avx2)",
                "NCHW SAME mb1ic2ih44iw110oc2kh7kw7 | blocks(all,nhwc,jit_dw:avx2)",
                "NCHW SAME mb1ic5ih111iw105oc25kh5kw5 | blocks(15,nhwc,jit_dw:avx2)",
                "NCHW SAME mb1ic12ih12iw45oc60kh7kw7sh2sw2 | blocks(all,nhwc,jit_dw:avx2)",
            })
    void withAvx2(String sizes, String strategy) {
        assertThat(chosen(sizes, FakeKernels.AVX2)).isEqualTo(strategy);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "NHWC SAME mb2ic64ih83iw51oc64kh7kw7 | direct(jit_dw:sse41)",
                "NHWC SAME mb1ic1ih66iw87oc24kh3kw3 | replicate(rows=66,jit_dw:sse41)",
                "NHWC SAME mb1ic12ih47iw95oc384kh3kw3 | replicate(rows=5,jit_dw:sse41)",
                "NCHW SAME mb2ic32ih49iw47oc64kh7kw7 | indexed(all,nChw8c,jit_dw:sse41)",
                "NCHW SAME mb1ic64ih112iw112oc128kh3kw3 | indexed(32,nChw8c,jit_dw:sse41)",
                "NCHW SAME mb1ic7ih1iw16oc7kh5kw3sh2sw3 | blocks(all,nhwc,jit_dw:sse41)",
                "NCHW SAME mb1ic40ih75iw105oc40kh3kw3sh2sw2 | blocks(24,nChw8c,jit_dw:sse41)",
            })
    void withSse41(String sizes, String strategy) {
        assertThat(chosen(sizes, FakeKernels.SSE41)).isEqualTo(strategy);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "depthwise_conv2d float32 NCHW SAME mb1ic64ih256iw256oc64kh3kw3 | blocks(8,rows=52,nChw8c,jit_dw:avx2)",
                "depthwise_conv2d float32 NCHW SAME mb1ic3ih3000iw4000oc3kh3kw3 | blocks(all,rows=9,nhwc,ISA)",
                "conv2d float32 NCHW SAME mb1ic64ih512iw512oc64kh3kw3 | grouped(all,rows=3,nhwc,)",
                "conv2d float32 NCHW SAME mb1ic1ih64iw64oc1kh3kw3 | grouped(all,nhwc,x64:gemm:jit)",
                "conv2d float32 NHWC SAME mb1ic1ih64iw64oc1kh3kw3 | direct(x64:gemm:jit)",
                "conv2d float32 NCHW VALID mb1ic64ih512iw512oc64kh1kw1 | direct(x64:gemm:jit)",
            })
    void largePlanesAreCopiedInBandsAndASingleChannelIsNotCopied(String line, String strategy) {
        ConvolutionProblem problem = ConvolutionProblem.parse(line);
        for (FakeKernels facts : List.of(FakeKernels.AVX512, FakeKernels.AVX2)) {
            assertThat(Rules.choose(problem, facts).name()).isEqualTo(strategy.replace("ISA", "jit_dw:" + facts.isa()));
        }
    }

    /** The kernels of oneDNN refuse these problems, but not the same convolutions of padded copies. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "NHWC SAME mb1ic256ih33iw33oc256kh3kw3dh7dw7 | replicate(rows=33,padded,jit_dw:ISA)",
                "NHWC SAME mb1ic256ih330iw330oc256kh3kw3dh7dw7 | replicate(rows=17,padded,jit_dw:ISA)",
                "NHWC [[0,0],[0,0],[8,0],[0,0]] mb1ic64ih1iw4000oc64kh1kw3dw1 | "
                        + "replicate(rows=4004,padded,jit_dw:ISA)",
                "NHWC SAME mb2ic16ih33iw33oc32kh3kw3dh7dw7 | replicate(rows=33,padded,jit_dw:ISA)",
                "NCHW SAME mb1ic8ih28iw28oc8kh3kw3dh7dw7 | blocks\\(all,padded,.*,jit_dw:ISA\\)",
                "NCHW SAME mb1ic256ih33iw33oc256kh3kw3dh7dw7 | blocks\\(\\d+,padded,nChw\\d+c,jit_dw:ISA\\)",
                "NCHW SAME mb1ic65ih33iw33oc65kh3kw3dh7dw7 | blocks\\(\\w+,padded,.*,jit_dw:ISA\\)",
                "NCHW SAME mb1ic32ih33iw33oc64kh3kw3dh7dw7 | [a-z]+\\(.*,padded,nChw\\d+c,jit_dw:ISA\\)",
            })
    void whereTheKernelsRefuseThePaddingTheCopyContainsIt(String sizes, String strategy) {
        for (FakeKernels facts : List.of(FakeKernels.AVX512, FakeKernels.AVX2, FakeKernels.SSE41)) {
            String expected = strategy.replace("ISA", facts.isa());
            String chosen = chosen(sizes, facts);
            assertThat(chosen.equals(expected) || chosen.matches(expected))
                    .as("%s with %s instead of %s", chosen, facts.isa(), expected)
                    .isTrue();
        }
    }

    @Test
    void withoutDilationTheWideKernelNeedsNoCopyForItsPaddingUnlessTheFilterIsWide() {
        String sizes = "NHWC SAME mb1ic64ih56iw56oc64kh15kw15";
        assertThat(chosen("NHWC [[0,0],[0,0],[7,3],[0,0]] mb1ic64ih56iw56oc64kh3kw10", FakeKernels.AVX512))
                .isEqualTo("direct()");
        assertThat(chosen(sizes, FakeKernels.AVX512)).isEqualTo("replicate(rows=56,padded,jit_dw:avx512_core)");
        assertThat(chosen(sizes, FakeKernels.AVX2)).isEqualTo("replicate(rows=56,padded,jit_dw:avx2)");
    }

    @Test
    void manyFiltersAreLeftToOneDnnOnlyIfItHasAKernelForThem() {
        String sizes = "NHWC SAME mb1ic12ih47iw95oc384kh3kw3";
        assertThat(chosen(sizes, FakeKernels.AVX2)).isEqualTo("direct()");
        assertThat(chosen(sizes, FakeKernels.AVX2.withFirst("jit:avx2"))).startsWith("replicate(");
    }

    @Test
    void whereTheKernelForBlocksIsExcludedBlocksAreConvolvedAsPixels() {
        String sizes = "NCHW SAME mb2ic96ih24iw35oc96kh3kw3";
        assertThat(chosen(sizes, FakeKernels.AVX512.without("jit_dw:avx512_core")))
                .isEqualTo("blocks(48,nhwc,jit_dw:avx512_core)");
        assertThat(chosen(sizes, FakeKernels.AVX2)).contains(",nChw8c,");
        assertThat(chosen(sizes, FakeKernels.AVX2.without("jit_dw:avx2"))).contains(",nhwc,");
    }

    @Test
    void anOrdinaryConvolutionIsLeftToOneDnn() {
        ConvolutionProblem problem = ConvolutionProblem.parse("conv2d float32 NHWC SAME mb1ic16ih9iw9oc16kh3kw3");
        assertThat(Rules.choose(problem, FakeKernels.AVX512)).isEqualTo(Strategy.Direct.FIRST);
    }

    @ParameterizedTest
    @CsvSource({"NHWC, direct(jit_1x1:avx2)", "NCHW, direct(x64:gemm:jit)"})
    void oneChannelWithSeveralFiltersOfOneTapIsAnOrdinaryConvolution(String format, String strategy) {
        ConvolutionProblem problem =
                ConvolutionProblem.parse("depthwise_conv2d float32 " + format + " VALID mb11ic1ih7iw16oc2kh1kw1");
        FakeKernels facts = FakeKernels.AVX2.withMore("jit_1x1:avx2");
        assertThat(Rules.choose(problem, facts).name()).isEqualTo(strategy);
    }

    /** A product of matrices copies nothing for one tap, and much for a window of many channels. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "VALID mb1ic64ih56iw56oc64kh1kw1 | direct(x64:gemm:jit) | direct(x64:gemm:jit)",
                "VALID mb1ic138ih31iw283oc2kh1kw1sh3sw3 | direct(x64:gemm:jit) | direct(x64:gemm:jit)",
                "VALID g8mb1ic64ih91iw30oc112kh1kw1 | direct(x64:gemm:jit) | direct(x64:gemm:jit)",
                "VALID mb1ic960ih7iw7oc160kh1kw1 | grouped(all,nhwc,) | direct(x64:gemm:jit)",
                "SAME mb1ic64ih56iw56oc64kh3kw3 | direct() | grouped(all,nhwc,)",
                "SAME mb1ic8ih56iw56oc32kh3kw3 | grouped(all,nhwc,jit:avx512_core) | grouped(all,nhwc,jit:avx2)",
                "SAME mb1ic9ih56iw56oc162kh3kw3 | direct(x64:gemm:jit) | direct(x64:gemm:jit)",
                "SAME mb1ic9ih56iw56oc161kh3kw3 | direct() | direct(x64:gemm:jit)",
                "SAME mb1ic9ih56iw56oc40kh3kw3 | direct() | grouped(all,nhwc,)",
            })
    void inNchwOrdinaryConvolutionsAreProductsIfLittleIsCopiedForThem(String sizes, String avx512, String avx2) {
        ConvolutionProblem problem = ConvolutionProblem.parse("conv2d float32 NCHW " + sizes);
        assertThat(Rules.choose(problem, FakeKernels.AVX512).name()).isEqualTo(avx512);
        assertThat(Rules.choose(problem, FakeKernels.AVX2).name()).isEqualTo(avx2);
    }

    /** A random machine: some kernels are missing or excluded. */
    private static FakeKernels randomKernels(Random random) {
        FakeKernels all =
                List.of(FakeKernels.AVX512, FakeKernels.AVX2, FakeKernels.SSE41).get(random.nextInt(3));
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
