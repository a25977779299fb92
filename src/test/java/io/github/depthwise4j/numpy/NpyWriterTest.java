package io.github.depthwise4j.numpy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.depthwise4j.tensor.Tensor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class NpyWriterTest {

    /** NumPy's NEP 1: magic, version, little-endian length, dictionary with sorted keys, spaces, line feed, data. */
    @Test
    void writesTheBytesNumPySpecifies() throws IOException {
        byte[] bytes;
        try (Tensor tensor = Tensor.of(new float[] {1, -2.5f, 3, 4, 5, 6}, 1, 2, 3)) {
            bytes = write(tensor);
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(buffer.getLong()).isEqualTo(0x0001_59_50_4d_55_4e_93L);
        int length = buffer.getShort();
        assertThat((10 + length) % 64).isZero();
        String dictionary = new String(bytes, 10, length, StandardCharsets.US_ASCII);
        assertThat(dictionary)
                .startsWith("{'descr': '<f4', 'fortran_order': False, 'shape': (1, 2, 3), }")
                .endsWith(" \n");
        assertThat(dictionary.strip()).endsWith("}");
        buffer.position(10 + length);
        assertThat(buffer.getFloat()).isEqualTo(1f);
        assertThat(buffer.getFloat()).isEqualTo(-2.5f);
        assertThat(buffer.remaining()).isEqualTo(4 * Float.BYTES);
    }

    static Stream<Arguments> shapes() {
        return Stream.of(
                Arguments.of(new long[] {}, "()"),
                Arguments.of(new long[] {3}, "(3,)"),
                Arguments.of(new long[] {0, 4}, "(0, 4)"),
                Arguments.of(new long[] {2, 1, 1, 1, 3}, "(2, 1, 1, 1, 3)"),
                Arguments.of(new long[] {70_001}, "(70001,)"));
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void writesWhatTheReaderReads(long[] shape, String tuple) throws IOException {
        long count = 1;
        for (long dim : shape) {
            count *= dim;
        }
        float[] values = new float[(int) count];
        for (int i = 0; i < values.length; i++) {
            values[i] = i / 7f;
        }
        try (Tensor tensor = Tensor.of(values, shape)) {
            byte[] bytes = write(tensor);
            assertThat(new String(bytes, StandardCharsets.ISO_8859_1)).contains("'shape': " + tuple + ", }");
            try (Tensor again = NpyBytes.reader(bytes).read()) {
                assertThat(again.shape()).isEqualTo(tensor.shape());
                assertThat(again.toFloatArray()).isEqualTo(values);
            }
        }
    }

    private static byte[] write(Tensor tensor) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        NpyWriter.write(tensor, out);
        return out.toByteArray();
    }
}
