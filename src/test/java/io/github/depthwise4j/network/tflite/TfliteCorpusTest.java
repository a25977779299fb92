package io.github.depthwise4j.network.tflite;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.depthwise4j.abuse.Corpus;
import io.github.depthwise4j.errors.FileFormatException;
import io.github.depthwise4j.memory.CloseStack;
import io.github.depthwise4j.memory.MemoryCounts;
import io.github.depthwise4j.network.tflite.FlatWriter.Table;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a {@code .tflite} file holds, it is read or refused with {@link FileFormatException}. */
class TfliteCorpusTest {
    /** Weights of float16 take twice the bytes, and each may be needed in a few orders of axes. */
    private static final int MOST_BYTES_PER_BYTE = 8;

    private static final int OVERHEAD = 4096;

    /** Returns whether the bytes are read, and not refused as documented. */
    static boolean readOrRefuse(byte[] bytes) {
        long before = MemoryCounts.liveBytes();
        try (CloseStack owner = new CloseStack()) {
            Importer.read(ByteBuffer.wrap(bytes), 0, owner);
            assertThat(MemoryCounts.liveBytes() - before)
                    .isLessThanOrEqualTo((long) MOST_BYTES_PER_BYTE * bytes.length + OVERHEAD);
            return true;
        } catch (FileFormatException e) {
            assertThat(e.getMessage()).isNotBlank();
            return false;
        } finally {
            assertThat(MemoryCounts.liveBytes()).isEqualTo(before);
        }
    }

    /** A model with most kinds of fields in a few hundred bytes. */
    private static byte[] small() {
        ModelWriter model = new ModelWriter();
        int image = model.input(1, 4, 4, 2);
        Table convolution = new Table().with(1, 1).with(2, 1).with(3, (byte) 1);
        int filter = model.operator(
                6, null, new int[] {3, 1, 1, 2}, model.data(TensorType.FLOAT16, new byte[12], 3, 1, 1, 2));
        int x = model.operator(3, convolution, new int[] {1, 4, 4, 3}, image, filter, model.floats(new float[3], 3));
        x = model.operator(34, null, new int[] {1, 5, 5, 3}, x, model.integers(0, 0, 0, 1, 1, 0, 0, 0));
        int mean = model.operator(40, new Table().with(0, (byte) 1), new int[] {1, 1, 1, 3}, x, model.integers(1, 2));
        x = model.operator(18, new Table(), new int[] {1, 5, 5, 3}, x, mean);
        x = model.operator(22, new Table().with(0, new int[] {1, -1}), new int[] {1, 75}, x);
        byte[] options = new byte[12];
        options[0] = 1;
        options[4] = 2;
        options[8] = 2;
        int mask = model.custom(
                "Convolution2DTransposeBias",
                options,
                new int[] {1, 8, 8, 1},
                image,
                model.floats(new float[8], 1, 2, 2, 2),
                model.floats(new float[1], 1));
        return model.outputs(x, mask).bytes();
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = TfliteCorpusTest.class.getResourceAsStream("/models/" + name)) {
            return Objects.requireNonNull(in, name).readAllBytes();
        }
    }

    static Stream<byte[]> files() throws IOException {
        return Stream.of(
                small(),
                new RandomModel(1).writer.bytes(),
                new RandomModel(2).writer.bytes(),
                new RandomModel(3).writer.bytes(),
                resource("face_detection_short_range.tflite"),
                resource("selfie_segmentation_landscape.tflite"));
    }

    @ParameterizedTest
    @MethodSource("files")
    void aModelIsReadOrRefused(byte[] bytes) throws IOException {
        assertThat(readOrRefuse(bytes)).isTrue();
        Set<Boolean> read = new HashSet<>();
        Corpus.readMutations(bytes, mutated -> read.add(readOrRefuse(mutated)));
        assertThat(read).contains(false);
    }

    /** Most bytes of a small model are offsets, lengths and numbers of things: each of them is made wrong. */
    @Test
    void everyByteOfASmallModelMayBeWrong() {
        byte[] bytes = small();
        for (int at = 0; at < bytes.length; at++) {
            for (int value : new int[] {0, 1, 0x7f, 0x80, 0xff, bytes[at] + 1, bytes[at] - 1}) {
                byte[] changed = bytes.clone();
                changed[at] = (byte) value;
                readOrRefuse(changed);
            }
        }
    }

    /** Many tensors and operators may refer to the same large buffer: its numbers are in memory a few times at most. */
    @Test
    void manyReadersOfTheSameWeightsShareThem() {
        ModelWriter model = new ModelWriter();
        int image = model.input(1, 1000);
        int large = model.floats(new float[1000], 1000);
        int sum = image;
        for (int i = 0; i < 200; i++) {
            int alias = model.tensor(TensorType.FLOAT32, 1000);
            // Other shapes of the same numbers are other tensors, up to a limit.
            model.tensorTable(alias).with(2, 1).with(0, i % 2 == 0 ? new int[] {1000} : new int[] {1, 1000});
            sum = model.operator(0, new Table(), new int[] {1, 1000}, sum, alias);
        }
        assertThat(readOrRefuse(model.outputs(sum).bytes())).isTrue();
        assertThat(large).isPositive();
        ModelWriter hostile = new ModelWriter();
        int vector = hostile.input(1, 1 << 14);
        hostile.floats(new float[1 << 14], 1 << 14);
        for (int i = 0; i < 100; i++) {
            int alias = hostile.tensor(TensorType.FLOAT32, 1 << 14);
            int[] shape = {1, 1, 1, 1, 1, 1, 1, 1 << 14 - i / 7};
            shape[i % 7] = 1 << i / 7;
            hostile.tensorTable(alias).with(2, 1).with(0, shape);
            vector = hostile.operator(22, new Table().with(0, shape), shape, vector);
            vector = hostile.operator(0, new Table(), shape, vector, alias);
        }
        assertThat(readOrRefuse(hostile.outputs(vector).bytes())).isFalse();
    }

    @Test
    void everyBeginningOfASmallModelIsRefused() {
        byte[] bytes = small();
        for (int length = 0; length < bytes.length; length++) {
            readOrRefuse(Arrays.copyOf(bytes, length));
        }
    }
}
