package io.github.depthwise4j.numpy;

import static io.github.depthwise4j.numpy.NpyBytes.concat;
import static io.github.depthwise4j.numpy.NpyBytes.data;
import static io.github.depthwise4j.numpy.NpyBytes.dictionary;
import static io.github.depthwise4j.numpy.NpyBytes.file;
import static io.github.depthwise4j.numpy.NpyBytes.header;
import static io.github.depthwise4j.numpy.NpyBytes.reader;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.depthwise4j.errors.FileFormatException;
import io.github.depthwise4j.memory.LiveBlocks;
import io.github.depthwise4j.memory.MemoryCounts;
import io.github.depthwise4j.tensor.Shape;
import io.github.depthwise4j.tensor.Tensor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class NpyReaderTest {

    @BeforeAll
    static void settle() {
        LiveBlocks.settled();
    }

    @ParameterizedTest
    @CsvSource({"<f4,1", ">f4,1", "<f8,1", ">f8,1", "<f4,2", ">f8,2", "<f4,3", "<f8,3"})
    void readsEveryElementTypeInEveryVersion(String descr, int version) throws IOException {
        byte[] bytes =
                concat(header(version, 0, dictionary(descr, false, "(2, 3)")), data(descr, 1, -2, 3.5, 0, 5, 1e-3));
        try (Tensor tensor = reader(bytes).read()) {
            assertThat(tensor.shape()).isEqualTo(Shape.of(2, 3));
            assertThat(tensor.toFloatArray()).containsExactly(1, -2, 3.5f, 0, 5, 1e-3f);
        }
    }

    @Test
    void putsFortranOrderIntoRowMajorOrder() throws IOException {
        // element [i, j, k] of shape (2, 3, 4) is ijk; the first axis varies fastest in the file
        double[] values = new double[24];
        for (int n = 0; n < values.length; n++) {
            values[n] = n % 2 * 100 + n / 2 % 3 * 10 + n / 6;
        }
        try (Tensor tensor = reader(file(">f8", true, "(2, 3, 4)", values)).read()) {
            float[] expected = new float[24];
            for (int n = 0; n < expected.length; n++) {
                expected[n] = n / 12 * 100 + n / 4 % 3 * 10 + n % 4;
            }
            assertThat(tensor.toFloatArray()).containsExactly(expected);
        }
    }

    @Test
    void readsArraysLargerThanOnePiece() throws IOException {
        double[] values = new double[100_003];
        Arrays.setAll(values, i -> i);
        try (Tensor rowMajor = reader(file("<f8", false, "(100003,)", values)).read();
                Tensor fortran =
                        reader(file("<f4", true, "(100003, 1)", values)).read()) {
            assertThat(rowMajor.toFloatArray()).startsWith(0, 1, 2).endsWith(100_001, 100_002);
            assertThat(fortran.toFloatArray()).isEqualTo(rowMajor.toFloatArray());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {"(); []; 1", "(1,); [1]; 1", "(0, 3); [0, 3]; 0", "(2L, 1L); [2, 1]; 2", "(1,1,); [1, 1]; 1"})
    void readsShapesAsPythonWritesThem(String written, String shape, int count) throws IOException {
        try (Tensor tensor =
                reader(file("<f4", false, written, new double[count])).read()) {
            assertThat(tensor.shape()).hasToString(shape);
        }
    }

    @Test
    void readsKeysInAnyOrderWithEitherQuotes() throws IOException {
        byte[] header = header(1, 0, "{\"shape\":(2,),\"fortran_order\":False,\"descr\":\"<f4\"}");
        try (Tensor tensor = reader(concat(header, data("<f4", 1, 2))).read()) {
            assertThat(tensor.toFloatArray()).containsExactly(1, 2);
        }
    }

    /** What NumPy reads as float32 or float64 is read as that; every other type is refused by its name. */
    @ParameterizedTest
    @CsvFileSource(resources = "/numpy/descriptors.tsv", delimiter = '\t')
    void understandsTheNamesOfTypesAsNumPyDoes(String descr, String meaning) throws IOException {
        boolean refused = meaning.equals("refused");
        byte[] data = data(refused ? "<f8" : meaning, 1, -2.5);
        NpyReader reader = reader(concat(header(1, 0, dictionary(descr, false, "(2,)")), data));
        if (refused) {
            assertThatThrownBy(reader::read)
                    .isInstanceOf(FileFormatException.class)
                    .hasMessageContaining("of type '" + descr + "'");
        } else {
            try (Tensor tensor = reader.read()) {
                assertThat(tensor.toFloatArray()).containsExactly(1, -2.5f);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"descr_f4", "descr_eqf4", "descr_float32"})
    void readsFilesOfWritersThatNameTheTypeInTheirOwnWay(String name) throws Exception {
        Path file = Path.of(
                NpyReaderTest.class.getResource("/numpy/" + name + ".npy").toURI());
        try (Tensor tensor = NpyFile.read(file)) {
            assertThat(tensor.shape()).isEqualTo(Shape.of(1, 2, 3, 4));
            assertThat(tensor.toFloatArray()).startsWith(0, 0.25f, 0.5f).endsWith(5.75f);
        }
    }

    /** Headers as other writers than NumPy may write them; NumPy 2.4.6 read the same ones. */
    @Test
    void readsHeadersHoweverTheyAreWritten() throws IOException {
        long seed = Long.getLong("depthwise4j.test.seed", 9);
        Random random = new Random(seed);
        for (int round = 0; round < 500; round++) {
            String meaning = List.of("<f4", ">f4", "<f8", ">f8").get(random.nextInt(4));
            List<String> spellings = NAMES_OF_TYPES.get(meaning);
            String descr = spellings.get(random.nextInt(spellings.size()));
            String dictionary = randomDictionary(random, descr);
            byte[] bytes = concat(header(1 + random.nextInt(3), 0, dictionary), data(meaning, 1, -2.5, 7));
            try (Tensor tensor = reader(bytes).read()) {
                assertThat(tensor.shape()).isEqualTo(Shape.of(3, 1));
                assertThat(tensor.toFloatArray()).containsExactly(1, -2.5f, 7);
            } catch (FileFormatException e) {
                throw new AssertionError("seed " + seed + ", header " + dictionary, e);
            }
        }
    }

    private static final Map<String, List<String>> NAMES_OF_TYPES = Map.of(
            "<f4", List.of("<f4", "=f4", "|f4", "f4", "f", "<f", "=f", "float32", "single"),
            "<f8", List.of("<f8", "=f8", "|f8", "f8", "d", "<d", "|d", "float64", "double", "float"),
            ">f4", List.of(">f4", ">f"),
            ">f8", List.of(">f8", ">d"));

    private static String randomDictionary(Random random, String descr) {
        List<String> entries = new ArrayList<>(List.of(
                text(random, "descr") + blanks(random) + ":" + blanks(random) + text(random, descr),
                text(random, "fortran_order") + blanks(random) + ":" + blanks(random)
                        + (random.nextBoolean() ? "True" : "False"),
                text(random, "shape") + blanks(random) + ":" + blanks(random)
                        + List.of("(3, 1)", "(3,1,)", "( 3L , 1L )", "(3\n,1)").get(random.nextInt(4))));
        Collections.shuffle(entries, random);
        String inner = String.join(blanks(random) + "," + blanks(random), entries);
        return "{" + blanks(random) + inner + (random.nextBoolean() ? "," : "") + blanks(random) + "}" + blanks(random);
    }

    private static String text(Random random, String text) {
        String quote = random.nextBoolean() ? "'" : "\"";
        return List.of("", "", "u", "U", "r").get(random.nextInt(5)) + quote + text + quote;
    }

    private static String blanks(Random random) {
        return List.of("", "", " ", "   ", "\t", "\n", " \f\r\n ").get(random.nextInt(7));
    }

    @Test
    void keepsInfinityAndNaN() throws IOException {
        byte[] bytes = file("<f8", false, "(3,)", Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);
        try (Tensor tensor = reader(bytes).read()) {
            assertThat(tensor.toFloatArray())
                    .containsExactly(Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY);
        }
    }

    @Test
    void readsStreamsWhoseLengthIsNotKnown() throws IOException {
        byte[] bytes = file("<f4", false, "(2,)", 1, 2);
        try (Tensor tensor = new NpyReader(new ByteArrayInputStream(bytes), -1).read()) {
            assertThat(tensor.toFloatArray()).containsExactly(1, 2);
        }
        byte[] shortened = Arrays.copyOf(bytes, bytes.length - 3);
        assertThatThrownBy(() -> new NpyReader(new ByteArrayInputStream(shortened), -1).read())
                .hasMessageContaining("ends after 5 bytes");
    }

    static Stream<Arguments> badFiles() {
        String good = dictionary("<f4", false, "(2,)");
        byte[] whole = file("<f4", false, "(2,)", 1, 2);
        return Stream.of(
                Arguments.of("empty", new byte[0], "is empty"),
                Arguments.of("other magic", "not numpy at all".getBytes(), "does not begin with \\x93NUMPY"),
                Arguments.of("half a magic", Arrays.copyOf(whole, 3), "ends inside its header"),
                Arguments.of("no length", Arrays.copyOf(whole, 9), "ends inside its header"),
                Arguments.of("half a dictionary", Arrays.copyOf(whole, 30), "ends inside its header"),
                Arguments.of("version 4", header(4, 0, good), "version 4.0"),
                Arguments.of("version 0", header(0, 9, good), "version 0.9"),
                Arguments.of("version 1.1", header(1, 1, good), "version 1.1"),
                Arguments.of(
                        "endless header",
                        new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 2, 0, -1, -1, -1, -1},
                        "4294967295 bytes long"),
                Arguments.of("truncated data", Arrays.copyOf(whole, whole.length - 1), "ends after 7 bytes"),
                Arguments.of("no data", Arrays.copyOf(whole, whole.length - 8), "ends after 0 bytes"),
                Arguments.of("trailing data", Arrays.copyOf(whole, whole.length + 1), "more data follows"),
                Arguments.of("integers", file("<i4", false, "(1,)", 1), "type '<i4'"),
                Arguments.of("half precision", file("<f2", false, "(1,)", 1), "astype('float32')"),
                Arguments.of("objects", file("|O", false, "(1,)", 1), "type '|O'"),
                Arguments.of(
                        "records",
                        header(1, 0, "{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (1,)}"),
                        "named fields"),
                Arguments.of("negative dimension", file("<f4", false, "(-1,)", 1), "must not be negative"),
                Arguments.of("dimension too long", file("<f4", false, "(99999999999999999999,)"), "any memory"),
                Arguments.of("product too large", file("<f4", false, "(4294967296, 4294967296)"), "any memory"),
                Arguments.of("bytes too many", file("<f8", false, "(2305843009213693952,)"), "any memory"),
                Arguments.of("huge shape, small file", file("<f4", false, "(1000000000000,)", 1), "ends after 4 bytes"),
                Arguments.of("number too large", file("<f8", false, "(2,)", 1, 1e300), "element 1 is 1.0E300"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badFiles")
    void refusesBadFilesInOneSentence(String what, byte[] bytes, String words) {
        long before = MemoryCounts.liveBlocks();
        assertThatThrownBy(() -> reader(bytes).read())
                .isInstanceOf(FileFormatException.class)
                .message()
                .contains(words)
                .hasLineCount(1);
        assertThat(MemoryCounts.liveBlocks()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "None",
                "{}",
                "{'descr': '<f4'}",
                "{'descr': '<f4', 'fortran_order': False}",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (1,)",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (1,)} x",
                "{'descr': '<f4' 'fortran_order': False, 'shape': (1,)}",
                "{'descr': '<f4', 'fortran_order': 0, 'shape': (1,)}",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (1)}",
                "{'descr': '<f4', 'fortran_order': False, 'shape': [1]}",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (1.0,)}",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (1 2)}",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (,)}",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (1,), 'more': 1}",
                "{'descr': '<f4', 'descr': '<f4', 'fortran_order': False, 'shape': (1,)}",
                "{'descr: '<f4', 'fortran_order': False, 'shape': (1,)}",
                "{'descr': <f4, 'fortran_order': False, 'shape': (1,)}"
            })
    void refusesMalformedDictionaries(String dictionary) {
        assertThatThrownBy(() ->
                        reader(concat(header(1, 0, dictionary), data("<f4", 1))).read())
                .isInstanceOf(FileFormatException.class)
                .hasMessageStartingWith("the header is malformed at character ");
    }
}
