package io.github.depthwise4j.cli;

import io.github.depthwise4j.numpy.NpyFile;
import io.github.depthwise4j.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Path;

/** Tensors in files. */
final class TensorFiles {
    private TensorFiles() {}

    /**
     * Reads a {@code .npy} file; the caller closes the tensor.
     *
     * @throws CommandFailure if that is not possible
     */
    static Tensor read(Path file) {
        try {
            return NpyFile.read(file);
        } catch (IOException e) {
            throw FileErrors.cannotRead(file, e);
        }
    }
}
