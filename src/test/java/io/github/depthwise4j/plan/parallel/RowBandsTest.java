package io.github.depthwise4j.plan.parallel;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.problem.SeparableProblem;
import io.github.depthwise4j.problem.SpatialAxis;
import io.github.depthwise4j.reference.RandomProblems;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** All bands together apply the same taps to the same input rows as the undivided image. */
class RowBandsTest {
    private static final int CASES = 2_000;

    @Test
    void bandsComputeEveryOutputRowOnceFromTheRowsItNeeds() {
        RandomProblems problems = new RandomProblems(5, 50_000);
        Random random = new Random(5);
        int checked = 0;
        int divided = 0;
        while (checked < CASES) {
            ConvolutionProblem problem = checked % 2 == 0 ? problems.next() : problems.nextConv2d();
            if (problem.inputShape().elementCount() > 0 && problem.outputShape().elementCount() > 0) {
                List<RowBands.Band> bands = RowBands.of(problem, 1 + random.nextInt(RowBands.rowsOf(problem)));
                assertThatTheyAre(problem, bands);
                checked++;
                divided += bands.size() > 1 ? 1 : 0;
            }
        }
        assertThat(divided).isGreaterThan(CASES / 5);
    }

    @ParameterizedTest
    @CsvSource({
        "'SAME mb1ic4ih1iw40oc4kh1kw3', 7",
        "'SAME mb2ic4ih1iw40oc4kh3kw3sh2sw2', 5",
        "'[[0,0],[0,0],[8,0],[0,0]] mb1ic4ih1iw40oc8kh1kw3', 9",
        "'[[0,0],[1,1],[8,9],[0,0]] mb1ic4ih1iw9oc8kh3kw3dh0dw1', 1",
    })
    void anImageOfOneRowIsDividedIntoColumns(String sizes, int columns) {
        ConvolutionProblem problem = ConvolutionProblem.parse("depthwise_conv2d float32 NHWC " + sizes);
        List<RowBands.Band> bands = RowBands.of(problem, columns);
        assertThat(bands).hasSizeGreaterThan(2);
        assertThatTheyAre(problem, bands);
    }

    /** 0 rows at a time are all images at once. */
    @ParameterizedTest
    @CsvSource({
        "a batch of few pixels together,             mb16ic96ih7iw7oc96,     0",
        "a large batch of tiny images together,      mb3000ic8ih5iw5oc8,    0",
        "a large batch of deep images one by one,    mb100ic1024ih7iw7oc1024,  7",
        "images of many pixels one by one,           mb4ic64ih14iw14oc64,    14",
        "a single image together,                    mb1ic64ih28iw28oc64,    0",
        "a large image in bands,                     mb1ic64ih112iw112oc64,  14",
    })
    void separableConvolutionsAreComputed(String how, String sizes, int rows) {
        ConvolutionProblem depthwise =
                ConvolutionProblem.parse("depthwise_conv2d float32 NHWC SAME " + sizes + "kh3kw3");
        ConvolutionProblem pointwise = ConvolutionProblem.parse("conv2d float32 NHWC VALID " + sizes + "kh1kw1");
        assertThat(RowBands.rowsFor(new SeparableProblem(depthwise, pointwise)))
                .as(how)
                .isEqualTo(rows);
    }

    /** The axis along which the image is divided: the bands do not change the other one. */
    private static SpatialAxis divided(ConvolutionProblem problem, boolean inColumns) {
        return inColumns ? problem.geometry().width() : problem.geometry().height();
    }

    /** Checks row by row and tap by tap, only from the definition of a position. */
    private static void assertThatTheyAre(ConvolutionProblem problem, List<RowBands.Band> bands) {
        boolean inColumns = problem.geometry().ih() == 1 && problem.geometry().oh() == 1;
        int srcRowPixels = inColumns ? 1 : problem.geometry().iw();
        int dstRowPixels = inColumns ? 1 : problem.geometry().ow();
        SpatialAxis whole = divided(problem, inColumns);
        int row = 0;
        for (RowBands.Band band : bands) {
            SpatialAxis part = divided(band.problem(), inColumns);
            assertThat(band.dstPixel()).as("%s", problem).isEqualTo((long) row * dstRowPixels);
            assertThat(band.srcPixel() % srcRowPixels).as("%s", problem).isZero();
            int srcRow = (int) (band.srcPixel() / srcRowPixels);
            assertThat(srcRow).as("%s", problem).isNotNegative();
            assertThat(srcRow + part.input()).as("%s", problem).isLessThanOrEqualTo(whole.input());
            assertThat(part.input()).as("%s", problem).isPositive();
            assertThat(divided(band.problem(), !inColumns)).as("%s", problem).isEqualTo(divided(problem, !inColumns));
            for (int i = 0; i < part.output(); i++, row++) {
                for (int tap = 0; tap < whole.filter(); tap++) {
                    assertThat(sourceRow(part, i, tap, srcRow))
                            .as("%s, output row %d, tap %d, %s", problem, row, tap, band)
                            .isEqualTo(sourceRow(whole, row, tap, 0));
                }
            }
        }
        assertThat(row).as("%s", problem).isEqualTo(whole.output());
    }

    /** The row of the image under a tap, or -1 if that is padding. */
    private static int sourceRow(SpatialAxis axis, int out, int tap, int firstRow) {
        int position = axis.position(out, tap);
        return position < 0 || position >= axis.input() ? -1 : position + firstRow;
    }

    @ParameterizedTest
    @CsvSource({
        // One output row per band: the first three rows and the last two read padding only, and belong to the next
        // band.
        "'[[0,0],[4,3],[0,0],[0,0]]', 4, 2, 1, 5",
        // Two rows per band: the first two and the last two rows read padding only.
        "'[[0,0],[4,3],[0,0],[0,0]]', 4, 2, 2, 3",
        "'[[0,0],[9,0],[0,0],[0,0]]', 1, 1, 1, 1",
        "'[[0,0],[0,9],[0,0],[0,0]]', 2, 1, 1, 2",
    })
    void rowsThatSeeNothingButPaddingBelongToTheBandBesideThem(
            String padding, int rows, int taps, int bandRows, int bands) {
        ConvolutionProblem problem = ConvolutionProblem.parse(
                "depthwise_conv2d float32 NHWC " + padding + " mb1ic2ih" + rows + "iw3oc2kh" + taps + "kw1");
        List<RowBands.Band> divided = RowBands.of(problem, bandRows);
        assertThatTheyAre(problem, divided);
        assertThat(divided).hasSize(bands);
    }

    @Test
    void anImageThatNoWindowReachesIsNotDivided() {
        ConvolutionProblem problem = ConvolutionProblem.parse(
                "depthwise_conv2d float32 NHWC [[0,0],[10,0],[0,0],[0,0]] ic1ih1iw3oc1kh1kw1sh4");
        assertThat(RowBands.of(problem, 1)).hasSize(1);
        assertThatTheyAre(problem, RowBands.of(problem, 1));
    }

    @Test
    void inTheOtherDataFormatABandIsTheImage() {
        ConvolutionProblem problem =
                ConvolutionProblem.parse("depthwise_conv2d float32 NCHW SAME mb2ic4ih8iw8oc4kh3kw3");
        assertThat(RowBands.isDivisible(problem)).isFalse();
        assertThat(RowBands.of(problem, 2)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"112, 30, 28", "28, 28, 28", "28, 99, 28", "7, 2, 2", "7, 3, 3", "10, 4, 4", "1, 1, 1"})
    void bandsAreOfEqualHeightWhereThatIsPossible(int all, int most, int height) {
        assertThat(RowBands.evenly(all, most)).isEqualTo(height);
        assertThat(RowBands.evenly(all, height)).as("done twice").isEqualTo(height);
    }

    /** The sum of the rows and the number of bands is more than an int can count. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 8, 64})
    void bandsOfTheHighestImageThereIsCoverItOnce(int count) {
        ConvolutionProblem problem =
                ConvolutionProblem.parse("depthwise_conv2d float32 NHWC VALID mb1ic1ih2147483646iw1oc1kh1kw1");
        List<RowBands.Band> bands = RowBands.of(problem, RowBands.height(2147483646, count));
        long row = 0;
        for (RowBands.Band band : bands) {
            assertThat(band.dstPixel()).isEqualTo(row);
            row += band.problem().geometry().oh();
        }
        assertThat(row).isEqualTo(2147483646);
        assertThat(bands).hasSize(count);
    }
}
