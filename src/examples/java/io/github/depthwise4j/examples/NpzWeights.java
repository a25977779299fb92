package io.github.depthwise4j.examples;

import io.github.depthwise4j.numpy.NpzFile;
import io.github.depthwise4j.tensor.Shape;
import io.github.depthwise4j.tensor.Tensor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** Weights from an archive of NumPy arrays ({@code .npz}), which may hold more than is asked for. */
public final class NpzWeights implements Weights {
    private final NpzFile archive;

    private NpzWeights(NpzFile archive) {
        this.archive = archive;
    }

    /**
     * {@return the weights in an archive, which the caller closes}
     *
     * @param file the archive
     * @throws UncheckedIOException if it is none, or cannot be read
     */
    public static NpzWeights open(Path file) {
        try {
            return new NpzWeights(NpzFile.open(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Tensor get(String name, long... shape) {
        try {
            return archive.read(name, Shape.of(shape));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            archive.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
