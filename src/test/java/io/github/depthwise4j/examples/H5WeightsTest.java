package io.github.depthwise4j.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.depthwise4j.errors.FileFormatException;
import io.github.depthwise4j.numpy.NpzFile;
import io.github.depthwise4j.tensor.Tensor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Weights that Keras saved in HDF5 are those that it saved in NumPy's format; others are refused in one sentence. */
class H5WeightsTest {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"small.weights.h5", "small_keras2.h5"})
    void allArraysHaveTheNamesAndNumbersOfTheArchive(String name) throws IOException {
        Weights weights = H5Weights.open(KerasFiles.file(name));
        try (NpzFile archive = NpzFile.open(KerasFiles.file("small.npz"))) {
            Map<String, Tensor> expected = archive.readAll();
            assertThat(expected).hasSize(15);
            for (Map.Entry<String, Tensor> each : expected.entrySet()) {
                try (Tensor wanted = each.getValue();
                        Tensor read = weights.get(each.getKey(), wanted.shape().dims())) {
                    assertThat(read.toFloatArray()).as(each.getKey()).isEqualTo(wanted.toFloatArray());
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"small.weights.h5", "small_keras2.h5"})
    void aNetworkComputesTheSameWithTheWeightsOfEveryFormat(String name) {
        float[] expected;
        try (Weights archive = NpzWeights.open(KerasFiles.file("small.npz"))) {
            expected = KerasFiles.probabilities(archive);
        }
        assertThat(expected).hasSize(10).doesNotHaveDuplicates();
        try (Weights weights = H5Weights.open(KerasFiles.file(name))) {
            assertThat(KerasFiles.probabilities(weights)).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "mine/0, 0.33333334",
        "mine/1, 1",
        "nested/kernel, 1",
    })
    void otherThingsThatKerasSavesAreRead(String name, float second) {
        long[] shape = name.startsWith("nested") ? new long[] {1, 1, 2, 3} : new long[] {2, 3};
        try (Tensor read = H5Weights.open(KerasFiles.file("odd.weights.h5")).get(name, shape)) {
            assertThat(read.toFloatArray()[1]).isEqualTo(second);
        }
    }

    @Test
    void aBatchNormWithoutGammaKeepsTheNumbersOfItsArrays() {
        Weights weights = H5Weights.open(KerasFiles.file("odd.weights.h5"));
        try (Tensor variance = weights.get("unscaled/2", 3)) {
            assertThat(variance.toFloatArray()).containsExactly(4, 5, 6);
        }
        assertRefused(() -> weights.get("unscaled/gamma", 3), "there is no array \"unscaled/gamma\" in the file");
    }

    @Test
    void aMissingNameIsRefusedWithTheNamesThatThereAre() {
        Weights weights = H5Weights.open(KerasFiles.file("small.weights.h5"));
        assertThatThrownBy(() -> weights.get("conv1/kernel", 3, 3, 3, 8))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage(KerasFiles.file("small.weights.h5")
                        + ": there is no array \"conv1/kernel\" in the file, which holds \"dw_bn/gamma\", "
                        + "\"dw_bn/beta\", \"dw_bn/moving_mean\", \"dw_bn/moving_variance\", \"sep_bn/gamma\", "
                        + "\"sep_bn/beta\", \"sep_bn/moving_mean\", \"sep_bn/moving_variance\" and 9 more; check the "
                        + "name");
    }

    @Test
    void anotherShapeIsRefused() {
        Weights weights = H5Weights.open(KerasFiles.file("small.weights.h5"));
        assertRefused(
                () -> weights.get("dw/kernel", 3, 3, 16, 1),
                "array \"dw/kernel\": the shape is [3, 3, 8, 1], but must be [3, 3, 16, 1]; ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mine/2       | type FloatingPoint with 2 bytes, but only float32 and float64 can be read",
                "mine/3       | type FixedPoint with 8 bytes, but only float32 and float64 can be read",
                "mine/4       | element 0 is 1.0E300, which float32 cannot hold",
                "mine/5       | it is stored in chunks or compressed",
                "mine/6       | it was never written",
                "twice/kernel | there are 2 arrays \"twice/kernel\" in the file",
            })
    void whatCannotBeReadIsRefused(String name, String message) {
        Weights weights = H5Weights.open(KerasFiles.file("odd.weights.h5"));
        assertRefused(() -> weights.get(name, 2, 3), message);
    }

    @Test
    void aFileWithoutNamesOfLayersIsRefused() throws IOException {
        String bytes = Files.readString(KerasFiles.file("small.weights.h5"), StandardCharsets.ISO_8859_1);
        Path file = directory.resolve("early.weights.h5");
        Files.writeString(file, bytes.replace("name\0", "nome\0"), StandardCharsets.ISO_8859_1);
        assertRefused(() -> H5Weights.open(file), "early.weights.h5: it holds no arrays with names of layers");
    }

    @Test
    void aMissingFileIsRefused() {
        Path file = directory.resolve("missing.h5");
        assertThatThrownBy(() -> H5Weights.open(file))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage(file + ": there is no such file");
    }

    private static void assertRefused(Runnable reading, String message) {
        assertThatThrownBy(reading::run)
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining(message)
                .hasCauseInstanceOf(FileFormatException.class);
    }
}
