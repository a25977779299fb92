package io.github.depthwise4j.numpy;

import io.github.depthwise4j.files.FileFormatException;
import io.github.depthwise4j.memory.MemoryHolder;
import io.github.depthwise4j.memory.NativeMemory;
import io.github.depthwise4j.tensor.DataType;
import io.github.depthwise4j.tensor.Shape;
import io.github.depthwise4j.tensor.Tensor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.FloatBuffer;

/**
 * Reads one array in NumPy's {@code .npy} format from a stream into a tensor, piece by piece: beside the tensor itself
 * only a small buffer is held.
 */
final class NpyReader {
    private static final int ELEMENTS_PER_PIECE = 1 << 15;

    private final InputStream in;
    private final long streamBytes;

    /**
     * @param in the stream, read to its end, not closed
     * @param streamBytes how many bytes it holds, or -1 where that is not known; known, a file that lies about its
     *     shape is refused before memory is asked for
     */
    NpyReader(InputStream in, long streamBytes) {
        this.in = in;
        this.streamBytes = streamBytes;
    }

    /** The array, whatever its shape; the caller closes it. */
    Tensor read() throws IOException {
        return read(null);
    }

    /** The array, which must have the given shape unless that is null; the caller closes it. */
    Tensor read(Shape needed) throws IOException {
        NpyHeader header = NpyHeader.read(in);
        if (needed != null && !needed.equals(header.shape())) {
            throw new FileFormatException(
                    "the shape is " + header.shape() + ", but must be " + needed + "; save an array of that shape");
        }
        long expected = header.dataBytes();
        if (streamBytes >= 0 && streamBytes - header.byteSize() < expected) {
            throw truncated(header, streamBytes - header.byteSize());
        }
        Tensor tensor = Tensor.uninitialized(DataType.FLOAT32, header.shape().dims());
        try {
            readPieces(header, header.fortranOrder() ? new FortranOrder(tensor) : new RowMajorOrder(tensor));
            if (in.read() != -1) {
                throw new FileFormatException("more data follows than the " + expected + " bytes of shape "
                        + header.shape() + "; one array is expected, write the file with numpy.save");
            }
            return tensor;
        } catch (IOException | RuntimeException | Error e) {
            tensor.close();
            throw e;
        }
    }

    private void readPieces(NpyHeader header, Sink sink) throws IOException {
        int byteSize = header.element().byteSize();
        byte[] bytes = new byte[ELEMENTS_PER_PIECE * byteSize];
        float[] values = new float[ELEMENTS_PER_PIECE];
        long count = header.shape().elementCount();
        for (long done = 0; done < count; ) {
            int piece = (int) Math.min(ELEMENTS_PER_PIECE, count - done);
            int read = in.readNBytes(bytes, 0, piece * byteSize);
            if (read < piece * byteSize) {
                throw truncated(header, done * byteSize + read);
            }
            header.element().decode(bytes, values, piece, done);
            sink.put(values, piece, done);
            done += piece;
        }
    }

    private static FileFormatException truncated(NpyHeader header, long present) throws FileFormatException {
        return new FileFormatException("the data ends after " + present + " bytes, but shape " + header.shape()
                + " of type '" + header.element().descr() + "' needs " + header.dataBytes()
                + "; copy or write the file again");
    }

    /** Takes the elements in the order in which they stand in the file. */
    private interface Sink {
        void put(float[] values, int count, long firstIndex);
    }

    private record RowMajorOrder(NativeMemory memory) implements Sink {
        RowMajorOrder(Tensor tensor) {
            this(MemoryHolder.memoryOf(tensor));
        }

        @Override
        public void put(float[] values, int count, long firstIndex) {
            memory.write(values, 0, firstIndex * Float.BYTES, count);
        }
    }

    /** Counts the coordinates up with the first axis running fastest, and keeps the row-major index in step. */
    private static final class FortranOrder implements Sink {
        private final long[] dims;
        private final long[] steps;
        private final long[] coordinates;
        private final FloatBuffer target;
        private long index;

        FortranOrder(Tensor tensor) throws FileFormatException {
            dims = tensor.shape().dims();
            steps = new long[dims.length];
            coordinates = new long[dims.length];
            long step = 1;
            for (int axis = dims.length - 1; axis >= 0; axis--) {
                steps[axis] = step;
                step *= dims[axis];
            }
            if (step > Integer.MAX_VALUE / Float.BYTES) {
                throw new FileFormatException("an array in Fortran order can have at most 2 GiB, but shape "
                        + tensor.shape() + " has more; save numpy.ascontiguousarray(array)");
            }
            target = tensor.asFloatBuffer();
        }

        @Override
        public void put(float[] values, int count, long firstIndex) {
            for (int i = 0; i < count; i++) {
                target.put((int) index, values[i]);
                advance();
            }
        }

        private void advance() {
            for (int axis = 0; axis < dims.length; axis++) {
                index += steps[axis];
                if (++coordinates[axis] < dims[axis]) {
                    return;
                }
                index -= steps[axis] * dims[axis];
                coordinates[axis] = 0;
            }
        }
    }
}
