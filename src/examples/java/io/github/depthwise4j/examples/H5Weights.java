package io.github.depthwise4j.examples;

import io.github.depthwise4j.errors.FileFormatException;
import io.github.depthwise4j.tensor.Shape;
import io.github.depthwise4j.tensor.Tensor;
import io.jhdf.HdfFile;
import io.jhdf.api.Dataset;
import io.jhdf.api.dataset.ContiguousDataset;
import io.jhdf.object.datatype.DataType;
import io.jhdf.object.datatype.FloatingPoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.Callable;

/**
 * Weights from an HDF5 file of Keras, which may hold more than is asked for: {@code .weights.h5} of Keras 3 and
 * {@code .h5} of Keras 2. {@link H5Names} says which array has which name. Needs the library {@code io.jhdf:jhdf}.
 *
 * <p>Arrays of float32 and float64 can be read, stored as Keras stores them, in one piece. A float64 is rounded to the
 * nearest float32. A file with an array of bfloat16 is refused as a whole, because jHDF cannot list its group. Files
 * have at most 2,147,483,647 bytes. One thread at a time may use an object of this class.
 *
 * <p>A file that is damaged or cut off is refused with {@link UncheckedIOException}, but a wrong number among the
 * weights cannot be noticed, because Keras stores no checksums. The file is read where it lies, without a copy: it must
 * not change until the last array is read.
 *
 * <p>Do not read files of strangers in a process that matters. Damage cannot make an array larger than asked for. But
 * jHDF follows every entry of a directory, also if a small file lists the same things millions of times. A file made
 * for that takes time without end, or all of the heap: one of 57 KB filled 512 MB in 20 seconds. It is refused then,
 * but other threads may run out of memory before.
 */
public final class H5Weights implements Weights {
    private final Path file;
    private final H5Names names;

    private H5Weights(Path file, H5Names names) {
        this.file = file;
        this.names = names;
    }

    /**
     * {@return the weights in a file}
     *
     * @param file the file
     * @throws UncheckedIOException if it is no HDF5 file, or holds no arrays with names of layers, or cannot be read
     */
    public static H5Weights open(Path file) {
        try {
            ByteBuffer bytes = map(file);
            return new H5Weights(file, new H5Names(undamaged(() -> H5Names.find(HdfFile.fromByteBuffer(bytes)))));
        } catch (IOException e) {
            throw refused(file, e);
        }
    }

    /** jHDF reads a buffer without any copy; from a file it would first allocate whatever size the file claims. */
    private static ByteBuffer map(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            if (channel.size() > Integer.MAX_VALUE) {
                throw new FileFormatException("it has " + channel.size() + " bytes, but must have at most "
                        + Integer.MAX_VALUE + "; save the weights with numpy.savez");
            }
            return channel.map(MapMode.READ_ONLY, 0, channel.size());
        }
    }

    /** Runs jHDF, which throws all kinds of exceptions at damage, and leaves it to the stack to end circles. */
    private static <T> T undamaged(Callable<T> reading) throws FileFormatException {
        try {
            return reading.call();
        } catch (Exception | VirtualMachineError e) {
            throw new FileFormatException(
                    "it is no HDF5 file, damaged, cut off, or holds what jHDF cannot read (" + e
                            + "); copy the file again, or save float32 weights with Keras",
                    e);
        }
    }

    private static UncheckedIOException refused(Path file, IOException e) {
        String reason = e instanceof NoSuchFileException ? "there is no such file" : e.getMessage();
        return new UncheckedIOException(file + ": " + reason, e);
    }

    @Override
    public Tensor get(String name, long... shape) {
        Shape needed = Shape.of(shape);
        try {
            Dataset array = names.get(name);
            try {
                return Tensor.of(numbers(array, needed), needed);
            } catch (FileFormatException e) {
                throw new FileFormatException("array \"" + name + "\": " + e.getMessage(), e);
            }
        } catch (IOException e) {
            throw refused(file, e);
        }
    }

    private static FloatBuffer numbers(Dataset array, Shape needed) throws FileFormatException {
        Shape shape = undamaged(() -> Shape.of(array.getDimensionsAsLong()));
        if (!shape.equals(needed)) {
            throw new FileFormatException(
                    "the shape is " + shape + ", but must be " + needed + "; save the weights of such a network");
        }
        DataType type = array.getDataType();
        boolean single = isFloat(type, Float.BYTES, 8, 23);
        if (!single && !isFloat(type, Double.BYTES, 11, 52)) {
            throw new FileFormatException("the elements are of HDF5's type "
                    + type.getClass().getSimpleName() + " with "
                    + type.getSize() + " bytes, but only float32 and float64 can be read; convert in NumPy with "
                    + "array.astype('float32')");
        }
        if (!(array instanceof ContiguousDataset)) {
            throw new FileFormatException(
                    "it is stored in chunks or compressed, which Keras does not do; save the weights with Keras");
        }
        if (undamaged(array::isEmpty)) {
            throw new FileFormatException("it was never written; save the weights again");
        }
        ByteBuffer bytes = undamaged(((ContiguousDataset) array)::getBuffer);
        return single ? bytes.asFloatBuffer() : rounded(bytes.asDoubleBuffer());
    }

    /** The sizes of the parts tell IEEE's formats from others of as many bytes. */
    private static boolean isFloat(DataType type, int bytes, int exponentBits, int mantissaBits) {
        return type instanceof FloatingPoint number
                && number.getSize() == bytes
                && number.getExponentSize() == exponentBits
                && number.getMantissaSize() == mantissaBits;
    }

    private static FloatBuffer rounded(DoubleBuffer values) throws FileFormatException {
        float[] floats = new float[values.remaining()];
        for (int i = 0; i < floats.length; i++) {
            double value = values.get(i);
            floats[i] = (float) value;
            if (Float.isInfinite(floats[i]) && !Double.isInfinite(value)) {
                throw new FileFormatException("element " + i + " is " + value
                        + ", which float32 cannot hold (its largest number is " + Float.MAX_VALUE
                        + "); scale the values");
            }
        }
        return FloatBuffer.wrap(floats);
    }
}
