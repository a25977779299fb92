package io.github.depthwise4j.cli.io;

import io.github.depthwise4j.numpy.NpyFile;
import io.github.depthwise4j.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Path;

/** Tensors in files. */
public final class TensorFiles {
    private TensorFiles() {}

    /**
     * Reads a {@code .npy} file; the caller closes the tensor.
     *
     * @throws CommandFailure if the file cannot be read
     */
    public static Tensor read(Path file) {
        try {
            return NpyFile.read(file);
        } catch (IOException e) {
            throw FileErrors.cannotRead(file, e);
        }
    }
}
