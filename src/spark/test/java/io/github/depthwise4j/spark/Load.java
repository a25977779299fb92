package io.github.depthwise4j.spark;

import io.github.depthwise4j.Conv2d;
import io.github.depthwise4j.DepthwiseConv2d;
import io.github.depthwise4j.OperationSpec;
import io.github.depthwise4j.problem.Padding;
import io.github.depthwise4j.problem.Parallelism;
import io.github.depthwise4j.tensor.Shape;
import io.github.depthwise4j.tensor.Tensor;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** What the throughput is measured with: files that Spark and a process without it read, and an operation on them. */
enum Load {
    /** Files of 64 x 64 pixels through a convolution of 16 outputs: 256 KB of results for 12 KB of pixels. */
    SMALL_PICTURES(4_000, 1, 64, 64, 3),
    /** Files of 224 x 224 pixels, as networks take them, through the first layer of MobileNet V3. */
    PICTURES(1_000, 2, 224, 224, 3),
    /** Feature maps of 14 x 14 x 96 numbers, 75 KB, one behind the other in files, through a depthwise convolution. */
    TENSORS(8_000, 1, 14, 14, 96);

    static final int BATCH = 16;
    static final int FILTER = 3;
    static final int OUTPUTS = 16;
    private static final int PARTS = 2;

    final int count;
    final int stride;
    final int[] shape;

    Load(int count, int stride, int... shape) {
        this.count = count;
        this.stride = stride;
        this.shape = shape;
    }

    /** How many numbers a row has. */
    int size() {
        return Work.count(shape);
    }

    Shape batch() {
        return Shape.of(BATCH, shape[0], shape[1], shape[2]);
    }

    boolean isPictures() {
        return this != TENSORS;
    }

    /** Height, width, inputs, outputs. */
    float[] filter() {
        return Work.numbers(99, FILTER * FILTER * shape[2] * (isPictures() ? OUTPUTS : 1));
    }

    OperationSpec operation() {
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

    void write(Path folder) throws IOException {
        if (isPictures()) {
            Work.writePictures(folder, count, shape[0], shape[1]);
            return;
        }
        for (int part = 0; part < PARTS; part++) {
            try (OutputStream out = Files.newOutputStream(folder.resolve(Integer.toString(part)))) {
                for (int i = 0; i < count / PARTS; i++) {
                    out.write(Work.bytes(Work.numbers(part * 10_000L + i, size())));
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

    DepthwiseTransformer transformer() {
        DepthwiseTransformer transformer = new DepthwiseTransformer();
        transformer.setOperation(operation());
        transformer.setShape(shape);
        transformer.setInputFormat(isPictures() ? "picture" : "float32");
        transformer.setBatchSize(BATCH);
        transformer.setOutputBytes(true);
        return transformer;
    }
}
