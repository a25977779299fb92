package io.github.depthwise4j.numpy;

import io.github.depthwise4j.errors.FileFormatException;
import io.github.depthwise4j.files.AtomicFile;
import io.github.depthwise4j.tensor.Tensor;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/**
 * One array in a {@code .npy} file, as {@code numpy.save} writes it and {@code numpy.load} reads it.
 *
 * <p>Files of float32 and float64 can be read, in either byte order and in C or Fortran order. The tensor is float32 in
 * C order (row-major); a float64 is rounded to the nearest float32. Files are written as little-endian float32 in C
 * order.
 *
 * <p>The methods may be called by any number of threads. No argument may be null.
 */
public final class NpyFile {
    private NpyFile() {}

    /**
     * Reads the array of a file. The shape that the file claims is compared with the size of the file before memory is
     * allocated.
     *
     * @param file the file
     * @return the array, which the caller closes
     * @throws FileFormatException if the file is not a {@code .npy} file, is damaged, or has elements of another type
     * @throws IOException if the file cannot be read
     * @throws io.github.depthwise4j.errors.NativeMemoryException if there is no memory for the array
     */
    public static Tensor read(Path file) throws IOException {
        Objects.requireNonNull(file, "file");
        try (InputStream in = Files.newInputStream(file)) {
            // A pipe has no size; the reader notices a wrong one while it reads.
            long size = Files.isRegularFile(file) ? Files.size(file) : -1;
            return new NpyReader(in, size).read();
        }
    }

    /**
     * Reads the array of a stream, to the end of the stream.
     *
     * @param in the stream, which is not closed
     * @return the array, which the caller closes
     * @throws FileFormatException if the stream is not a {@code .npy} file, is damaged, or has elements of another type
     * @throws IOException if the stream cannot be read
     * @throws io.github.depthwise4j.errors.NativeMemoryException if there is no memory for the array
     */
    public static Tensor read(InputStream in) throws IOException {
        Objects.requireNonNull(in, "in");
        return new NpyReader(in, -1).read();
    }

    /**
     * Writes a tensor to a file. An old file is replaced only when the new one is complete.
     *
     * @param file the file
     * @param tensor the array
     * @throws IOException if the file cannot be written
     * @throws IllegalStateException if the tensor is closed
     */
    public static void write(Path file, Tensor tensor) throws IOException {
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(tensor, "tensor");
        new AtomicFile(file).write(out -> write(out, tensor));
    }

    /**
     * Writes a tensor to a stream.
     *
     * @param out the stream, which is not closed
     * @param tensor the array
     * @throws IOException if the stream cannot be written
     * @throws IllegalStateException if the tensor is closed
     */
    public static void write(OutputStream out, Tensor tensor) throws IOException {
        Objects.requireNonNull(out, "out");
        Objects.requireNonNull(tensor, "tensor");
        NpyWriter.write(tensor, out);
    }
}
