package io.github.depthwise4j.spark;

import java.util.Iterator;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;

/**
 * The rows of a partition with a result that is not computed: the bytes of the input, again and again, until it is as
 * large as the result of the load. What this takes is what Spark takes by itself for such rows. One array is filled for
 * all rows, as in the transformer.
 */
final class PassedRows implements Iterator<Row> {
    private final Iterator<Row> rows;
    private final int content;
    private final byte[] result;

    private PassedRows(Iterator<Row> rows, int content, int size) {
        this.rows = rows;
        this.content = content;
        this.result = new byte[size];
    }

    static Dataset<Row> transform(Dataset<Row> rows, Load load) {
        int content = rows.schema().fieldIndex("content");
        int size = load.resultBytes();
        return rows.mapPartitions(
                (MapPartitionsFunction<Row, Row>) partition -> new PassedRows(partition, content, size),
                Encoders.row(rows.schema().add("result", DataTypes.BinaryType)));
    }

    static void fill(byte[] result, byte[] input) {
        for (int i = 0; i < result.length; i += input.length) {
            System.arraycopy(input, 0, result, i, Math.min(input.length, result.length - i));
        }
    }

    @Override
    public boolean hasNext() {
        return rows.hasNext();
    }

    @Override
    public Row next() {
        Row row = rows.next();
        Object[] values = new Object[row.size() + 1];
        for (int i = 0; i < row.size(); i++) {
            values[i] = row.get(i);
        }
        fill(result, (byte[]) row.get(content));
        values[row.size()] = result;
        return RowFactory.create(values);
    }
}
