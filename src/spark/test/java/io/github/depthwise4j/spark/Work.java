package io.github.depthwise4j.spark;

import io.github.depthwise4j.ConvolutionOperation;
import io.github.depthwise4j.DepthwiseConv2d;
import io.github.depthwise4j.OperationSpec;
import io.github.depthwise4j.problem.Activation;
import io.github.depthwise4j.problem.Padding;
import io.github.depthwise4j.tensor.Shape;
import io.github.depthwise4j.tensor.Tensor;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.LongFunction;
import javax.imageio.ImageIO;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import scala.Tuple2;

/** What the tests compute, on the cluster and in this process: everything follows from the number of a row. */
final class Work {
    /** Whether the sizes are those of the long form. */
    static final boolean LONG = Boolean.getBoolean("depthwise4j.spark.long");

    static final int PICTURES = LONG ? 10_000 : 600;
    static final int TENSORS = LONG ? 100_000 : 3_000;
    static final int BATCH = 8;
    static final int[] PICTURE = {12, 16, 3};
    static final int[] TENSOR = {6, 5, 4};

    private static final StructType ROW =
            new StructType().add("id", DataTypes.LongType).add("content", DataTypes.BinaryType);

    private Work() {}

    static OperationSpec operation(int channels) {
        float[] filter = new float[3 * 3 * channels * 2];
        Random random = new Random(channels);
        for (int i = 0; i < filter.length; i++) {
            filter[i] = (float) random.nextGaussian();
        }
        try (Tensor f = Tensor.of(filter, 3, 3, channels, 2);
                Tensor b = Tensor.of(new float[channels * 2], channels * 2)) {
            return DepthwiseConv2d.builder(f)
                    .bias(b)
                    .padding(Padding.SAME)
                    .activation(Activation.RELU6)
                    .name("work")
                    .spec();
        }
    }

    static float[] numbers(long id, int count) {
        Random random = new Random(id * 31 + 7);
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = random.nextFloat() - 0.5f;
        }
        return values;
    }

    static int count(int... shape) {
        int count = 1;
        for (int dim : shape) {
            count *= dim;
        }
        return count;
    }

    static byte[] bytes(float[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return bytes.array();
    }

    static byte[] tensor(long id) {
        return bytes(numbers(id, count(TENSOR)));
    }

    /** Every third picture is a JPEG, every fifth is gray. */
    static byte[] picture(long id, int height, int width) {
        Random random = new Random(id);
        BufferedImage image = new BufferedImage(
                width, height, id % 5 == 0 ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, random.nextInt(1 << 24));
            }
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, id % 3 == 0 ? "jpeg" : "png", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** Writes the pictures as files, each with its number as its name. */
    static void writePictures(Path folder, int count, int height, int width) throws IOException {
        for (int i = 0; i < count; i++) {
            Files.write(folder.resolve(Integer.toString(i)), picture(i, height, width));
        }
    }

    /** A table of numbers and the inputs that follow from them, made where they are computed. */
    static Dataset<Row> table(SparkSession session, long rows, int partitions, MapFunction<Long, byte[]> input) {
        return session.range(0, rows, 1, partitions)
                .map((MapFunction<Long, Row>) id -> RowFactory.create(id, input.call(id)), Encoders.row(ROW));
    }

    static DepthwiseTransformer transformer(int... shape) {
        DepthwiseTransformer transformer = new DepthwiseTransformer();
        transformer.setOperation(operation(shape[2]));
        transformer.setShape(shape);
        transformer.setBatchSize(BATCH);
        transformer.setOutputBytes(true);
        return transformer;
    }

    /** The hash of each result by the number of its row; a row that comes twice, or is lost, is found. */
    static Map<Long, Long> hashes(Dataset<Row> results) {
        int id = results.schema().fieldIndex("id");
        int result = results.schema().fieldIndex("result");
        Map<Long, Long> found = new TreeMap<>();
        results.map(
                        (MapFunction<Row, Tuple2<Long, Long>>)
                                row -> new Tuple2<>(row.getLong(id), hash((byte[]) row.get(result))),
                        Encoders.tuple(Encoders.LONG(), Encoders.LONG()))
                .collectAsList()
                .forEach(each -> {
                    if (found.put(each._1(), each._2()) != null) {
                        throw new AssertionError("row " + each._1() + " came twice");
                    }
                });
        return found;
    }

    /** FNV-1a over 64 bits. */
    static long hash(byte[] bytes) {
        long hash = 0xcbf29ce484222325L;
        for (byte each : bytes) {
            hash = (hash ^ each) * 0x100000001b3L;
        }
        return hash;
    }

    /** What this process computes: each row in a batch of its own kind, whose other places are zero. */
    static Map<Long, Long> expected(long rows, LongFunction<float[]> input, int... shape) {
        Map<Long, Long> found = new TreeMap<>();
        int size = count(shape);
        Shape batch = Shape.of(BATCH, shape[0], shape[1], shape[2]);
        try (ConvolutionOperation operation = operation(shape[2]).build();
                Tensor in = Tensor.of(new float[BATCH * size], batch);
                Tensor out = operation.newOutput(batch)) {
            List<Long> ids = new ArrayList<>();
            float[] inputs = new float[BATCH * size];
            float[] outputs = new float[Math.toIntExact(out.shape().elementCount())];
            for (long id = 0; id < rows; id++) {
                System.arraycopy(input.apply(id), 0, inputs, ids.size() * size, size);
                ids.add(id);
                if (ids.size() == BATCH || id == rows - 1) {
                    in.copyFrom(inputs);
                    operation.run(in, out);
                    out.copyTo(outputs);
                    int each = outputs.length / BATCH;
                    for (int i = 0; i < ids.size(); i++) {
                        float[] one = new float[each];
                        System.arraycopy(outputs, i * each, one, 0, each);
                        found.put(ids.get(i), hash(bytes(one)));
                    }
                    ids.clear();
                }
            }
        }
        return found;
    }

    static Map<Long, Long> expectedTensors(long rows) {
        return expected(rows, id -> numbers(id, count(TENSOR)), TENSOR);
    }
}
