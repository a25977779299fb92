package io.github.depthwise4j.abuse;

import io.github.depthwise4j.numpy.NpyFile;
import io.github.depthwise4j.numpy.NpzFile;
import io.github.depthwise4j.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

/**
 * The program of {@code ci/disk.sh}. {@code write FILE TIMES} writes a {@code .npy} or {@code .npz} file over and over,
 * all its elements the same number, each time another; {@code check FILE} reads it and fails if the elements differ.
 */
public final class DiskWork {
    private static final int ELEMENTS = 1_000_000;

    private DiskWork() {}

    public static void main(String[] arguments) throws IOException {
        Path file = Path.of(arguments[1]);
        if (arguments[0].equals("check")) {
            check(file);
            return;
        }
        for (int time = 0; time < Integer.parseInt(arguments[2]); time++) {
            try {
                write(file, time);
            } catch (IOException e) {
                System.out.println("refused: " + e.getMessage());
                System.exit(2);
            }
        }
    }

    private static boolean isArchive(Path file) {
        return file.toString().endsWith(".npz");
    }

    private static void write(Path file, float number) throws IOException {
        float[] values = new float[ELEMENTS];
        Arrays.fill(values, number);
        try (Tensor tensor = Tensor.of(values, ELEMENTS)) {
            if (isArchive(file)) {
                NpzFile.write(file, Map.of("x", tensor));
            } else {
                NpyFile.write(file, tensor);
            }
        }
    }

    private static void check(Path file) throws IOException {
        try (Tensor tensor = isArchive(file) ? readArchive(file) : NpyFile.read(file)) {
            float[] values = tensor.toFloatArray();
            for (float value : values) {
                if (value != values[0]) {
                    throw new IllegalStateException(file + " holds the elements of two files");
                }
            }
        }
    }

    private static Tensor readArchive(Path file) throws IOException {
        try (NpzFile archive = NpzFile.open(file)) {
            return archive.read("x");
        }
    }
}
