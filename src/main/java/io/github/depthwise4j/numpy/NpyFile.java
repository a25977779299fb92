package io.github.depthwise4j.numpy;

import io.github.depthwise4j.files.AtomicFile;
import io.github.depthwise4j.tensor.Tensor;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** One array in a {@code .npy} file, as {@code numpy.save} writes it and {@code numpy.load} reads it. */
public final class NpyFile {
    private NpyFile() {}

    /**
     * Reads the array of a file, float32 or float64, in either byte order, in C or Fortran order, as float32 in C
     * order; the caller closes the tensor.
     *
     * @throws io.github.depthwise4j.files.FileFormatException if the file is not what it should be
     * @throws IOException if it cannot be read
     */
    public static Tensor read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            // A pipe has no size; the reader then finds out while it reads.
            long size = Files.isRegularFile(file) ? Files.size(file) : -1;
            return new NpyReader(in, size).read();
        }
    }

    /** Writes a tensor as float32 in C order; an old file is replaced only when the new one is complete. */
    public static void write(Path file, Tensor tensor) throws IOException {
        new AtomicFile(file).write(out -> write(out, tensor));
    }

    /** Writes a tensor as float32 in C order to a stream, which is not closed. */
    public static void write(OutputStream out, Tensor tensor) throws IOException {
        NpyWriter.write(tensor, out);
    }
}
