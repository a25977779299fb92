package io.github.depthwise4j.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.depthwise4j.network.Network;
import io.github.depthwise4j.network.NetworkOptions;
import io.github.depthwise4j.network.NetworkSpec;
import io.github.depthwise4j.pictures.PictureReader;
import io.github.depthwise4j.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import scala.collection.mutable.ArraySeq$;

/** The cluster computes the bits that one process computes, however the rows are divided. */
class ResultsTest {
    private static final Path RELU =
            Path.of("src/test/resources/models/relu.tflite").toAbsolutePath();

    private static Cluster cluster;

    @TempDir
    private static Path folder;

    @BeforeAll
    static void start() throws IOException {
        // Kryo writes rows and what is broadcast; it would skip the checks of a specification.
        cluster = Cluster.start(
                "",
                "spark.serializer",
                "org.apache.spark.serializer.KryoSerializer",
                "spark.sql.files.openCostInBytes",
                "4096");
    }

    @AfterAll
    static void stop() throws Exception {
        cluster.close();
    }

    @Test
    void tensorsHaveTheBitsOfOneProcessWhateverThePartitions() {
        Map<Long, Long> expected = Work.expectedTensors(Work.TENSORS);
        DepthwiseTransformer transformer = Work.transformer(Work.TENSOR);
        transformer.setInputFormat("float32");
        for (int partitions : new int[] {2, 7, 31}) {
            Dataset<Row> table = Work.table(cluster.session(), Work.TENSORS, partitions, Work::tensor);
            assertThat(Work.hashes(transformer.transform(table)))
                    .as(partitions + " partitions")
                    .isEqualTo(expected);
        }
        Dataset<Row> mixed =
                Work.table(cluster.session(), Work.TENSORS, 3, Work::tensor).repartition(5, functions.expr("hash(id)"));
        assertThat(Work.hashes(transformer.transform(mixed))).isEqualTo(expected);
        Dataset<Row> filtered = transformer
                .transform(Work.table(cluster.session(), Work.TENSORS, 3, Work::tensor))
                .limit(5);
        assertThat(filtered.collectAsList()).hasSize(5);
    }

    @Test
    void arraysOfFloatsGiveTheSame() {
        long rows = 500;
        DepthwiseTransformer transformer = Work.transformer(Work.TENSOR);
        transformer.setOutputBytes(false);
        StructType schema = new StructType()
                .add("id", DataTypes.LongType)
                .add("content", DataTypes.createArrayType(DataTypes.FloatType));
        Dataset<Row> arrays = cluster.session()
                .range(0, rows, 1, 3)
                .map(
                        (MapFunction<Long, Row>) id -> RowFactory.create(
                                id, ArraySeq$.MODULE$.make(Work.numbers(id, Work.count(Work.TENSOR)))),
                        Encoders.row(schema));
        Map<Long, Long> expected = Work.expectedTensors(rows);
        List<Row> results = transformer.transform(arrays).collectAsList();
        assertThat(results).hasSize((int) rows);
        for (Row row : results) {
            float[] values = numbers(results, row.getLong(0), "result");
            assertThat(Work.hash(Work.bytes(values))).isEqualTo(expected.get(row.getLong(0)));
        }
    }

    /** The sum over the numbers of a column, computed on the executors. */
    private static double sum(Dataset<Row> rows, String column) {
        int index = rows.schema().fieldIndex(column);
        return rows
                .map(
                        (MapFunction<Row, Double>) row -> {
                            double sum = 0;
                            for (Float number : row.<Float>getList(index)) {
                                sum += number;
                            }
                            return sum;
                        },
                        Encoders.DOUBLE())
                .collectAsList()
                .stream()
                .mapToDouble(Double::doubleValue)
                .sum();
    }

    @Test
    void arraysPassFromOneFunctionToTheNext() {
        long rows = 100;
        DepthwiseTransformer first = Work.transformer(Work.TENSOR);
        first.setInputFormat("float32");
        first.setOutputBytes(false);
        Dataset<Row> arrays = first.transform(Work.table(cluster.session(), rows, 3, Work::tensor));
        assertThat(arrays.schema())
                .isEqualTo(first.transformSchema(
                        Work.table(cluster.session(), 1, 1, Work::tensor).schema()));
        int[] shape = {Work.TENSOR[0], Work.TENSOR[1], Work.TENSOR[2] * 2};
        for (boolean bytes : new boolean[] {false, true}) {
            DepthwiseTransformer second = Work.transformer(shape);
            second.setInputCol("result");
            second.setOutputCol("after");
            second.setOutputBytes(bytes);
            Dataset<Row> after = second.transform(arrays);
            List<Row> collected = after.collectAsList();
            double expected = 0;
            Map<Long, Long> hashes = Work.expected(rows, id -> numbers(collected, id, "result"), shape);
            for (Row row : collected) {
                byte[] result = bytes
                        ? (byte[]) row.get(row.fieldIndex("after"))
                        : Work.bytes(numbers(collected, row.getLong(0), "after"));
                assertThat(Work.hash(result)).isEqualTo(hashes.get(row.getLong(0)));
                for (float number : numbers(collected, row.getLong(0), "result")) {
                    expected += number;
                }
            }
            assertThat(sum(after, "result")).isCloseTo(expected, within(1e-6 * Math.abs(expected)));
        }
    }

    private static float[] numbers(List<Row> rows, long id, String column) {
        Row row =
                rows.stream().filter(each -> each.getLong(0) == id).findFirst().orElseThrow();
        List<Float> numbers = row.getList(row.fieldIndex(column));
        float[] values = new float[numbers.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = numbers.get(i);
        }
        return values;
    }

    @Test
    void sparkMakesNoObjectOfEachNumber() {
        DepthwiseTransformer transformer = Work.transformer(Work.TENSOR);
        transformer.setInputFormat("float32");
        transformer.setOutputBytes(false);
        Dataset<Row> table = Work.table(cluster.session(), 10, 1, Work::tensor);
        Dataset<Row> once = transformer.transform(table);
        DepthwiseTransformer second = Work.transformer(Work.TENSOR[0], Work.TENSOR[1], Work.TENSOR[2] * 2);
        second.setInputCol("result");
        second.setOutputCol("after");
        for (Dataset<Row> each : List.of(once, second.transform(once))) {
            String plan = ((org.apache.spark.sql.classic.Dataset<Row>) each)
                    .queryExecution()
                    .optimizedPlan()
                    .toString();
            assertThat(plan).contains("fromPrimitiveArray").doesNotContain("mapobjects");
        }
    }

    private static float[] pixels(long id) {
        byte[] colors;
        int channels;
        try {
            var picture = PictureReader.read(Work.picture(id, Work.PICTURE[0], Work.PICTURE[1]));
            colors = picture.colors();
            channels = picture.channels();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        float[] values = new float[Work.count(Work.PICTURE)];
        for (int i = 0; i < values.length; i++) {
            values[i] = Byte.toUnsignedInt(colors[channels == 3 ? i : i / 3]) * 0.5f - 3;
        }
        return values;
    }

    @Test
    void picturesFromFilesHaveTheBitsOfOneProcess() throws IOException {
        Path pictures = Files.createDirectory(folder.resolve("pictures"));
        Work.writePictures(pictures, Work.PICTURES, Work.PICTURE[0], Work.PICTURE[1]);
        Map<Long, Long> expected = Work.expected(Work.PICTURES, ResultsTest::pixels, Work.PICTURE);
        DepthwiseTransformer transformer = Work.transformer(Work.PICTURE);
        transformer.setPixels(0.5, -3);
        Dataset<Row> files = cluster.session()
                .read()
                .format("binaryFile")
                .load(pictures.toString())
                .withColumn("id", functions.expr("cast(element_at(split(path, '/'), -1) as bigint)"));
        assertThat(Work.hashes(transformer.transform(files))).isEqualTo(expected);
        assertThat(Work.hashes(transformer.transform(files.repartition(9)))).isEqualTo(expected);
    }

    @Test
    void aNetworkHasTheBitsOfOneProcess() throws IOException {
        int rows = 12;
        NetworkTransformer transformer = new NetworkTransformer();
        transformer.setOutputBytes(true);
        transformer.setInputFormat("float32");
        try (Network network = Network.load(RELU, 4)) {
            int size = Math.toIntExact(network.inputShapes().get(0).elementCount()) / 4;
            transformer.setNetwork(NetworkSpec.read(RELU, NetworkOptions.defaults()));
            transformer.setBatchSize(4);
            Dataset<Row> table = Work.table(cluster.session(), rows, 3, id -> Work.bytes(Work.numbers(id, size)));
            Map<Long, Long> found = Work.hashes(transformer.transform(table));
            assertThat(found).hasSize(rows);
            for (long id = 0; id < rows; id++) {
                float[] batch = Arrays.copyOf(Work.numbers(id, size), 4 * size);
                try (Tensor input = Tensor.of(batch, network.inputShapes().get(0));
                        Tensor output = network.run(input).get(0)) {
                    float[] one = Arrays.copyOf(output.toFloatArray(), output.toFloatArray().length / 4);
                    assertThat(found.get(id)).isEqualTo(Work.hash(Work.bytes(one)));
                }
            }
        }
    }

    @Test
    void brokenPicturesAreCountedAndReportedByTheErrorMode() throws IOException {
        Path pictures = Files.createDirectory(folder.resolve("broken"));
        int good = 40;
        Work.writePictures(pictures, good, Work.PICTURE[0], Work.PICTURE[1]);
        byte[] whole = Files.readAllBytes(pictures.resolve("1"));
        Files.write(pictures.resolve("1000"), Arrays.copyOf(whole, whole.length / 2));
        Files.write(pictures.resolve("1001"), new byte[] {1, 2, 3});
        Files.write(pictures.resolve("1002"), Work.picture(7, 9, 9));
        // The source of Spark leaves empty files out.
        Files.write(pictures.resolve("1003"), new byte[0]);
        Dataset<Row> files = cluster.session().read().format("binaryFile").load(pictures.toString());
        DepthwiseTransformer transformer = Work.transformer(Work.PICTURE);
        transformer.setErrorMode("null");
        transformer.setReasonCol("why");
        List<Row> results = transformer.transform(files).collectAsList();
        assertThat(results).hasSize(good + 3);
        List<String> reasons = new ArrayList<>();
        for (Row row : results) {
            boolean broken = row.getString(row.fieldIndex("path")).contains("/100");
            assertThat(row.isNullAt(row.fieldIndex("result"))).isEqualTo(broken);
            assertThat(row.isNullAt(row.fieldIndex("why"))).isEqualTo(!broken);
            if (broken) {
                reasons.add(row.getString(row.fieldIndex("why")));
            }
        }
        assertThat(reasons)
                .hasSize(3)
                .anyMatch(reason -> reason.contains("9 rows and 9 columns, but the shape is [12, 16, 3]"))
                .anyMatch(reason -> reason.contains("not a picture"));
        transformer.setErrorMode("fail");
        assertThatThrownBy(() -> transformer.transform(files).collectAsList())
                .hasStackTraceContaining("a row file:")
                .hasStackTraceContaining("cannot be computed")
                .hasStackTraceContaining("errorMode");
    }

    @Test
    void rowsWithoutTheirNumbersAreReported() {
        Float[] good = new Float[Work.count(Work.TENSOR)];
        Arrays.fill(good, 1f);
        Float[] hole = good.clone();
        hole[3] = null;
        StructType schema = new StructType().add("content", DataTypes.createArrayType(DataTypes.FloatType));
        Dataset<Row> table = cluster.session()
                .createDataFrame(
                        List.of(
                                RowFactory.create((Object) null),
                                RowFactory.create((Object) hole),
                                RowFactory.create((Object) Arrays.copyOf(good, 7)),
                                RowFactory.create((Object) good)),
                        schema);
        DepthwiseTransformer transformer = Work.transformer(Work.TENSOR);
        transformer.setErrorMode("null");
        List<Row> results = transformer.transform(table).collectAsList();
        String[] reasons = {"the input is null", "number 3 of the input is null", "the input has 7 numbers", null};
        assertThat(results).hasSize(reasons.length);
        for (int i = 0; i < reasons.length; i++) {
            Row row = results.get(i);
            assertThat(row.isNullAt(row.fieldIndex("result"))).isEqualTo(reasons[i] != null);
            String reason = row.getString(row.fieldIndex("reason"));
            if (reasons[i] == null) {
                assertThat(reason).isNull();
            } else {
                assertThat(reason).startsWith(reasons[i]);
            }
        }
        transformer.setErrorMode("fail");
        assertThatThrownBy(() -> transformer.transform(table).collectAsList())
                .hasStackTraceContaining("a row cannot be computed: ");
    }

    /** The values of all parameters; those that are arrays have no text. */
    private static List<String> params(PipelineStage stage) {
        return Arrays.stream(stage.params())
                .map(ResultsTest::cast)
                .map(param -> param.name() + " "
                        + (stage.isDefined(param) ? param.jsonEncode(stage.getOrDefault(param)) : "none"))
                .toList();
    }

    @SuppressWarnings("unchecked")
    private static Param<Object> cast(Param<?> param) {
        return (Param<Object>) param;
    }

    @Test
    void aSavedTransformerIsTheSameAfterLoading() throws IOException {
        DepthwiseTransformer transformer = Work.transformer(Work.TENSOR);
        transformer.setInputFormat("float32");
        transformer.setErrorMode("null");
        String path = folder.resolve("saved").toString();
        transformer.write().overwrite().save(path);
        DepthwiseTransformer loaded = DepthwiseTransformer.load(path);
        assertThat(loaded.uid()).isEqualTo(transformer.uid());
        assertThat(params(loaded)).isEqualTo(params(transformer));
        Dataset<Row> table = Work.table(cluster.session(), 30, 2, Work::tensor);
        assertThat(Work.hashes(loaded.transform(table))).isEqualTo(Work.expectedTensors(30));

        NetworkTransformer network = new NetworkTransformer();
        network.setNetwork(NetworkSpec.read(RELU, NetworkOptions.defaults()));
        network.setInputCol("result");
        network.setOutputCol("after");
        network.setOutput(0);
        PipelineModel pipeline = new Pipeline()
                .setStages(new PipelineStage[] {transformer, network})
                .fit(table);
        String pipelinePath = folder.resolve("pipeline").toString();
        pipeline.write().overwrite().save(pipelinePath);
        PipelineModel read = PipelineModel.load(pipelinePath);
        assertThat(params(read.stages()[0])).isEqualTo(params(transformer));
        assertThat(params(read.stages()[1])).isEqualTo(params(network));
        assertThat(((NetworkTransformer) read.stages()[1]).copy(ParamMap.empty()))
                .isInstanceOf(NetworkTransformer.class);
    }

    @Test
    void theDriverRefusesWhatCannotWork() {
        Dataset<Row> table = Work.table(cluster.session(), 1, 1, Work::tensor);
        DepthwiseTransformer transformer = new DepthwiseTransformer();
        assertThatThrownBy(() -> transformer.transform(table)).hasMessageContaining("operation is not set");
        transformer.setOperation(Work.operation(4));
        assertThatThrownBy(() -> transformer.transform(table)).hasMessageContaining("shape is not set");
        transformer.setShape(List.of(6, 5, 3));
        assertThatThrownBy(() -> transformer.transform(table)).hasMessageContaining("depth");
        transformer.setShape(6, 5, 4);
        transformer.setInputCol("missing");
        assertThatThrownBy(() -> transformer.transform(table)).hasMessageContaining("missing");
        transformer.setInputCol("id");
        assertThatThrownBy(() -> transformer.transform(table)).hasMessageContaining("bigint");
        transformer.setInputCol("content");
        transformer.setOutputCol("id");
        assertThatThrownBy(() -> transformer.transform(table)).hasMessageContaining("already");
        assertThatThrownBy(() -> transformer.setBatchSize(0)).hasMessageContaining("batchSize = 0");
        assertThatThrownBy(() -> transformer.setErrorMode("skip")).hasMessageContaining("skip");
    }

    @Test
    void afterAJobExecutorsHoldNothingAndHaveFewThreads() throws Exception {
        DepthwiseTransformer transformer = Work.transformer(Work.TENSOR);
        transformer.setInputFormat("float32");
        Work.hashes(transformer.transform(Work.table(cluster.session(), 2_000, 8, Work::tensor)));
        long most = Runtime.getRuntime().availableProcessors() + 4L;
        assertThat(cluster.onEveryExecutor(task -> Long.toString(Thread.getAllStackTraces().keySet().stream()
                                .filter(thread -> thread.getName().startsWith("depthwise4j"))
                                .count()))
                        .values())
                .allSatisfy(count -> assertThat(Long.parseLong(count)).isLessThanOrEqualTo(most));
        Executors.awaitNothingNative(cluster);
    }
}
