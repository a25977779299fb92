package io.github.depthwise4j.spark;

import io.github.depthwise4j.Conv2d;
import io.github.depthwise4j.ConvolutionOperation;
import io.github.depthwise4j.DepthwiseConv2d;
import io.github.depthwise4j.OperationSpec;
import io.github.depthwise4j.network.Network;
import io.github.depthwise4j.network.NetworkOptions;
import io.github.depthwise4j.network.NetworkSpec;
import io.github.depthwise4j.problem.Padding;
import io.github.depthwise4j.problem.Parallelism;
import io.github.depthwise4j.tensor.DataType;
import io.github.depthwise4j.tensor.Shape;
import io.github.depthwise4j.tensor.Tensor;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * What the throughput is measured with: files that Spark and a process without it read, and what computes on them.
 */
enum Load {
    /** Files of 224 x 224 pixels, as networks take them, through the first layer of MobileNet V3. */
    PICTURES(2_000, 2, 224, 224, 3),
    /** Files of 64 x 64 pixels through a convolution of 16 outputs: 256 KB of results for 12 KB of pixels. */
    SMALL_PICTURES(10_000, 1, 64, 64, 3),
    /** Feature maps of 14 x 14 x 96 numbers, 75 KB, one behind the other in files, through a depthwise convolution. */
    TENSORS(16_000, 1, 14, 14, 96),
    /** Files of 144 x 256 pixels through MediaPipe's selfie segmentation, whose results stay arrays of numbers. */
    NETWORK(2_500, 1, 144, 256, 3),
    /** Files of 224 x 224 pixels through a network of some milliseconds: 63 numbers for each picture. */
    LANDMARKS(1_200, 1, 224, 224, 3);

    static final int BATCH = 16;
    static final int FILTER = 3;
    static final int OUTPUTS = 16;
    private static final int PARTS = 2;
    /** So many rows differ; to make more takes longer than to compute with them. */
    private static final int DIFFERENT = 500;

    /** The first of four outputs of MediaPipe's hand landmarks: a place in space for each of 21 points. */
    private static final int LANDMARK_NUMBERS = 63;

    private static final Path MODELS = Path.of("src/test/resources/models").toAbsolutePath();

    final int count;
    final int stride;
    final int[] shape;

    Load(int count, int stride, int... shape) {
        this.count = count;
        this.stride = stride;
        this.shape = shape;
    }

    /** A run of a whole batch in a process without Spark. */
    interface Computation {
        void run(Tensor input, Tensor output);
    }

    /** What computes, and the shape of its results; closing ends it. */
    record Computer(Computation computation, Shape results, Runnable end) implements AutoCloseable {
        @Override
        public void close() {
            end.run();
        }
    }

    /** How many numbers a row has. */
    int size() {
        return Work.count(shape);
    }

    /** How many bytes the result of a row has. */
    int resultBytes() {
        return Float.BYTES
                * switch (this) {
                    case SMALL_PICTURES, PICTURES -> shape[0] / stride * (shape[1] / stride) * OUTPUTS;
                    case TENSORS -> size();
                    case LANDMARKS -> LANDMARK_NUMBERS;
                    default -> shape[0] * shape[1];
                };
    }

    /** How often a process without Spark passes over the files, so that the time can be measured. */
    int repeats() {
        return this == TENSORS ? 4 : 1;
    }

    Shape batch() {
        return Shape.of(BATCH, shape[0], shape[1], shape[2]);
    }

    boolean isPictures() {
        return this != TENSORS;
    }

    /** Whether ONNX Runtime computes it too. */
    boolean isConvolution() {
        return this == SMALL_PICTURES || this == PICTURES;
    }

    private boolean isNetwork() {
        return this == NETWORK || this == LANDMARKS;
    }

    private Path model() {
        return MODELS.resolve(this == NETWORK ? "selfie_segmentation_landscape.tflite" : "hand_landmark_lite.tflite");
    }

    float scale() {
        return isNetwork() ? 1 / 255f : 1;
    }

    /** Height, width, inputs, outputs. */
    float[] filter() {
        return Work.numbers(99, FILTER * FILTER * shape[2] * (isPictures() ? OUTPUTS : 1));
    }

    private OperationSpec operation() {
        int outputs = isPictures() ? OUTPUTS : 1;
        try (Tensor filter = Tensor.of(filter(), FILTER, FILTER, shape[2], outputs)) {
            return isPictures()
                    ? Conv2d.builder(filter)
                            .strides(stride, stride)
                            .padding(Padding.SAME)
                            .parallelism(Parallelism.callerOnly())
                            .spec()
                    : DepthwiseConv2d.builder(filter)
                            .padding(Padding.SAME)
                            .parallelism(Parallelism.callerOnly())
                            .spec();
        }
    }

    /** For a process without Spark. */
    Computer computer() throws IOException {
        if (isNetwork()) {
            return networkComputer();
        }
        ConvolutionOperation operation = operation().build();
        return new Computer(operation::run, operation.outputShape(batch()), operation::close);
    }

    /** Computes all outputs, the first one into the tensor that it is given. */
    private Computer networkComputer() throws IOException {
        Network network =
                Network.load(model(), NetworkOptions.defaults().batch(BATCH).parallelism(Parallelism.callerOnly()));
        List<Tensor> others = network.outputShapes().stream()
                .skip(1)
                .map(shape -> Tensor.allocate(DataType.FLOAT32, shape))
                .toList();
        return new Computer(
                (input, output) -> {
                    List<Tensor> outputs = new ArrayList<>(List.of(output));
                    outputs.addAll(others);
                    network.run(List.of(input), outputs);
                },
                network.outputShapes().get(0),
                () -> {
                    others.forEach(Tensor::close);
                    network.close();
                });
    }

    void write(Path folder) throws IOException {
        if (isPictures()) {
            Work.writePictures(folder, DIFFERENT, shape[0], shape[1]);
            for (int i = DIFFERENT; i < count; i++) {
                Files.createLink(folder.resolve(Integer.toString(i)), folder.resolve(Integer.toString(i % DIFFERENT)));
            }
            return;
        }
        byte[][] records = new byte[DIFFERENT][];
        for (int i = 0; i < DIFFERENT; i++) {
            records[i] = Work.bytes(Work.numbers(i, size()));
        }
        for (int part = 0; part < PARTS; part++) {
            try (OutputStream out = Files.newOutputStream(folder.resolve(Integer.toString(part)))) {
                for (int i = 0; i < count / PARTS; i++) {
                    out.write(records[i % DIFFERENT]);
                }
            }
        }
    }

    /** A table whose column {@code content} has the inputs. */
    Dataset<Row> read(SparkSession session, Path folder) {
        if (isPictures()) {
            return session.read().format("binaryFile").load(folder.toString()).select("path", "content");
        }
        return session.createDataset(
                        JavaSparkContext.fromSparkContext(session.sparkContext())
                                .binaryRecords(folder.toString(), size() * Float.BYTES)
                                .rdd(),
                        Encoders.BINARY())
                .toDF("content");
    }

    BatchTransformer transformer() throws IOException {
        BatchTransformer transformer;
        if (isNetwork()) {
            NetworkTransformer network = new NetworkTransformer();
            network.setNetwork(NetworkSpec.read(model(), NetworkOptions.defaults()));
            network.setOutput(0);
            transformer = network;
        } else {
            DepthwiseTransformer operation = new DepthwiseTransformer();
            operation.setOperation(operation());
            operation.setShape(shape);
            transformer = operation;
        }
        transformer.setInputFormat(isPictures() ? "picture" : "float32");
        transformer.setPixels(scale(), 0);
        transformer.setBatchSize(BATCH);
        transformer.setOutputBytes(!isNetwork());
        return transformer;
    }
}
