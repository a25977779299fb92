package io.github.depthwise4j.spark;

import java.util.Iterator;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;

/** Sends a partition through the model; sent to the tasks. */
final class BatchFunction implements MapPartitionsFunction<Row, Row> {
    private static final long serialVersionUID = 1L;

    private final Broadcast<ModelSource> source;
    private final BatchSettings settings;

    BatchFunction(Broadcast<ModelSource> source, BatchSettings settings) {
        this.source = source;
        this.settings = settings;
    }

    @Override
    public Iterator<Row> call(Iterator<Row> rows) {
        return new BatchIterator(rows, source.value(), settings);
    }
}
