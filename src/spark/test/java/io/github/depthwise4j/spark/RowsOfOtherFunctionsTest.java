package io.github.depthwise4j.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.depthwise4j.DepthwiseConv2d;
import io.github.depthwise4j.problem.Padding;
import io.github.depthwise4j.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import scala.jdk.javaapi.CollectionConverters;

/**
 * A function before the transformer may put any kind of array into a row, and one after it may keep the rows. Between
 * two functions Spark would hand on the rows as they are.
 */
class RowsOfOtherFunctionsTest {
    private static final int NUMBERS = 4 * 4 * 2;
    /** More than a batch. */
    private static final int ROWS = 40;

    private static SparkSession spark;

    @BeforeAll
    static void start() {
        spark = SparkSession.builder()
                .master("local[1]")
                .config("spark.ui.enabled", "false")
                .config("spark.driver.bindAddress", "127.0.0.1")
                .getOrCreate();
    }

    @AfterAll
    static void stop() {
        spark.stop();
        SparkSession.clearActiveSession();
        SparkSession.clearDefaultSession();
    }

    static Stream<Arguments> kinds() {
        List<Arguments> all = new ArrayList<>();
        for (boolean nulls : new boolean[] {false, true}) {
            for (String kind : List.of("Seq", "float[]", "Float[]")) {
                for (boolean bytes : new boolean[] {false, true}) {
                    all.add(Arguments.of(nulls, kind, bytes));
                }
            }
        }
        return all.stream();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void anyKindOfArrayIsRead(boolean nulls, String kind, boolean bytes) {
        StructType type = new StructType().add("array", DataTypes.createArrayType(DataTypes.FloatType, nulls), false);
        MapPartitionsFunction<Row, Row> before = rows -> {
            List<Row> all = new ArrayList<>();
            rows.forEachRemaining(row -> all.add(RowFactory.create(array(kind, row.getLong(0)))));
            return all.iterator();
        };
        Dataset<Row> rows = spark.range(5).toDF().mapPartitions(before, Encoders.row(type));
        List<Row> results = transformer(bytes).transform(rows).collectAsList();
        assertThat(results).hasSize(5);
        for (int i = 0; i < 5; i++) {
            Object result = results.get(i).get(1);
            assertThat(results.get(i).<Float>getList(0)).hasSize(NUMBERS).startsWith((float) i, i + 1f);
            if (bytes) {
                assertThat((byte[]) result).hasSize(NUMBERS * Float.BYTES);
            } else {
                assertThat(results.get(i).<Float>getList(1)).hasSize(NUMBERS).doesNotContainNull();
            }
        }
    }

    /** The transformer fills one array for all rows of a partition. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aFunctionAfterTheTransformerMayKeepRows(boolean bytes) {
        StructType type = new StructType().add("array", DataTypes.createArrayType(DataTypes.FloatType, false), false);
        Dataset<Row> rows = spark.range(0, ROWS, 1, 1)
                .map((MapFunction<Long, Row>) id -> RowFactory.create(array("Float[]", id)), Encoders.row(type));
        Dataset<Row> results = transformer(bytes).transform(rows);
        List<String> expected =
                results.collectAsList().stream().map(row -> text(row.get(1))).toList();
        assertThat(expected).hasSize(ROWS).doesNotHaveDuplicates();
        MapPartitionsFunction<Row, String> after = partition -> {
            List<Row> kept = new ArrayList<>();
            partition.forEachRemaining(kept::add);
            return kept.stream().map(row -> text(row.get(1))).iterator();
        };
        assertThat(results.mapPartitions(after, Encoders.STRING()).collectAsList())
                .isEqualTo(expected);
    }

    private static String text(Object result) {
        return result instanceof byte[] bytes ? Arrays.toString(bytes) : result.toString();
    }

    private static Object array(String kind, long first) {
        float[] numbers = new float[NUMBERS];
        Float[] boxed = new Float[NUMBERS];
        for (int i = 0; i < NUMBERS; i++) {
            numbers[i] = first + i;
            boxed[i] = numbers[i];
        }
        return switch (kind) {
            case "Seq" -> CollectionConverters.asScala(Arrays.asList(boxed)).toSeq();
            case "float[]" -> numbers;
            default -> boxed;
        };
    }

    private static DepthwiseTransformer transformer(boolean bytes) {
        float[] weights = new float[3 * 3 * 2];
        Arrays.fill(weights, 0.5f);
        DepthwiseTransformer transformer = new DepthwiseTransformer();
        try (Tensor filter = Tensor.of(weights, 3, 3, 2, 1)) {
            transformer.setOperation(
                    DepthwiseConv2d.builder(filter).padding(Padding.SAME).spec());
        }
        transformer.setShape(4, 4, 2);
        transformer.setInputCol("array");
        transformer.setOutputBytes(bytes);
        return transformer;
    }
}
