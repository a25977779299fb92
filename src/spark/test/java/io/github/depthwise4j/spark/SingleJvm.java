package io.github.depthwise4j.spark;

import io.github.depthwise4j.Conv2d;
import io.github.depthwise4j.ConvolutionOperation;
import io.github.depthwise4j.OperationSpec;
import io.github.depthwise4j.pictures.PictureReader;
import io.github.depthwise4j.problem.Padding;
import io.github.depthwise4j.problem.Parallelism;
import io.github.depthwise4j.tensor.Shape;
import io.github.depthwise4j.tensor.Tensor;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a process without Spark reaches with the same pictures: it reads files, decodes them, computes them in batches
 * and makes the bytes of the results. Each line of its input starts a pass over its part of the files, and gives a line
 * with the nanoseconds.
 */
final class SingleJvm {
    static final int BATCH = 16;
    static final int SIZE = 64;
    static final int OUTPUTS = 16;

    private SingleJvm() {}

    /** A filter for {@code conv2d}, 3 x 3 x 3 x 16. */
    static float[] filter() {
        return Work.numbers(99, 3 * 3 * 3 * OUTPUTS);
    }

    static OperationSpec operation() {
        try (Tensor filter = Tensor.of(filter(), 3, 3, 3, OUTPUTS)) {
            return Conv2d.builder(filter)
                    .padding(Padding.SAME)
                    .parallelism(Parallelism.callerOnly())
                    .spec();
        }
    }

    /** Folder, number of this process, number of processes. */
    public static void main(String[] arguments) throws IOException {
        int number = Integer.parseInt(arguments[1]);
        int processes = Integer.parseInt(arguments[2]);
        List<Path> mine = new ArrayList<>();
        try (Stream<Path> files = Files.list(Path.of(arguments[0]))) {
            files.sorted()
                    .filter(file -> Integer.parseInt(file.getFileName().toString()) % processes == number)
                    .forEach(mine::add);
        }
        Shape batch = Shape.of(BATCH, SIZE, SIZE, 3);
        try (ConvolutionOperation operation = operation().build();
                Tensor input = Tensor.of(new float[BATCH * SIZE * SIZE * 3], batch);
                Tensor output = operation.newOutput(batch)) {
            BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            System.out.println("ready");
            while (lines.readLine() != null) {
                long begin = System.nanoTime();
                long hash = pass(mine, operation, input, output);
                System.out.println(System.nanoTime() - begin + " " + hash);
            }
        }
    }

    private static long pass(List<Path> files, ConvolutionOperation operation, Tensor input, Tensor output)
            throws IOException {
        int size = SIZE * SIZE * 3;
        float[] batch = new float[BATCH * size];
        float[] results = new float[BATCH * SIZE * SIZE * OUTPUTS];
        long hash = 0;
        for (int first = 0; first < files.size(); first += BATCH) {
            int count = Math.min(BATCH, files.size() - first);
            for (int i = 0; i < count; i++) {
                pixels(Files.readAllBytes(files.get(first + i)), batch, i * size);
            }
            input.copyFrom(batch);
            operation.run(input, output);
            output.copyTo(results);
            for (int i = 0; i < count; i++) {
                float[] one = new float[results.length / BATCH];
                System.arraycopy(results, i * one.length, one, 0, one.length);
                hash += Work.bytes(one)[0];
            }
        }
        return hash;
    }

    static void pixels(byte[] contents, float[] batch, int at) throws IOException {
        var picture = PictureReader.read(contents);
        byte[] colors = picture.colors();
        for (int i = 0; i < SIZE * SIZE * 3; i++) {
            batch[at + i] = Byte.toUnsignedInt(colors[picture.channels() == 3 ? i : i / 3]);
        }
    }
}
