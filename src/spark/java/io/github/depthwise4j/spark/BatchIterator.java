package io.github.depthwise4j.spark;

import io.github.depthwise4j.errors.FileFormatException;
import io.github.depthwise4j.tensor.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.function.Consumer;
import org.apache.spark.TaskContext;
import org.apache.spark.TaskKilledException;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.util.TaskCompletionListener;

/**
 * The rows of a partition with their results. A batch is read and computed when its first row is asked for; a result is
 * copied to the heap when its row is, so that it is still in the cache when Spark copies it on. Every run is one of a
 * whole batch, also the last one, whose remaining places hold old numbers: so there is one plan, and a row has the same
 * bits wherever it stands in a partition.
 *
 * <p>All results come in the same array, which holds that of the last row only: who keeps rows must copy them. Spark
 * copies each row before it asks for the next one. To make an array for each row takes longer than to fill it, and Java
 * collects what is left.
 *
 * <p>The native memory and the share in the operation are given back when the partition ends, or when the task ends for
 * any other reason. For one thread.
 */
final class BatchIterator implements Iterator<Row> {
    /** The place of a row that could not be read. */
    private static final int NONE = -1;

    private final Iterator<Row> rows;
    private final ModelSource source;
    private final BatchSettings settings;
    private final TaskContext task = TaskContext.get();
    private final Queue<Computed> computed = new ArrayDeque<>();

    /** Null until the first batch, and again after the last. */
    private Batch batch;

    private RowReader reader;

    /** A {@code float[]} or a {@code byte[]}, and how the numbers of a result come into it. */
    private Object result;

    private Consumer<Tensor> toResult;

    BatchIterator(Iterator<Row> rows, ModelSource source, BatchSettings settings) {
        this.rows = rows;
        this.source = source;
        this.settings = settings;
    }

    /** A row of the batch, its place, and null or why it has none. */
    private record Computed(Row row, int place, String reason) {}

    @Override
    public boolean hasNext() {
        while (computed.isEmpty() && rows.hasNext()) {
            if (task != null && task.isInterrupted()) {
                throw new TaskKilledException("the task was cancelled between two batches");
            }
            if (batch == null) {
                open();
            }
            compute();
        }
        if (computed.isEmpty()) {
            close();
        }
        return !computed.isEmpty();
    }

    @Override
    public Row next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        Computed next = computed.remove();
        if (next.place() == NONE) {
            return with(next.row(), null, next.reason());
        }
        toResult.accept(batch.output(next.place()));
        return with(next.row(), result, null);
    }

    private void open() {
        batch = Batch.open(source);
        if (task != null) {
            task.addTaskCompletionListener((TaskCompletionListener) ended -> close());
        }
        reader = new RowReader(settings, batch.inputShape());
        int count = Math.toIntExact(batch.output(0).shape().elementCount());
        if (settings.bytes()) {
            ByteBuffer bytes = ByteBuffer.allocate(count * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            result = bytes.array();
            toResult = output -> output.copyTo(bytes.clear());
        } else {
            float[] values = new float[count];
            result = values;
            toResult = output -> output.copyTo(values);
        }
    }

    private void close() {
        Batch closed = batch;
        batch = null;
        if (closed != null) {
            closed.close();
        }
    }

    /**
     * Reads as many rows as the batch has places, and computes those that can be read. Places of the others stay free:
     * to look for more rows would collect all that are broken in memory.
     */
    private void compute() {
        int places = 0;
        while (computed.size() < batch.size() && rows.hasNext()) {
            Row row = rows.next();
            try {
                reader.read(row, batch.input(places));
                computed.add(new Computed(row, places, null));
                places++;
            } catch (FileFormatException e) {
                computed.add(new Computed(row, NONE, reason(row, e)));
            }
        }
        if (places > 0) {
            batch.run();
        }
    }

    private String reason(Row row, FileFormatException refusal) {
        if (settings.reasons()) {
            return refusal.getMessage();
        }
        String which = settings.path() < 0 ? "" : " " + row.get(settings.path());
        throw new IllegalArgumentException(
                "a row" + which + " cannot be computed: " + refusal.getMessage()
                        + "; or set errorMode to \"null\", which gives such rows null and a reason",
                refusal);
    }

    private Row with(Row row, Object added, String reason) {
        int columns = row.size();
        Object[] values = new Object[columns + (settings.reasons() ? 2 : 1)];
        for (int i = 0; i < columns; i++) {
            values[i] = row.get(i);
        }
        values[columns] = added;
        if (settings.reasons()) {
            values[columns + 1] = reason;
        }
        return RowFactory.create(values);
    }
}
