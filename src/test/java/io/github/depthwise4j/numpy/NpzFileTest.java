package io.github.depthwise4j.numpy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.depthwise4j.errors.FileFormatException;
import io.github.depthwise4j.memory.LiveBlocks;
import io.github.depthwise4j.memory.MemoryCounts;
import io.github.depthwise4j.tensor.Shape;
import io.github.depthwise4j.tensor.Tensor;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NpzFileTest {
    private static final String[] NAMES = {
        "conv1/kernel", "b", "a.npy", "../../etc/passwd", "/absolute", "C:\\x", "two\nlines", "größe", ""
    };

    /**
     * NumPy 2.4.6: numpy.savez_compressed(file, **{'conv1/kernel': numpy.array([[1.5, -2]], 'f4'), 'mean':
     * numpy.array([0.25])}). NumPy announces sizes of 64 bits for every member.
     */
    private static final String OF_NUMPY =
            "UEsDBC0AAAAIAAAAIQD9z6UI//////////8QABQAY29udjEva2VybmVsLm5weQEAEACIAAAAAAAAAE0AAAAAAAAAm+wX6hsQ"
                    + "ychQxlCtnpJanFykbqWgbpNmoq6joJ6WX1RSlJgXn1+UkgoSd0vMKU4FihdnJBakAvkahjoKRpo6CrUKZAMuBoYD9gxAAgBQ"
                    + "SwMELQAAAAgAAAAhABnzX0L//////////wgAFABtZWFuLm5weQEAEACIAAAAAAAAAEkAAAAAAAAAm+wX6hsQychQxlCtnpJa"
                    + "nFykbqWgbpNmoa6joJ6WX1RSlJgXn1+UkgoSd0vMKU4FihdnJBakAvkahjqaOgq1ChQALgYwuGAPAFBLAQItAy0AAAAIAAAA"
                    + "IQD9z6UITQAAAIgAAAAQAAAAAAAAAAAAAACAAQAAAABjb252MS9rZXJuZWwubnB5UEsBAi0DLQAAAAgAAAAhABnzX0JJAAAA"
                    + "iAAAAAgAAAAAAAAAAAAAAIABjwAAAG1lYW4ubnB5UEsFBgAAAAACAAIAdAAAABIBAAAAAA==";

    @TempDir
    private Path directory;

    private final Map<String, Tensor> arrays = new LinkedHashMap<>();
    private Path file;
    private long before;

    @BeforeEach
    void makeArrays() {
        file = directory.resolve("weights.npz");
        before = LiveBlocks.settled();
        for (int i = 0; i < NAMES.length; i++) {
            float[] values = new float[40_000 * i / 2];
            for (int n = 0; n < values.length; n++) {
                values[n] = n % 97 - i / 3f;
            }
            arrays.put(NAMES[i], Tensor.of(values, 2, i, 10_000));
        }
    }

    @AfterEach
    void everythingWasFreed() {
        arrays.values().forEach(Tensor::close);
        assertThat(MemoryCounts.liveBlocks()).isEqualTo(before);
    }

    private void write(boolean compressed) throws IOException {
        if (compressed) {
            NpzFile.writeCompressed(file, arrays);
        } else {
            NpzFile.write(file, arrays);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void readsWhatItWroteUnderAnyNamesInTheSameOrder(boolean compressed) throws IOException {
        write(compressed);
        try (NpzFile npz = NpzFile.open(file)) {
            assertThat(npz.names()).containsExactly(NAMES);
            Map<String, Tensor> read = npz.readAll();
            assertThat(read.keySet()).containsExactly(NAMES);
            read.forEach((name, tensor) -> {
                assertThat(tensor.shape()).isEqualTo(arrays.get(name).shape());
                assertThat(tensor.toFloatArray()).isEqualTo(arrays.get(name).toFloatArray());
                tensor.close();
            });
        }
        assertThat(Files.list(directory)).containsExactly(file);
    }

    @Test
    void readsWhatNumPyWrote() throws IOException {
        NpyBytes.write(file, Base64.getDecoder().decode(OF_NUMPY));
        try (NpzFile npz = NpzFile.open(file);
                Tensor kernel = npz.read("conv1/kernel", Shape.of(1, 2));
                Tensor mean = npz.read("mean", Shape.of(1))) {
            assertThat(npz.names()).containsExactly("conv1/kernel", "mean");
            assertThat(kernel.toFloatArray()).containsExactly(1.5f, -2);
            assertThat(mean.toFloatArray()).containsExactly(0.25f);
        }
    }

    /** Zip files had code page 437 before they had UTF-8; a flag of each entry says which, and Python reads it so. */
    @Test
    void readsNamesInTheOldCodePage() throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file), Charset.forName("IBM437"))) {
            for (String name : List.of("caf\u00e9", "gr\u00f6\u00dfe", "\u03c0\u2592", "plain")) {
                zip.putNextEntry(new ZipEntry(name + ".npy"));
                zip.write(NpyBytes.file("<f4", false, "(1,)", name.length()));
            }
        }
        try (NpzFile npz = NpzFile.open(file)) {
            assertThat(npz.names()).containsExactly("caf\u00e9", "gr\u00f6\u00dfe", "\u03c0\u2592", "plain");
            for (String name : npz.names()) {
                try (Tensor tensor = npz.read(name)) {
                    assertThat(tensor.toFloatArray()).containsExactly(name.length());
                }
            }
        }
    }

    @Test
    void readsAnArchiveOfTheOldCodePageMadeElsewhere() throws Exception {
        Path made = Path.of(NpzFileTest.class.getResource("/numpy/z_cp437.npz").toURI());
        try (NpzFile npz = NpzFile.open(made)) {
            assertThat(npz.names()).containsExactly("ca\u00e9\u00e9x");
            npz.readAll().values().forEach(Tensor::close);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void writesTheSameBytesEveryTime(boolean compressed) throws IOException {
        write(compressed);
        byte[] first = Files.readAllBytes(file);
        write(compressed);
        assertThat(Files.readAllBytes(file)).isEqualTo(first);
    }

    @Test
    void compressesOnlyWhereAsked() throws IOException {
        write(false);
        long stored = Files.size(file);
        write(true);
        assertThat(stored).isGreaterThan(4L * 40_000 * 36 / 2);
        assertThat(Files.size(file)).isLessThan(stored / 4);
    }

    @Test
    void readsOneArrayOfTheShapeItIsToHave() throws IOException {
        write(true);
        try (NpzFile npz = NpzFile.open(file)) {
            npz.read("b").close();
            npz.read("b", Shape.of(2, 1, 10_000)).close();
            assertThatThrownBy(() -> npz.read("b", Shape.of(2, 10_000)))
                    .hasMessage(
                            "array \"b\": the shape is [2, 1, 10000], but must be [2, 10000]; save an array of that "
                                    + "shape");
        }
    }

    @Test
    void namesWhatIsThereWhereANameIsNot() throws IOException {
        write(false);
        try (NpzFile npz = NpzFile.open(file)) {
            assertThatThrownBy(() -> npz.read("c"))
                    .hasMessageStartingWith(
                            "there is no array \"c\" in the archive, which holds \"conv1/kernel\", \"b\"")
                    .hasMessageEndingWith("and 1 more; check the name");
        }
        NpzFile.write(file, Map.of());
        try (NpzFile npz = NpzFile.open(file)) {
            assertThat(npz.readAll()).isEmpty();
            assertThatThrownBy(() -> npz.read("c")).hasMessageContaining("which holds none");
        }
    }

    @Test
    void keepsTheOldFileWhereTheNewOneCannotBeCompleted() throws IOException {
        write(false);
        byte[] old = Files.readAllBytes(file);
        arrays.get("b").close();
        assertThatThrownBy(() -> write(true))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
        String endless = "x".repeat(0xffff - 3);
        assertThatThrownBy(() -> NpzFile.write(file, Map.of(endless, arrays.get("a.npy"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("65536 bytes");
        assertThat(Files.readAllBytes(file)).isEqualTo(old);
        assertThat(Files.list(directory)).containsExactly(file);
    }

    @Test
    void aMissingFileIsNoBadFile() {
        assertThatThrownBy(() -> NpzFile.open(file)).isInstanceOf(NoSuchFileException.class);
    }

    /** Wherever a file is cut or a bit of it is turned, reading ends well or with one sentence and frees everything. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anyDamageIsHarmless(boolean compressed) throws IOException {
        try (Tensor twelve = Tensor.of(new float[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}, 3, 4)) {
            Map<String, Tensor> small = Map.of("twelve", twelve);
            if (compressed) {
                NpzFile.writeCompressed(file, small);
            } else {
                NpzFile.write(file, small);
            }
        }
        byte[] good = Files.readAllBytes(file);
        Path damaged = directory.resolve("damaged.npz");
        for (int i = 0; i < good.length; i++) {
            NpyBytes.write(damaged, Arrays.copyOf(good, i));
            assertRefusedOrReadWell(damaged, "cut at " + i);
            for (int bit = 0; bit < 8; bit++) {
                byte[] turned = good.clone();
                turned[i] ^= (byte) (1 << bit);
                NpyBytes.write(damaged, turned);
                assertRefusedOrReadWell(damaged, "bit " + bit + " of byte " + i);
            }
        }
    }

    private static void assertRefusedOrReadWell(Path damaged, String what) {
        long blocks = MemoryCounts.liveBlocks();
        try (NpzFile npz = NpzFile.open(damaged)) {
            Map<String, Tensor> read = npz.readAll();
            read.values().forEach(tensor -> {
                assertThat(tensor.toFloatArray())
                        .as(what)
                        .hasSize(12)
                        .startsWith(1, 2)
                        .endsWith(11, 12);
                tensor.close();
            });
        } catch (IOException e) {
            assertThat(e).as(what).isInstanceOf(FileFormatException.class);
            assertThat(e.getMessage()).as(what).hasLineCount(1);
        }
        assertThat(MemoryCounts.liveBlocks()).as(what).isEqualTo(blocks);
    }
}
