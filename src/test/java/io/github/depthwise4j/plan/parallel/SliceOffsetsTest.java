package io.github.depthwise4j.plan.parallel;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.depthwise4j.problem.ConvolutionGeometry;
import io.github.depthwise4j.problem.ConvolutionProblem;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/** {@code -Ddepthwise4j.test.seed=7} takes other random problems. */
class SliceOffsetsTest {
    private static final long SEED = Long.getLong("depthwise4j.test.seed", 20_261_128L);

    /** Each pixel of the output is a part, whose window begins at one pixel of the input. */
    @RepeatedTest(50)
    void offsetsAreThoseOfThePixels(RepetitionInfo repetition) {
        Random random = new Random(SEED + repetition.getCurrentRepetition());
        boolean last = random.nextBoolean();
        int ic = 1 + random.nextInt(5);
        int oc = 1 + random.nextInt(5);
        String line = "conv2d float32 " + (last ? "NHWC" : "NCHW") + " VALID mb" + (1 + random.nextInt(3)) + "ic" + ic
                + "ih" + (3 + random.nextInt(6)) + "iw" + (3 + random.nextInt(6)) + "oc" + oc + "kh3kw3";
        ConvolutionProblem problem = ConvolutionProblem.parse(line);
        ConvolutionGeometry geometry = problem.geometry();
        ConvolutionProblem pixels = ConvolutionProblem.parse(line.replace("NCHW", "NHWC"));
        Bands parts = RowBands.boxesOrNull(pixels, 1, 1, Integer.MAX_VALUE);
        SliceOffsets offsets = new SliceOffsets(problem, problem, parts);
        assertThat(offsets.count()).as(line).isEqualTo(geometry.mb() * geometry.oh() * geometry.ow());
        int slice = 0;
        for (int n = 0; n < geometry.mb(); n++) {
            for (int y = 0; y < geometry.oh(); y++) {
                for (int x = 0; x < geometry.ow(); x++) {
                    String as = "slice " + slice + ", seed " + SEED + ": " + line;
                    assertThat(offsets.part(slice)).as(as).isEqualTo(y * geometry.ow() + x);
                    assertThat(offsets.src(slice))
                            .as(as)
                            .isEqualTo(bytes(last, ic, geometry.ih(), geometry.iw(), n, y, x));
                    assertThat(offsets.dst(slice))
                            .as(as)
                            .isEqualTo(bytes(last, oc, geometry.oh(), geometry.ow(), n, y, x));
                    slice++;
                }
            }
        }
    }

    /** The offset of channel 0 of a pixel, from the definition of NHWC and NCHW. */
    private static long bytes(boolean last, int channels, int rows, int columns, int n, int y, int x) {
        long index = last ? ((n * rows + y) * columns + x) * channels : (n * channels * rows + y) * columns + x;
        return index * Float.BYTES;
    }
}
