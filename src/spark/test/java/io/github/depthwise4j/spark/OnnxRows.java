package io.github.depthwise4j.spark;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;

/** The rows of a partition with what ONNX Runtime computes from their pictures, in the same batches. */
final class OnnxRows implements Iterator<Row> {
    private final Iterator<Row> rows;
    private final Load load;
    private final int content;
    private final OrtSession session;
    private final float[] pixels;
    private final float[] batch;
    private final Queue<Row> results = new ArrayDeque<>();

    private OnnxRows(Iterator<Row> rows, Load load, int content) throws OrtException {
        this.rows = rows;
        this.load = load;
        this.content = content;
        this.session = OnnxConvolution.session(load);
        this.pixels = new float[load.size()];
        this.batch = new float[Load.BATCH * load.size()];
    }

    /** The table with a column of results, whose numbers are in the order NCHW. */
    static Dataset<Row> transform(Dataset<Row> files, Load load) {
        int content = files.schema().fieldIndex("content");
        return files.mapPartitions(
                (MapPartitionsFunction<Row, Row>) rows -> new OnnxRows(rows, load, content),
                Encoders.row(files.schema().add("result", DataTypes.BinaryType)));
    }

    @Override
    public boolean hasNext() {
        return !results.isEmpty() || rows.hasNext();
    }

    @Override
    public Row next() {
        if (results.isEmpty()) {
            compute();
        }
        return results.remove();
    }

    private void compute() {
        List<Row> read = new ArrayList<>();
        try {
            while (read.size() < Load.BATCH && rows.hasNext()) {
                Row row = rows.next();
                SingleJvm.pixels((byte[]) row.get(content), load.scale(), pixels);
                OnnxConvolution.toChannelsFirst(pixels, 3, batch, read.size() * pixels.length);
                read.add(row);
            }
            float[] output = OnnxConvolution.run(session, batch, Load.BATCH, 3, load.shape[0], load.shape[1]);
            int size = output.length / Load.BATCH;
            for (int i = 0; i < read.size(); i++) {
                ByteBuffer bytes = ByteBuffer.allocate(size * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
                bytes.asFloatBuffer().put(output, i * size, size);
                Object[] values = new Object[read.get(i).size() + 1];
                for (int c = 0; c < values.length - 1; c++) {
                    values[c] = read.get(i).get(c);
                }
                values[values.length - 1] = bytes.array();
                results.add(RowFactory.create(values));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        }
    }
}
