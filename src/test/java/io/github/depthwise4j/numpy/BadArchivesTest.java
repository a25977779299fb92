package io.github.depthwise4j.numpy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.depthwise4j.errors.FileFormatException;
import io.github.depthwise4j.memory.LiveBlocks;
import io.github.depthwise4j.memory.MemoryCounts;
import io.github.depthwise4j.tensor.Tensor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Archives that are not what they should be meet one sentence, and leave no memory behind. */
class BadArchivesTest {

    @BeforeAll
    static void settle() {
        LiveBlocks.settled();
    }
    /** Where these fields stand in an entry of the directory at the end of a zip file. */
    private static final int FLAGS = 8;

    private static final int METHOD = 10;
    private static final int CHECKSUM = 16;
    private static final int STORED_SIZE = 20;
    private static final int SIZE = 24;
    private static final int FIRST_NAME_BYTE = 46;

    @TempDir
    private Path directory;

    private static byte[] archive(Object... namesAndContents) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (int i = 0; i < namesAndContents.length; i += 2) {
                zip.putNextEntry(new ZipEntry((String) namesAndContents[i]));
                zip.write((byte[]) namesAndContents[i + 1]);
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static byte[] good() {
        return archive("a.npy", numbers(), "b.npy", numbers());
    }

    private static byte[] numbers() {
        double[] values = new double[1000];
        Arrays.setAll(values, i -> Math.sin(i));
        return NpyBytes.file("<f4", false, "(1000,)", values);
    }

    /** Where the entry of the last array begins in the directory. */
    private static int lastEntry(byte[] archive) {
        ByteBuffer bytes = ByteBuffer.wrap(archive).order(ByteOrder.LITTLE_ENDIAN);
        int at = archive.length - 4;
        while (bytes.getInt(at) != 0x02014b50) {
            at--;
        }
        return at;
    }

    private static byte[] withField(byte[] archive, int field, int bytes, int value) {
        ByteBuffer buffer = ByteBuffer.wrap(archive).order(ByteOrder.LITTLE_ENDIAN);
        int at = lastEntry(archive) + field;
        if (bytes == 2) {
            buffer.putShort(at, (short) value);
        } else {
            buffer.putInt(at, value);
        }
        return archive;
    }

    private static byte[] withSameNames(byte[] archive) {
        archive[lastEntry(archive) + FIRST_NAME_BYTE] = 'a';
        return archive;
    }

    private static byte[] withDamage(byte[] archive, int at) {
        archive[at] ^= 0x55;
        return archive;
    }

    private static byte[] hugeShape(String shape) {
        return archive("a.npy", NpyBytes.file("<f4", false, shape, 1, 2));
    }

    static Stream<Arguments> badArchives() {
        byte[] good = good();
        return Stream.of(
                Arguments.of("empty file", new byte[0], "the file is empty"),
                Arguments.of("text", "hello".getBytes(), "does not begin as a zip file; write it with numpy.savez"),
                Arguments.of("single array", numbers(), "this is a single array (.npy)"),
                Arguments.of("cut off", Arrays.copyOf(good, good.length - 30), "the archive is cut off"),
                Arguments.of("cut off early", Arrays.copyOf(good, 40), "the archive is cut off"),
                Arguments.of("encrypted", withField(good(), FLAGS, 2, 1), "the archive is encrypted"),
                Arguments.of(
                        "name that is marked as UTF-8 and is not",
                        withField(withField(good(), FLAGS, 2, 1 << 11), FIRST_NAME_BYTE, 2, 0xfffe),
                        "the name of an array is not the text in UTF-8"),
                Arguments.of("packed otherwise", withField(good(), METHOD, 2, 14), "in a way other than deflate"),
                Arguments.of("same name twice", withSameNames(good()), "array \"a\" stands twice"),
                Arguments.of(
                        "same name with and without suffix",
                        archive("a.npy", numbers(), "a", numbers()),
                        "array \"a\" stands twice"),
                Arguments.of(
                        "other checksum", withField(good(), CHECKSUM, 4, 7), "array \"b\": its checksum is not that"),
                Arguments.of("member damaged", withDamage(good(), 1000), "array \"a\": "),
                Arguments.of(
                        "deflated data cut",
                        withField(good(), STORED_SIZE, 4, 1000),
                        "array \"b\": its data is damaged or cut off"),
                Arguments.of(
                        "size of a stored member contradicts itself",
                        withField(good(), METHOD, 2, 0),
                        "array \"b\": it claims to be 4071 bytes long, kept in "),
                Arguments.of(
                        "size that no deflated data expands to",
                        withField(good(), SIZE, 4, Integer.MAX_VALUE),
                        "array \"b\": it claims to be 2147483647 bytes long"),
                Arguments.of(
                        "more packed data than the file has",
                        withField(good(), STORED_SIZE, 4, 10_000_000),
                        "kept in 10000000 bytes of a file of"),
                Arguments.of(
                        "shape of a terabyte", hugeShape("(1000000, 1000000)"), "array \"a\": the data ends after 8"),
                Arguments.of(
                        "array cut", archive("a.npy", Arrays.copyOf(numbers(), 3000)), "array \"a\": the data ends"),
                Arguments.of("empty array file", archive("a.npy", new byte[0]), "array \"a\": the file is empty"),
                Arguments.of("no array", archive("readme.txt", "hello".getBytes()), "array \"readme.txt\": this is no"),
                Arguments.of(
                        "integers",
                        archive("a.npy", NpyBytes.file("<i8", false, "(1,)", 1)),
                        "array \"a\": the elements are of type '<i8'"),
                Arguments.of(
                        "negative dimension",
                        archive("a.npy", NpyBytes.file("<f4", false, "(-1,)", 1)),
                        "array \"a\": the shape is [-1]"),
                Arguments.of("archive in an archive", archive("a.npz", good), "array \"a.npz\": this is an archive"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badArchives")
    void refusesBadArchivesInOneSentence(String what, byte[] bytes, String words) {
        Path file = NpyBytes.write(directory.resolve("bad.npz"), bytes);
        long before = MemoryCounts.liveBlocks();
        assertThatThrownBy(() -> {
                    try (NpzFile npz = NpzFile.open(file)) {
                        npz.readAll();
                    }
                })
                .isInstanceOf(FileFormatException.class)
                .message()
                .contains(words)
                .hasLineCount(1);
        assertThat(MemoryCounts.liveBlocks()).isEqualTo(before);
    }

    @Test
    void aBadArrayDoesNotKeepAGoodOneFromBeingRead() throws IOException {
        Path file = NpyBytes.write(directory.resolve("half.npz"), withField(good(), CHECKSUM, 4, 7));
        try (NpzFile npz = NpzFile.open(file);
                Tensor tensor = npz.read("a")) {
            assertThat(tensor.shape()).hasToString("[1000]");
        }
    }

    @Test
    void entriesForDirectoriesAreNoArrays() throws IOException {
        Path file = NpyBytes.write(
                directory.resolve("packed.npz"), archive("block/", new byte[0], "block/a.npy", numbers()));
        try (NpzFile npz = NpzFile.open(file)) {
            assertThat(npz.names()).containsExactly("block/a");
            Map<String, Tensor> arrays = npz.readAll();
            arrays.values().forEach(Tensor::close);
        }
    }

    @Test
    void aCommentBehindTheDirectoryIsReadOver() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes, StandardCharsets.UTF_8)) {
            zip.setComment("weights of the first run");
            zip.putNextEntry(new ZipEntry("a.npy"));
            zip.write(numbers());
        }
        Path file = NpyBytes.write(directory.resolve("comment.npz"), bytes.toByteArray());
        try (NpzFile npz = NpzFile.open(file)) {
            npz.read("a").close();
        }
    }
}
