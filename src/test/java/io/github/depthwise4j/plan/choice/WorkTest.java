package io.github.depthwise4j.plan.choice;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.depthwise4j.TestSettings;
import io.github.depthwise4j.plan.strategy.Strategy;
import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.problem.SpatialAxis;
import io.github.depthwise4j.reference.RandomProblems;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is counted for a strategy. The numbers were found with a pencil, or by counting one by one. */
class WorkTest {
    private static Map<String, Map<String, Double>> counts(String problem, String strategy) {
        return Work.of(
                        ConvolutionProblem.parse(problem),
                        Strategy.parse(strategy).orElseThrow())
                .counts();
    }

    private static double calls(String problem, String strategy) {
        return counts(problem, strategy).get("oneDNN").get("calls");
    }

    @Test
    void aDepthwiseKernelIsCountedInRegisters() {
        Map<String, Double> kernel = counts(
                        "depthwise_conv2d float32 NHWC SAME mb2ic40ih5iw6oc40kh3kw3", "direct(jit_dw:avx512_core)")
                .get("jit_dw:avx512_core");
        // 2 images, 3 registers of which one is half full, 13 of 15 rows of taps and 16 of 18 columns are not padding.
        assertThat(kernel)
                .containsEntry("rows", 2 * 5 * 3.0)
                .containsEntry("rows of taps", 2 * 13 * 3.0)
                .containsEntry("pixels", 2 * 5 * 6 * 3.0)
                .containsEntry("taps", 2 * 13 * 16 * 3.0)
                .containsEntry("taps of a part of a register", 2 * 13 * 16.0)
                .containsEntry("columns at edges", 2 * 5 * 3 * 2.0)
                .doesNotContainKey("taps with strides");
    }

    @Test
    void aRowIsBegunOnceForAllChannelsOrForSomeRegisters() {
        Map<String, Double> kernel = counts(
                        "depthwise_conv2d float32 NHWC VALID mb2ic40ih5iw6oc40kh3kw3", "direct(jit_dw:avx2)")
                .get("jit_dw:avx2");
        // 5 registers are two chunks, of four and of one.
        assertThat(kernel).containsEntry("begun rows", 2 * 3.0).containsEntry("begun chunks", 2 * 3 * 2.0);
    }

    @Test
    void rowsOfZerosInACopyAreMultipliedToo() {
        String kind = "jit_dw:avx2 in copies";
        String strategy = "replicate(rows=9,padded,jit_dw:avx2)";
        // One row of taps of each window lies on the image. No window lies on zeros alone, so they need no copy.
        assertThat(counts("depthwise_conv2d float32 NHWC [[0,0],[2,2],[0,4],[0,0]] mb1ic8ih1iw9oc8kh3kw3", strategy)
                        .get(kind))
                .containsEntry("rows of taps", 3.0)
                .containsEntry("taps", 3 * 11 * 3.0);
        // A window lies on zeros alone: all three rows of taps of its five windows are computed.
        assertThat(counts("depthwise_conv2d float32 NHWC [[0,0],[3,3],[0,4],[0,0]] mb1ic8ih1iw9oc8kh3kw3", strategy)
                        .get(kind))
                .containsEntry("rows of taps", 5 * 3.0)
                .containsEntry("taps", 5 * 3 * 11 * 3.0);
    }

    @Test
    void registersBesideAPartOfOneAreNotAligned() {
        String sizes = "ih5iw6oc20kh1kw1";
        assertThat(counts("conv2d float32 NHWC VALID mb1ic4" + sizes, "direct(jit_1x1:avx2)")
                        .get("jit_1x1:avx2"))
                .containsEntry("unaligned pixels", 5 * 6 * 3.0);
        assertThat(counts("depthwise_conv2d float32 NHWC VALID mb1ic20" + sizes, "direct(jit_dw:avx2)")
                        .get("jit_dw:avx2"))
                .containsEntry("unaligned pixels", 5 * 6 * 3.0)
                .containsEntry("unaligned taps", 5 * 6 * 3.0);
        assertThat(counts("conv2d float32 NHWC VALID mb1ic4ih5iw6oc24kh1kw1", "direct(jit_1x1:avx2)")
                        .get("jit_1x1:avx2"))
                .doesNotContainKey("unaligned pixels");
        assertThat(counts("conv2d float32 NHWC VALID mb1ic4ih5iw6oc7kh1kw1", "direct(jit_1x1:avx2)")
                        .get("jit_1x1:avx2"))
                .doesNotContainKey("unaligned pixels");
    }

    @Test
    void rowsWithStridesAreComputedOneByOne() {
        assertThat(counts("conv2d float32 NHWC VALID mb2ic4ih9iw9oc40kh1kw1sh2sw2", "direct(brgconv_1x1:avx2)")
                        .get("brgconv_1x1:avx2"))
                // 5 registers are two chunks.
                .containsEntry("rows with strides", 2 * 5 * 2.0)
                .containsEntry("pixels with strides", 2 * 25.0);
    }

    @ParameterizedTest
    @CsvSource({"40,5,narrow", "40,6,middle", "40,10,middle", "40,11,wide", "7,11,middle", "7,12,wide"})
    void tapsAreCountedByTheWidthOfTheFilter(int channels, int columns, String width) {
        String sizes = "mb1ic" + channels + "ih1iw30oc" + channels + "kh1kw" + columns;
        Map<String, Double> kernel = counts("depthwise_conv2d float32 NHWC VALID " + sizes, "direct(jit_dw:avx2)")
                .get("jit_dw:avx2");
        String part = channels < 8 ? " of a single part of a register" : "";
        assertThat(kernel)
                .containsEntry("taps of " + width + " filters" + part, kernel.get("taps"))
                .satisfies(all -> assertThat(all.keySet().stream().filter(each -> each.contains(" filters")))
                        .hasSize(1));
    }

    @Test
    void rowsAndWeightsThatLeaveTheCacheAreReadAgain() {
        // A row has 16 KB, and the weights of 3 x 3 taps have 36 KB.
        Map<String, Double> kernel = counts(
                        "depthwise_conv2d float32 NHWC VALID mb1ic1024ih8iw4oc1024kh3kw3", "direct(jit_dw:avx2)")
                .get("jit_dw:avx2");
        assertThat(kernel)
                .containsEntry("bytes of rows beyond level 1", 6 * 3 * 16384.0)
                .containsEntry("weights beyond level 1", 6 * 4096.0)
                .doesNotContainKey("bytes of rows beyond level 2");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "NHWC VALID mb1ic8ih4iw6oc16kh1kw1 | 0 | 0",
                "NHWC VALID mb1ic8ih4iw6oc16kh1kw1sh1sw2 | 96 | 96",
                "NHWC [[0,0],[1,0],[0,0],[0,0]] mb1ic8ih4iw6oc16kh1kw1 | 240 | 0",
                "NHWC VALID mb1ic8ih4iw6oc16kh2kw3 | 576 | 0",
            })
    void aMatrixProductCopiesTheWindowsUnlessTheyAreThePixels(String sizes, double copied, double withStrides) {
        Map<String, Double> kernel =
                counts("conv2d float32 " + sizes, "direct(x64:gemm:jit)").get("x64:gemm:jit");
        assertThat(kernel.getOrDefault("copied windows", 0.0)).isEqualTo(copied);
        assertThat(kernel.getOrDefault("copied windows with strides", 0.0)).isEqualTo(withStrides);
    }

    @Test
    void weightsAreLoadedForEachRunOfColumns() {
        Map<String, Double> kernel = counts("conv2d float32 NHWC VALID mb1ic3ih3iw9oc24kh3kw3", "direct(jit:avx2)")
                .get("jit:avx2");
        // 7 columns are a run of six and one of one; 3 registers of 27 weights.
        assertThat(kernel).containsEntry("weights of runs", 2 * 27 * 3.0).containsEntry("weights of rows", 27 * 3.0);
        assertThat(counts("conv2d float32 NHWC VALID mb5ic3ih3iw9oc24kh3kw3", "direct(jit:avx2)")
                        .get("jit:avx2"))
                .containsEntry("weights", 27 * 24.0)
                .containsEntry("weights of images", 5 * 27 * 24.0);
    }

    @Test
    void groupsTouchLinesUnlessTheyLieInPlanes() {
        String sizes = " VALID g4mb1ic8ih5iw6oc8kh1kw1";
        assertThat(counts("conv2d float32 NHWC" + sizes, "direct(x64:gemm:jit)").get("x64:gemm:jit, groups"))
                .containsEntry("lines", 4 * (30 + 30.0));
        assertThat(counts("conv2d float32 NCHW" + sizes, "direct(x64:gemm:jit)").get("x64:gemm:jit in planes, groups"))
                .doesNotContainKey("lines");
    }

    @Test
    void anOrdinaryKernelIsCountedInRegistersOfOutputs() {
        Map<String, Double> kernel = counts("conv2d float32 NHWC VALID mb1ic3ih9iw9oc24kh3kw3", "direct(jit:avx2)")
                .get("jit:avx2");
        assertThat(kernel)
                .containsEntry("multiply-adds", 7 * 7 * 9 * 3 * 3.0)
                .containsEntry("weights", 9 * 3 * 24.0)
                .containsEntry("rows", 7.0)
                .doesNotContainKey("multiply-adds of a part of a register");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "NHWC SAME mb3ic32ih9iw9oc32kh3kw3 | direct(jit_dw:avx2) | 1",
                // A copy and a convolution for each of 3 bands of each image.
                "NHWC SAME mb3ic32ih9iw9oc32kh3kw3 | replicate(rows=3,jit_dw:avx2) | 18",
                "NHWC SAME mb3ic32ih9iw9oc32kh3kw3 | replicate(images=2,jit_dw:avx2) | 4",
                "NHWC SAME mb3ic32ih9iw9oc32kh3kw3 | replicate(batch,jit_dw:avx2) | 2",
                // A copy in, a convolution and a copy out for each of 2 blocks of each image.
                "NCHW SAME mb3ic32ih9iw9oc32kh3kw3 | blocks(16,nhwc,jit_dw:avx2) | 18",
                "NCHW SAME mb3ic32ih9iw9oc32kh3kw3 | blocks(all,images=2,nhwc,jit_dw:avx2) | 6",
                // One copy in, and two times a convolution and a copy out.
                "NCHW SAME mb3ic32ih9iw9oc64kh3kw3 | indexed(all,nhwc,jit_dw:avx2) | 15",
                // A channel alone need not be copied.
                "NCHW SAME mb1ic4ih9iw9oc32kh3kw3 | grouped(8,nhwc,jit:avx2) | 8",
            })
    void callsAreThoseOfAllTiles(String sizes, String strategy, double calls) {
        assertThat(calls("depthwise_conv2d float32 " + sizes, strategy)).isEqualTo(calls);
    }

    @Test
    void bandsCopyTheRowsThatTheyShareTwice() {
        String problem = "depthwise_conv2d float32 NHWC SAME mb1ic8ih9iw5oc8kh3kw3";
        assertThat(counts(problem, "replicate(rows=9,jit_dw:avx2)").get("pixels"))
                .containsEntry("numbers", 9 * 5 * 8.0);
        assertThat(counts(problem, "replicate(rows=3,jit_dw:avx2)").get("pixels"))
                .containsEntry("numbers", 13 * 5 * 8.0);
    }

    /** The taps that are not padding, counted one by one. */
    @Test
    void tapsAreThoseThatSeeTheImage() {
        RandomProblems problems = new RandomProblems(TestSettings.SEED, 20_000);
        for (int i = 0; i < TestSettings.CASES / 10; i++) {
            ConvolutionProblem problem = problems.next();
            if (!Strategy.hasElements(problem)) {
                continue;
            }
            Map<String, Double> kernel = Work.of(
                            problem, Strategy.parse("direct(jit_dw:avx2)").orElseThrow())
                    .counts()
                    .get("jit_dw:avx2");
            double registers = (problem.geometry().g() + 7) / 8;
            double expected = problem.geometry().mb()
                    * taps(problem.geometry().height())
                    * taps(problem.geometry().width())
                    * registers;
            assertThat(kernel.getOrDefault("taps", 0.0))
                    .as("problem %d of seed %d: %s", i, TestSettings.SEED, problem)
                    .isEqualTo(expected);
            assertThat(kernel.getOrDefault("columns at edges", 0.0))
                    .as("problem %d of seed %d: %s", i, TestSettings.SEED, problem)
                    .isEqualTo(kernel.get("rows") * edges(problem.geometry().width()));
        }
    }

    private static double taps(SpatialAxis axis) {
        double taps = 0;
        for (int out = 0; out < axis.output(); out++) {
            for (int tap = 0; tap < axis.filter(); tap++) {
                taps += isInside(axis, axis.position(out, tap)) ? 1 : 0;
            }
        }
        return taps;
    }

    private static double edges(SpatialAxis axis) {
        double edges = 0;
        for (int out = 0; out < axis.output(); out++) {
            boolean inside = axis.position(out, 0) >= 0 && axis.position(out, axis.filter() - 1) < axis.input();
            edges += inside ? 0 : 1;
        }
        return edges;
    }

    private static boolean isInside(SpatialAxis axis, int position) {
        return position >= 0 && position < axis.input();
    }
}
