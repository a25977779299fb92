package io.github.depthwise4j.spark;

import io.github.depthwise4j.pictures.Picture;
import io.github.depthwise4j.pictures.PictureReader;
import io.github.depthwise4j.tensor.DataType;
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
 * reads them, decodes pictures, computes batches, and makes the bytes of each result. A line of its
 * input with a load and {@code compute} starts that on its part of the files; {@code pass} only reads and makes bytes,
 * see {@link PassedRows}. Each line gives one with a sum over the results.
 */
final class SingleJvm {
    static final String COMPUTE = "compute";
    static final String PASS = "pass";

    private final Load load;
    private final Tensor input;
    private final Tensor output;
    private final Load.Computation computation;
    private final float[] pixels;
    private final ByteBuffer result;
    private int filled;
    private long sum;

    private SingleJvm(Load load, Load.Computation computation, Tensor input, Tensor output) {
        this.load = load;
        this.computation = computation;
        this.input = input;
        this.output = output;
        this.pixels = new float[load.size()];
        this.result = ByteBuffer.allocate(load.resultBytes()).order(ByteOrder.LITTLE_ENDIAN);
    }

    private interface Consumer {
        void accept(byte[] content) throws IOException;
    }

    /** A folder with one for each load, the number of this process, and the number of processes. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        int number = Integer.parseInt(arguments[1]);
        int processes = Integer.parseInt(arguments[2]);
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        String line = lines.readLine();
        while (line != null) {
            Load load = Load.valueOf(line.substring(0, line.indexOf(' ')));
            List<Path> mine = new ArrayList<>();
            try (Stream<Path> files = Files.list(folder.resolve(load.name()))) {
                files.sorted()
                        .filter(file -> Integer.parseInt(file.getFileName().toString()) % processes == number)
                        .forEach(mine::add);
            }
            line = passes(load, mine, line, lines);
        }
    }

    /** Answers lines until one is for another load, and returns that, or null at the end. */
    private static String passes(Load load, List<Path> files, String first, BufferedReader lines) throws IOException {
        try (Load.Computer computer = load.computer();
                Tensor input = Tensor.allocate(DataType.FLOAT32, load.batch());
                Tensor output = Tensor.allocate(DataType.FLOAT32, computer.results())) {
            SingleJvm single = new SingleJvm(load, computer.computation(), input, output);
            String line = first;
            while (line != null && line.startsWith(load.name() + " ")) {
                single.sum = 0;
                for (int i = 0; i < load.repeats(); i++) {
                    if (line.endsWith(COMPUTE)) {
                        single.read(files, single::add);
                        single.run();
                    } else {
                        single.read(files, single::pass);
                    }
                }
                System.out.println(single.sum);
                line = lines.readLine();
            }
            return line;
        }
    }

    private void read(List<Path> files, Consumer consumer) throws IOException {
        for (Path file : files) {
            if (load.isPictures()) {
                consumer.accept(Files.readAllBytes(file));
            } else {
                records(file, consumer);
            }
        }
    }

    private void records(Path file, Consumer consumer) throws IOException {
        byte[] record = new byte[load.size() * Float.BYTES];
        try (InputStream in = Files.newInputStream(file)) {
            while (in.readNBytes(record, 0, record.length) == record.length) {
                consumer.accept(record);
            }
        }
    }

    private void pass(byte[] content) {
        PassedRows.fill(result.array(), content);
        filled = (filled + 1) % Load.BATCH;
        sum += result.get(filled);
    }

    private void add(byte[] content) throws IOException {
        try (Tensor place = input.subTensor(filled)) {
            if (load.isPictures()) {
                pixels(content, load.scale(), pixels);
                place.copyFrom(pixels);
            } else {
                place.copyFrom(ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN));
            }
        }
        filled++;
        if (filled == Load.BATCH) {
            run();
        }
    }

    private void run() {
        computation.run(input, output);
        for (int i = 0; i < filled; i++) {
            try (Tensor place = output.subTensor(i)) {
                place.copyTo(result.clear());
                sum += result.get(i);
            }
        }
        filled = 0;
    }

    static void pixels(byte[] contents, float scale, float[] values) throws IOException {
        Picture picture = PictureReader.read(contents);
        byte[] colors = picture.colors();
        for (int i = 0; i < values.length; i++) {
            values[i] = Byte.toUnsignedInt(colors[picture.channels() == 3 ? i : i / 3]) * scale;
        }
    }
}
