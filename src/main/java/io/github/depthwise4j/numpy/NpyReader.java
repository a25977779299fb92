package io.github.depthwise4j.numpy;

import io.github.depthwise4j.errors.FileFormatException;
import io.github.depthwise4j.memory.FloatParts;
import io.github.depthwise4j.memory.NativeMemory;
import io.github.depthwise4j.memory.TensorMemory;
import io.github.depthwise4j.tensor.DataType;
import io.github.depthwise4j.tensor.Shape;
import io.github.depthwise4j.tensor.Tensor;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads one array in NumPy's {@code .npy} format from a stream into a tensor. It reads in small pieces, so it needs
 * little memory beside the tensor.
 */
final class NpyReader {
    private static final int LARGEST_PIECE = 1 << 13;

    private final InputStream in;
    private final long streamBytes;

    /**
     * @param in the stream, read to its end, not closed
     * @param streamBytes how many bytes the stream has, or -1 if that is unknown. If it is known, a file with a wrong
     *     shape is refused before memory is allocated
     */
    NpyReader(InputStream in, long streamBytes) {
        this.in = in;
        this.streamBytes = streamBytes;
    }

    /** Reads an array of any shape; the caller closes it. */
    Tensor read() throws IOException {
        return read(null);
    }

    /** Reads an array, which must have the needed shape unless that is null; the caller closes it. */
    Tensor read(@Nullable Shape needed) throws IOException {
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
        long count = header.shape().elementCount();
        int most = (int) Math.min(LARGEST_PIECE, count);
        byte[] bytes = new byte[most * byteSize];
        float[] values = new float[most];
        for (long done = 0; done < count; ) {
            int piece = (int) Math.min(most, count - done);
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

    /** Takes the elements in the order of the file. */
    private interface Sink {
        void put(float[] values, int count, long firstIndex);
    }

    private record RowMajorOrder(NativeMemory memory) implements Sink {
        RowMajorOrder(Tensor tensor) {
            this(TensorMemory.memoryOf(tensor));
        }

        @Override
        public void put(float[] values, int count, long firstIndex) {
            memory.write(values, 0, firstIndex * Float.BYTES, count);
        }
    }

    /** Counts the coordinates up, the first axis fastest, and computes the row-major index of each. */
    private static final class FortranOrder implements Sink {
        private final long[] dims;
        private final long[] steps;
        private final long[] coordinates;
        private final FloatParts target;
        private long index;

        FortranOrder(Tensor tensor) {
            dims = tensor.shape().dims();
            steps = new long[dims.length];
            coordinates = new long[dims.length];
            long step = 1;
            for (int axis = dims.length - 1; axis >= 0; axis--) {
                steps[axis] = step;
                step *= dims[axis];
            }
            target = FloatParts.of(TensorMemory.memoryOf(tensor));
        }

        @Override
        public void put(float[] values, int count, long firstIndex) {
            for (int i = 0; i < count; i++) {
                target.put(index, values[i]);
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
