package io.github.depthwise4j.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.depthwise4j.tensor.Tensor;
import java.util.Arrays;
import java.util.Iterator;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

/** A partition without a cluster. */
class BatchIteratorTest {
    private static final int ROWS = 1_000;
    private static final StructType SCHEMA = new StructType().add("content", DataTypes.BinaryType);

    private int taken;

    private Iterator<Row> results(Iterator<Row> rows) {
        DepthwiseTransformer transformer = Work.transformer(Work.TENSOR);
        transformer.setInputFormat("float32");
        BatchSettings settings = new BatchSettings(0, -1, BatchSettings.Format.FLOAT32, true, true, 1, 0);
        return new BatchIterator(rows, transformer.source(SCHEMA), settings);
    }

    private Iterator<Row> rows(int broken) {
        return IntStream.range(0, ROWS)
                .mapToObj(i -> {
                    taken++;
                    return RowFactory.create((Object) (i % broken == 0 ? new byte[3] : Work.tensor(i)));
                })
                .iterator();
    }

    @Test
    void rowsThatCannotBeReadDoNotPileUp() {
        Iterator<Row> results = results(rows(1));
        assertThat(results.next().getString(2)).contains("3 bytes");
        assertThat(taken).isLessThanOrEqualTo(Work.BATCH);
        int count = 1;
        for (; results.hasNext(); count++) {
            assertThat(results.next().isNullAt(1)).isTrue();
        }
        assertThat(count).isEqualTo(ROWS);
    }

    @Test
    void rowsKeepTheirOrderAndThePartitionLeavesNothingNative() {
        long before = Tensor.openCount();
        var expected = Work.expectedTensors(ROWS);
        Iterator<Row> results = results(rows(7));
        for (long i = 0; i < ROWS; i++) {
            Row row = results.next();
            if (i % 7 == 0) {
                assertThat(row.isNullAt(1)).isTrue();
            } else {
                assertThat(Arrays.equals((byte[]) row.get(0), Work.tensor(i))).isTrue();
                assertThat(Work.hash((byte[]) row.get(1))).as("row " + i).isEqualTo(expected.get(i));
            }
        }
        assertThat(results.hasNext()).isFalse();
        assertThat(Tensor.openCount()).isEqualTo(before);
    }

    /** Arrays of megabytes for each row take longer to make than to fill. */
    @Test
    void allResultsOfAPartitionComeInOneArray() {
        Iterator<Row> results = results(rows(ROWS));
        results.next();
        Object first = results.next().get(1);
        results.forEachRemaining(row -> assertThat(row.get(1)).isSameAs(first));
    }
}
