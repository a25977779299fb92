package io.github.depthwise4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.depthwise4j.abuse.FirstUse;
import io.github.depthwise4j.onednn.OpenMpNumber;
import io.github.depthwise4j.problem.Padding;
import io.github.depthwise4j.problem.Problem;
import io.github.depthwise4j.tensor.Shape;
import io.github.depthwise4j.tensor.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process that cannot load the native library of this project, as on a platform that has none: it says so once, and
 * computes the same.
 */
@EnabledOnOs(OS.LINUX)
class WithoutOwnLibraryTest {
    private static final List<String> PROBLEMS = List.of(
            "depthwise_conv2d float32 NHWC SAME mb2ic32ih30iw30oc32kh3kw3 bias relu6",
            "depthwise_conv2d float32 NHWC SAME mb1ic16ih30iw30oc32kh3kw3",
            "depthwise_conv2d float32 NCHW SAME mb2ic40ih20iw20oc80kh3kw3 residual",
            "depthwise_conv2d float32 NCHW SAME mb1ic40ih60iw60oc40kh3kw3",
            "conv2d float32 NCHW SAME mb2ic16ih20iw20oc24kh3kw3 bias",
            "conv2d float32 NHWC [[0,0],[99,0],[0,99],[0,0]] mb2ic16ih9iw9oc24kh3kw3 bias",
            "depthwise_conv2d float32 NHWC SAME mb1ic16ih40iw40oc16kh3kw3 then conv2d float32 NHWC VALID "
                    + "mb1ic16ih40iw40oc8kh1kw1");

    @TempDir
    Path directory;

    /** Uses all that native code does: memory of every kind, plans, calls, arrays. */
    static final class Everything {
        private Everything() {}

        public static void main(String[] arguments) {
            for (String line : PROBLEMS) {
                System.out.println(
                        Depthwise4j.verifier().verify(Problem.parse(line), 1).passed());
            }
            ByteBuffer direct = ByteBuffer.allocateDirect(16).order(ByteOrder.nativeOrder());
            direct.putFloat(4, 7);
            direct.position(4);
            try (Tensor wrapped = Tensor.wrap(
                            direct.slice().order(ByteOrder.nativeOrder()).asFloatBuffer(), 3);
                    Tensor tensor = Tensor.of(new float[] {1, 2, 3}, 3);
                    Tensor empty = Tensor.of(new float[0], 0, 3);
                    Tensor zeros = Tensor.allocate(tensor.dataType(), 2)) {
                tensor.set(5, 1);
                System.out.println(wrapped.get(0) + " " + tensor.get(1) + " " + tensor.toFloatArray()[2] + " "
                        + zeros.get(1) + " " + empty.toFloatArray().length);
            }
            System.out.println(computedOverArrays());
            System.out.println(OpenMpNumber.here() + " " + Depthwise4j.info().threadsControlled());
            Depthwise4j.shutdown();
            System.out.println(Depthwise4j.stats().nativeBytes());
        }

        private static String computedOverArrays() {
            float[] output = new float[2 * 4];
            try (Tensor filter = Tensor.of(new float[] {1, 2, 3, 4}, 2, 1, 1, 2);
                    DepthwiseConv2d op = DepthwiseConv2d.builder(filter)
                            .padding(Padding.VALID)
                            .build()) {
                op.run(new float[] {1, 2, 3, 4}, Shape.of(1, 2, 2, 1), new float[4]);
                op.run(new float[] {1, 2, 3, 4, 5, 6}, Shape.of(1, 3, 2, 1), output);
            }
            return output[0] + " " + output[7];
        }
    }

    @BeforeEach
    void putAnUnusableFileFirst() throws Exception {
        UnusableOwnLibrary.in(directory);
    }

    @Test
    void everythingWorksAndOneWarningNamesTheRemedy() throws Exception {
        ChildJvm child = ChildJvm.ofThisClassPath().withFirst(directory).allowingNativeCode();
        assertThat(child.run(Everything.class).lines())
                .containsExactly(
                        "true",
                        "true",
                        "true",
                        "true",
                        "true",
                        "true",
                        "true",
                        "7.0 5.0 3.0 0.0 0",
                        "10.0 32.0",
                        "0 false",
                        "0");
        assertThat(child.errors().lines().filter(line -> line.contains("WARNING")))
                .singleElement()
                .satisfies(line -> assertThat(line)
                        .contains("the native library of depthwise4j cannot be loaded", "OMP_NUM_THREADS=1"));
    }

    @Test
    void theSameIsComputedWithIt() throws Exception {
        ChildJvm child = ChildJvm.ofThisClassPath().allowingNativeCode();
        assertThat(child.run(Everything.class).lines())
                .contains("7.0 5.0 3.0 0.0 0", "10.0 32.0")
                .anyMatch(line -> line.endsWith(" true"))
                .doesNotContain("false");
        assertThat(child.errors()).doesNotContain("WARNING");
    }

    @Test
    void whatKeepsOneDnnFromBeingLoadedIsStillTold() throws Exception {
        Path file = Files.createFile(directory.resolve("file"));
        assertThat(ChildJvm.ofThisClassPath()
                        .withFirst(directory)
                        .option("-Dorg.bytedeco.javacpp.cachedir=" + file.resolve("cache"))
                        .option("-Duser.home=" + file)
                        .option("-Djava.io.tmpdir=" + file)
                        .run(FirstUse.class, "obstacle", file.toString())
                        .lines())
                .satisfiesExactly(
                        refused -> assertThat(refused)
                                .startsWith("NativeLoadException")
                                .contains("no directory for 97 MB of unpacked native code"),
                        computed -> assertThat(computed).isEqualTo("computed 9.0"));
    }
}
