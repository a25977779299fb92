package io.github.depthwise4j.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.depthwise4j.errors.FileFormatException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A damaged file of Keras is read or refused, with one exception for all damage. */
class DamagedH5Test {
    private static final int FILES = 300;
    private static final Map<String, long[]> WANTED = KerasFiles.shapes();
    /** Where the nodes of a directory keep their height and the address of their first child. */
    private static final int LEVEL = 5;

    private static final int FIRST_CHILD = 32;

    @TempDir
    private Path directory;

    /** Reads all weights of a file, and tells if it was refused. */
    private boolean isRefused(byte[] bytes) throws IOException {
        Path file = directory.resolve("damaged.h5");
        Files.deleteIfExists(file);
        Files.write(file, bytes);
        try {
            Weights weights = H5Weights.open(file);
            WANTED.forEach((name, shape) -> weights.get(name, shape).close());
            return false;
        } catch (UncheckedIOException e) {
            assertThat(e).hasMessageStartingWith(file + ": ").hasCauseInstanceOf(FileFormatException.class);
            return true;
        }
    }

    /** Set the system property depthwise4j.test.seed to the printed seed to run one case again. */
    @ParameterizedTest
    @ValueSource(strings = {"small.weights.h5", "small_keras2.h5"})
    void randomDamageIsReadOrRefused(String name) throws IOException {
        byte[] bytes = Files.readAllBytes(KerasFiles.file(name));
        Long only = Long.getLong("depthwise4j.test.seed");
        int refused = 0;
        for (long seed = only == null ? 0 : only; seed < (only == null ? FILES : only + 1); seed++) {
            try {
                refused += isRefused(damaged(bytes, new Random(seed))) ? 1 : 0;
            } catch (Throwable e) {
                throw new AssertionError(name + ", seed " + seed, e);
            }
        }
        assertThat(refused).as("files refused of " + FILES).isPositive();
    }

    /** One to eight places, each with a bit turned, another byte, or the eight bytes of a number that hurts. */
    private static byte[] damaged(byte[] bytes, Random random) {
        long[] numbers = {0, 1, -1, Long.MAX_VALUE, Integer.MAX_VALUE, 1L << 32, bytes.length};
        ByteBuffer damaged = ByteBuffer.wrap(bytes.clone()).order(ByteOrder.LITTLE_ENDIAN);
        for (int places = 1 + random.nextInt(8); places > 0; places--) {
            int at = random.nextInt(bytes.length - Long.BYTES);
            switch (random.nextInt(3)) {
                case 0 -> damaged.put(at, (byte) (damaged.get(at) ^ 1 << random.nextInt(8)));
                case 1 -> damaged.put(at, (byte) random.nextInt());
                default -> damaged.putLong(at & -Long.BYTES, numbers[random.nextInt(numbers.length)]);
            }
        }
        return damaged.array();
    }

    @ParameterizedTest
    @ValueSource(strings = {"small.weights.h5", "small_keras2.h5"})
    void everyFileThatIsCutOffIsRefused(String name) throws IOException {
        byte[] bytes = Files.readAllBytes(KerasFiles.file(name));
        assertThat(isRefused(bytes)).isFalse();
        int lastByte = bytes.length;
        while (bytes[lastByte - 1] == 0) {
            lastByte--;
        }
        for (int length = 0; length < lastByte; length += 97) {
            assertThat(isRefused(Arrays.copyOf(bytes, length)))
                    .as("%s, cut off after %d bytes", name, length)
                    .isTrue();
        }
    }

    @Test
    void aDirectoryThatContainsItselfIsRefused() throws IOException {
        byte[] bytes = Files.readAllBytes(KerasFiles.file("small.weights.h5"));
        int node = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("TREE");
        ByteBuffer file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        file.put(node + LEVEL, (byte) 1).putLong(node + FIRST_CHILD, node);
        Path damaged = Files.write(directory.resolve("circle.h5"), bytes);
        assertThatThrownBy(() -> H5Weights.open(damaged))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("holds what jHDF cannot read (java.lang.StackOverflowError); ");
    }

    @Test
    void aTextIsNoHdf5File() throws IOException {
        assertThat(isRefused("PK, said the archive".getBytes(StandardCharsets.US_ASCII)))
                .isTrue();
    }
}
