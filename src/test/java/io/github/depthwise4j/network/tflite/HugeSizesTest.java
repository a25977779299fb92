package io.github.depthwise4j.network.tflite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.depthwise4j.errors.FileFormatException;
import io.github.depthwise4j.network.Network;
import io.github.depthwise4j.network.NetworkOptions;
import io.github.depthwise4j.network.NetworkVerification;
import io.github.depthwise4j.network.tflite.FlatWriter.Table;
import io.github.depthwise4j.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Models of a few hundred bytes that name huge sizes: they take neither hours nor arrays of the Java heap that are as
 * large. Without that, the tests end by their time limits or with an {@link OutOfMemoryError}.
 */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HugeSizesTest {
    private static final int AVERAGE_POOL = 1;
    private static final int MAX_POOL = 17;
    private static final int HUGE = 1 << 30;

    @TempDir
    private Path directory;

    private final ModelWriter model = new ModelWriter();

    private Path written(int output) throws IOException {
        return Files.write(directory.resolve("m.tflite"), model.outputs(output).bytes());
    }

    private static Table windows(int padding, int rows, int columns) {
        return new Table()
                .with(0, (byte) padding)
                .with(1, 1)
                .with(2, 1)
                .with(3, columns)
                .with(4, rows);
    }

    /** Before, oneDNN visited each of a billion positions: half a minute for nine pixels. */
    @Test
    void windowsThatAreMuchLargerThanTheImageArePooled() throws IOException {
        int image = model.input(1, 3, 3, 1);
        int largest = model.operator(MAX_POOL, windows(0, 2, HUGE), new int[] {1, 3, 3, 1}, image);
        Path file = written(model.operator(AVERAGE_POOL, windows(0, HUGE, HUGE), new int[] {1, 3, 3, 1}, largest));
        try (Network network = Network.load(file);
                Tensor pixels = Tensor.of(new float[] {1, 9, 2, 5, 3, 4, 8, 6, 7}, 1, 3, 3, 1)) {
            List<Tensor> results = network.run(pixels);
            // The largest of rows 0 and 1, of 1 and 2, and of 2.
            assertThat(results.get(0).toFloatArray()).containsOnly((9 + 8 + 8) / 3f);
            results.forEach(Tensor::close);
        }
        NetworkVerification verification = Network.verify(file, NetworkOptions.defaults(), 1, layer -> {});
        assertThat(verification.passed()).as(verification.describe()).isTrue();
    }

    @Test
    void aLongAxisIsMirroredAtItsEndsOnly() throws IOException {
        int pixels = model.input(1, HUGE);
        int mirrored = model.operator(100, new Table(), new int[] {1, HUGE + 3}, pixels, model.matrix(2, 0, 0, 2, 1));
        try (Network network = Network.load(written(mirrored))) {
            assertThat(network.outputShapes().get(0).dims()).containsExactly(1, HUGE + 3);
        }
    }

    @Test
    void sumsAlongALongAxisNeedNoRowOfOnes() throws IOException {
        int pixels = model.input(1, HUGE - 1, 2);
        int sum = model.operator(74, null, new int[] {1, 2}, pixels, model.integers(1));
        try (Network network = Network.load(written(sum))) {
            assertThat(network.outputShapes().get(0).dims()).containsExactly(1, 2);
        }
    }

    /** The sum of an axis that is a little longer than the longest row of ones. */
    @Test
    void sumsAlongALongAxisAreRight() throws IOException {
        int length = (1 << 20) + 1;
        int pixels = model.input(2, length, 2);
        Path file = written(model.operator(74, null, new int[] {2, 2}, pixels, model.integers(1)));
        float[] values = new float[4 * length];
        for (int i = 0; i < values.length; i++) {
            values[i] = i / (2 * length) * 2 + i % 2;
        }
        try (Network network = Network.load(file);
                Tensor input = Tensor.of(values, 2, length, 2)) {
            List<Tensor> results = network.run(input);
            assertThat(results.get(0).toFloatArray()).containsExactly(0, length, 2 * length, 3 * length);
            results.forEach(Tensor::close);
        }
    }

    /** oneDNN took hours to describe them. */
    @Test
    void transposedConvolutionsWithHugeStridesAreRefused() throws IOException {
        for (int stride : new int[] {1025, 1 << 20}) {
            ModelWriter wide = new ModelWriter();
            int image = wide.input(1, 1, 1, 1);
            int output = wide.operator(
                    67,
                    new Table().with(0, (byte) 0).with(1, stride).with(2, 1),
                    new int[] {1, 1, stride, 1},
                    wide.integers(1, 1, stride, 1),
                    wide.floats(new float[9], 1, 3, 3, 1),
                    image);
            Path file =
                    Files.write(directory.resolve("wide"), wide.outputs(output).bytes());
            assertThatThrownBy(() -> Network.load(file))
                    .isInstanceOf(FileFormatException.class)
                    .hasMessageContainingAll("TRANSPOSE_CONV", "stride of the width = " + stride, "1024");
        }
    }
}
