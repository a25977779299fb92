package io.github.depthwise4j.spark;

import io.github.depthwise4j.errors.FileFormatException;
import io.github.depthwise4j.tensor.DataType;
import io.github.depthwise4j.tensor.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Queue;
import org.apache.spark.TaskContext;
import org.apache.spark.TaskKilledException;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.util.TaskCompletionListener;
import scala.collection.mutable.ArraySeq$;

/**
 * The rows of a partition with their results. A batch is read and computed when its first row is asked for. Every run
 * is one of a whole batch, also the last one, whose remaining places hold old numbers: so there is one plan, and a row
 * has the same bits wherever it stands in a partition.
 *
 * <p>The native memory and the share in the operation are given back when the partition ends, or when the task ends for
 * any other reason. For one thread.
 */
final class BatchIterator implements Iterator<Row> {
    private final Iterator<Row> rows;
    private final ModelSource source;
    private final BatchSettings settings;
    private final TaskContext task = TaskContext.get();
    private final Queue<Row> results = new ArrayDeque<>();

    /** Null until the first batch, and again after the last. */
    private Open open;

    BatchIterator(Iterator<Row> rows, ModelSource source, BatchSettings settings) {
        this.rows = rows;
        this.source = source;
        this.settings = settings;
    }

    /** What the task holds outside the heap. */
    private record Open(Model model, Tensor input, Tensor output, RowReader reader, float[] results)
            implements AutoCloseable {
        static Open of(ModelSource source, BatchSettings settings) {
            Model model = source.open();
            Tensor input = null;
            try {
                RowReader reader = new RowReader(settings, model.inputShape());
                input = Tensor.allocate(DataType.FLOAT32, model.inputShape().dims());
                Tensor output = Tensor.uninitialized(DataType.FLOAT32, model.outputShape());
                long size = model.outputShape().elementCount();
                return new Open(model, input, output, reader, new float[Math.toIntExact(size)]);
            } catch (RuntimeException | Error e) {
                if (input != null) {
                    input.close();
                }
                model.close();
                throw e;
            }
        }

        int batch() {
            return (int) model.inputShape().dim(0);
        }

        @Override
        public void close() {
            output.close();
            input.close();
            model.close();
        }
    }

    @Override
    public boolean hasNext() {
        while (results.isEmpty() && rows.hasNext()) {
            if (task != null && task.isInterrupted()) {
                throw new TaskKilledException("the task was cancelled between two batches");
            }
            if (open == null) {
                open = Open.of(source, settings);
                if (task != null) {
                    task.addTaskCompletionListener((TaskCompletionListener) ended -> close());
                }
            }
            compute();
        }
        if (results.isEmpty()) {
            close();
        }
        return !results.isEmpty();
    }

    @Override
    public Row next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return results.remove();
    }

    private void close() {
        Open closed = open;
        open = null;
        if (closed != null) {
            closed.close();
        }
    }

    /** Reads rows until the batch is full, and computes it. */
    private void compute() {
        List<Row> read = new ArrayList<>();
        List<String> refused = new ArrayList<>();
        int places = 0;
        while (places < open.batch() && rows.hasNext()) {
            Row row = rows.next();
            String reason = null;
            try {
                open.reader.read(row, places);
                places++;
            } catch (FileFormatException e) {
                reason = reason(row, e);
            }
            read.add(row);
            refused.add(reason);
        }
        if (places > 0) {
            open.input.copyFrom(open.reader.batch());
            open.model.run(open.input, open.output);
            open.output.copyTo(open.results);
        }
        int place = 0;
        for (int i = 0; i < read.size(); i++) {
            String reason = refused.get(i);
            results.add(with(read.get(i), reason == null ? result(place++) : null, reason));
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

    private Object result(int place) {
        int size = open.results.length / open.batch();
        if (!settings.bytes()) {
            float[] values = new float[size];
            System.arraycopy(open.results, place * size, values, 0, size);
            // Spark takes a sequence of Scala, which is a view of the array here.
            return ArraySeq$.MODULE$.make(values);
        }
        ByteBuffer bytes = ByteBuffer.allocate(size * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(open.results, place * size, size);
        return bytes.array();
    }

    private Row with(Row row, Object result, String reason) {
        int columns = row.size();
        Object[] values = new Object[columns + (settings.reasons() ? 2 : 1)];
        for (int i = 0; i < columns; i++) {
            values[i] = row.get(i);
        }
        values[columns] = result;
        if (settings.reasons()) {
            values[columns + 1] = reason;
        }
        return RowFactory.create(values);
    }
}
