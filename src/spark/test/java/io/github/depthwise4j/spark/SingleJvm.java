package io.github.depthwise4j.spark;

import io.github.depthwise4j.ConvolutionOperation;
import io.github.depthwise4j.pictures.Picture;
import io.github.depthwise4j.pictures.PictureReader;
import io.github.depthwise4j.tensor.Tensor;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a process without Spark reaches with the same files, written as straight as a program for one purpose can be: it
 * reads them, decodes pictures, computes batches, and makes the bytes of each result. Each line of its input starts a
 * pass over its part of the files, and gives a line with a sum over the results.
 */
final class SingleJvm {
    private final Load load;
    private final Tensor input;
    private final Tensor output;
    private final ConvolutionOperation operation;
    private final float[] pixels;
    private int filled;
    private long sum;

    private SingleJvm(Load load, ConvolutionOperation operation, Tensor input, Tensor output) {
        this.load = load;
        this.operation = operation;
        this.input = input;
        this.output = output;
        this.pixels = new float[load.size()];
    }

    /** Load, folder, number of this process, number of processes. */
    public static void main(String[] arguments) throws IOException {
        Load load = Load.valueOf(arguments[0]);
        int number = Integer.parseInt(arguments[2]);
        int processes = Integer.parseInt(arguments[3]);
        List<Path> mine = new ArrayList<>();
        try (Stream<Path> files = Files.list(Path.of(arguments[1]))) {
            files.sorted()
                    .filter(file -> Integer.parseInt(file.getFileName().toString()) % processes == number)
                    .forEach(mine::add);
        }
        try (ConvolutionOperation operation = load.operation().build();
                Tensor input = Tensor.of(new float[Load.BATCH * load.size()], load.batch());
                Tensor output = operation.newOutput(load.batch())) {
            SingleJvm single = new SingleJvm(load, operation, input, output);
            BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            System.out.println("ready");
            while (lines.readLine() != null) {
                System.out.println(single.pass(mine));
            }
        }
    }

    private long pass(List<Path> files) throws IOException {
        sum = 0;
        for (Path file : files) {
            if (load.isPictures()) {
                pixels(Files.readAllBytes(file), pixels);
                try (Tensor place = input.subTensor(filled)) {
                    place.copyFrom(pixels);
                }
                next();
            } else {
                records(file);
            }
        }
        run();
        return sum;
    }

    private void records(Path file) throws IOException {
        byte[] record = new byte[load.size() * Float.BYTES];
        try (InputStream in = Files.newInputStream(file)) {
            while (in.readNBytes(record, 0, record.length) == record.length) {
                try (Tensor place = input.subTensor(filled)) {
                    place.copyFrom(ByteBuffer.wrap(record).order(ByteOrder.LITTLE_ENDIAN));
                }
                next();
            }
        }
    }

    private void next() {
        filled++;
        if (filled == Load.BATCH) {
            run();
        }
    }

    private void run() {
        operation.run(input, output);
        for (int i = 0; i < filled; i++) {
            try (Tensor place = output.subTensor(i)) {
                ByteBuffer bytes = ByteBuffer.allocate((int) place.shape().elementCount() * Float.BYTES)
                        .order(ByteOrder.LITTLE_ENDIAN);
                place.copyTo(bytes);
                sum += bytes.get(i);
            }
        }
        filled = 0;
    }

    static void pixels(byte[] contents, float[] values) throws IOException {
        Picture picture = PictureReader.read(contents);
        byte[] colors = picture.colors();
        for (int i = 0; i < values.length; i++) {
            values[i] = Byte.toUnsignedInt(colors[picture.channels() == 3 ? i : i / 3]);
        }
    }
}
