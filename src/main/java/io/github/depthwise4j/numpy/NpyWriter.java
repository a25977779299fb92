package io.github.depthwise4j.numpy;

import io.github.depthwise4j.memory.NativeMemory;
import io.github.depthwise4j.memory.TensorMemory;
import io.github.depthwise4j.tensor.Tensor;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Writes a tensor in NumPy's {@code .npy} format: version 1.0, little-endian float32, C order. */
final class NpyWriter {
    private static final int ELEMENTS_PER_PIECE = 1 << 15;

    private NpyWriter() {}

    /** Writes the whole tensor, which the caller keeps open; the stream is not closed. */
    static void write(Tensor tensor, OutputStream out) throws IOException {
        NpyHeader.write(tensor.shape(), out);
        NativeMemory memory = TensorMemory.memoryOf(tensor);
        if (!memory.acquire()) {
            throw new IllegalStateException("the tensor of shape " + tensor.shape() + " " + memory.refusal());
        }
        try {
            writeElements(memory, tensor.shape().elementCount(), out);
        } finally {
            memory.release();
        }
    }

    private static void writeElements(NativeMemory memory, long count, OutputStream out) throws IOException {
        float[] values = new float[ELEMENTS_PER_PIECE];
        byte[] bytes = new byte[ELEMENTS_PER_PIECE * Float.BYTES];
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        for (long done = 0; done < count; ) {
            int piece = (int) Math.min(ELEMENTS_PER_PIECE, count - done);
            memory.read(done * Float.BYTES, values, 0, piece);
            buffer.asFloatBuffer().put(values, 0, piece);
            out.write(bytes, 0, piece * Float.BYTES);
            done += piece;
        }
    }
}
