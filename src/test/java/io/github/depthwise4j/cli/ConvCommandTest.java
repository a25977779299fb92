package io.github.depthwise4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.depthwise4j.cli.io.TensorFiles;
import io.github.depthwise4j.cli.options.IntegerList;
import io.github.depthwise4j.numpy.NpyBytes;
import io.github.depthwise4j.problem.Padding;
import io.github.depthwise4j.reference.ReferenceConvolution;
import io.github.depthwise4j.tensor.DataFormat;
import io.github.depthwise4j.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConvCommandTest {
    @TempDir
    private Path directory;

    private Path input;
    private Path filter;
    private Path output;

    /** The example of the demo: 1..9 under 1..4. */
    @BeforeEach
    void writeTheDemo() {
        input = save("x.npy", "<f4", false, "(1, 3, 3, 1)", counting(9));
        filter = save("f.npy", "<f4", false, "(2, 1, 1, 2)", counting(4));
        output = directory.resolve("y.npy");
    }

    private Path save(String name, String descr, boolean fortran, String shape, double... values) {
        return NpyBytes.write(directory.resolve(name), NpyBytes.file(descr, fortran, shape, values));
    }

    private static double[] counting(int count) {
        return IntStream.rangeClosed(1, count).asDoubleStream().toArray();
    }

    private CommandRun conv(Object... more) {
        Object[] head = {"conv", "--input", input, "--filter", filter, "--output", output};
        Object[] all = Arrays.copyOf(head, head.length + more.length);
        System.arraycopy(more, 0, all, head.length, more.length);
        return CommandRun.of(all);
    }

    private float[] result() {
        try (Tensor tensor = TensorFiles.read(output)) {
            return tensor.toFloatArray();
        }
    }

    @Test
    void computesTheDemoFromFileToFile() {
        CommandRun run = conv("--strides", "1,1,1,1", "--padding", "VALID", "--dilations", "1,1", "--check")
                .succeeded();
        assertThat(result()).containsExactly(13, 18, 17, 24, 21, 30, 25, 36, 29, 42, 33, 48);
        assertThat(run.out())
                .contains("depthwise_conv2d float32 NHWC VALID", "checked: all 12 elements agree", "[1, 2, 3, 2]");
    }

    @ParameterizedTest
    @CsvSource({"<f4,false", ">f4,false", "<f8,false", ">f8,false", "<f4,true", ">f8,true"})
    void givesTheSameForEveryWayTheInputIsStored(String descr, boolean fortran) {
        double[] values = {1, 2, 3, 4, 5, 6, 7, 8, 9};
        double[] transposed = {1, 4, 7, 2, 5, 8, 3, 6, 9};
        input = save("stored.npy", descr, fortran, "(1, 3, 3, 1)", fortran ? transposed : values);
        conv().succeeded();
        assertThat(result()).containsExactly(13, 18, 17, 24, 21, 30, 25, 36, 29, 42, 33, 48);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "NHWC; 1,2,2,1; SAME; 1,1",
                "NHWC; [1, 2, 1, 1]; [[0,0],[1,2],[0,1],[0,0]]; 1,1",
                "NCHW; 1,1,2,3; SAME; 1,1",
                "NCHW; 1,1; [[0,0],[0,0],[3,0],[1,1]]; 1,2",
                "NHWC; 1,1,1,1; VALID; 2,1"
            })
    void passesEveryOptionOn(String format, String strides, String padding, String dilations) {
        boolean last = format.equals("NHWC");
        double[] values = counting(2 * 6 * 7 * 3);
        input = save("x4.npy", "<f4", false, last ? "(2, 6, 7, 3)" : "(2, 3, 6, 7)", values);
        filter = save("f4.npy", "<f4", false, "(3, 2, 3, 2)", counting(36));
        Path bias = save("b.npy", "<f4", false, "(6,)", counting(6));
        Object[] options = {
            "--data-format", format, "--strides", strides, "--padding", padding, "--dilations", dilations, "--check"
        };
        conv(options).succeeded();
        float[] without = result();
        try (Tensor x = TensorFiles.read(input);
                Tensor f = TensorFiles.read(filter);
                Tensor expected = ReferenceConvolution.depthwiseConv2d(
                        x,
                        f,
                        new IntegerList.Converter().convert(strides).numbers(),
                        Padding.parse(padding),
                        DataFormat.valueOf(format),
                        new IntegerList.Converter().convert(dilations).numbers(),
                        null)) {
            assertThat(without).containsExactly(expected.toFloatArray());
            Object[] withBias = Arrays.copyOf(options, options.length + 2);
            withBias[options.length] = "--bias";
            withBias[options.length + 1] = bias;
            conv(withBias).succeeded();
            long plane = last ? 1 : expected.shape().dim(2) * expected.shape().dim(3);
            float[] with = result();
            for (int i = 0; i < with.length; i++) {
                assertThat(with[i] - without[i]).isEqualTo(1 + i / plane % 6);
            }
        }
    }

    @Test
    void writesOverItsOwnInput() {
        output = input;
        conv("--padding", "SAME").succeeded();
        assertThat(result()).hasSize(18);
    }

    @Test
    void keepsAnExistingOutputWhenItFails() throws IOException {
        Files.writeString(output, "precious");
        input = save("short.npy", "<f4", false, "(1, 3, 3, 1)", 1, 2);
        conv().refused("short.npy", "the data ends after 8 bytes");
        assertThat(output).hasContent("precious");
        assertThat(directory).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void refusesFilesItCannotRead() throws IOException {
        Path good = input;
        input = directory.resolve("missing.npy");
        conv().refused("depthwise4j conv: ", "missing.npy: there is no such file");
        input = directory;
        conv().refused("this is a directory");
        input = NpyBytes.write(directory.resolve("text.npy"), "hello".getBytes());
        conv().refused("text.npy: this is no .npy file");
        input = save("int.npy", "<i4", false, "(1,)", 1);
        conv().refused("int.npy", "'<i4'", "float32");
        input = good;
        filter = Files.createFile(directory.resolve("empty.npy"));
        conv().refused("empty.npy: the file is empty");
    }

    @Test
    void refusesAnOutputItCannotWrite() {
        output = directory.resolve("nowhere/y.npy");
        conv().refused("nowhere", "create it first");
        output = directory;
        conv().refused("this is a directory");
    }

    @Test
    void refusesShapesThatAreNoProblem() {
        filter = save("other.npy", "<f4", false, "(2, 1, 3, 1)", counting(6));
        conv().refused("depthwise_conv2d: input shape [1, 3, 3, 1] (NHWC) has 1 channels");
        filter = save("flat.npy", "<f4", false, "(4,)", counting(4));
        conv().refused("a filter has 4 axes");
        assertThat(output).doesNotExist();
    }

    @Test
    void refusesABiasOfTheWrongLength() {
        Path bias = save("b.npy", "<f4", false, "(3,)", 1, 2, 3);
        conv("--bias", bias).refused("bias");
    }

    @Test
    void refusesParametersThatBreakARule() {
        conv("--strides", "1,0,0,1").refused("strides = [0, 0]");
        conv("--strides", "2,1,1,1").refused("must be 1");
        conv("--strides", "1,2,2,1", "--dilations", "2,2")
                .refused("dilations", "set the strides or the dilations to 1");
        conv("--padding", "[[1,0],[0,0],[0,0],[0,0]]").refused("batch and channels");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--strides=1,x",
                "--strides=",
                "--dilations=1;1",
                "--padding=same",
                "--padding=[[0,0]]",
                "--data-format=NWHC",
                "--sttrides=1",
                "--check=maybe",
                "stray"
            })
    void refusesOptionsItCannotRead(String option) {
        conv(option).refused("See depthwise4j conv --help.");
    }

    @Test
    void namesTheOptionsThatAreMissing() {
        CommandRun.of("conv", "--input", input).refused("--filter", "--output");
    }

    @Test
    void showsTheStackTraceOnlyForDebug() {
        input = directory.resolve("missing.npy");
        CommandRun run = conv("--debug");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("there is no such file", "NoSuchFileException", "\tat ");
    }
}
