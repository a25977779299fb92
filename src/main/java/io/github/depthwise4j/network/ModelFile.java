package io.github.depthwise4j.network;

import io.github.depthwise4j.errors.FileFormatException;
import io.github.depthwise4j.memory.CloseStack;
import io.github.depthwise4j.network.graph.Graph;
import io.github.depthwise4j.network.tflite.Importer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Reads files of models. */
final class ModelFile {
    private static final int LARGEST = Integer.MAX_VALUE - 64;
    private static final int IDENTIFIER_END = 8;
    private static final int PIECE = 1 << 18;

    private ModelFile() {}

    /**
     * The graph of a model.
     *
     * @param batch the number of images of a run, or 0 for that of the file
     * @param weights closes the tensors of the graph
     */
    static Graph read(Path file, int batch, CloseStack weights) throws IOException {
        return Importer.read(ByteBuffer.wrap(bytes(file)), batch, weights);
    }

    /** Reads the whole file, unless its beginning says that it is something else. */
    static byte[] bytes(Path file) throws IOException {
        // Before it is opened: to open a named pipe waits until somebody writes. Reading a directory fails with the
        // reason.
        if (Files.exists(file) && !Files.isRegularFile(file) && !Files.isDirectory(file)) {
            throw new FileFormatException("a model must be a regular file; copy it to one");
        }
        try (InputStream in = Files.newInputStream(file)) {
            long size = Files.size(file);
            if (size > LARGEST) {
                throw new FileFormatException("the file has " + size
                        + " bytes, but models of at most 2 GB are supported; use a smaller model");
            }
            byte[] first = in.readNBytes(IDENTIFIER_END);
            Importer.checkIdentifier(ByteBuffer.wrap(first));
            byte[] all = Arrays.copyOf(first, (int) size);
            int read = readPieces(in, all, first.length);
            if (read < all.length || in.read() >= 0) {
                throw new IOException(file + " had " + size
                        + " bytes and got longer or shorter while it was read; load it again when it is complete");
            }
            return all;
        }
    }

    /** Fills the array from an index on, and returns how many bytes it holds then: fewer if the file ends before. */
    private static int readPieces(InputStream in, byte[] all, int from) throws IOException {
        int filled = from;
        int count = 0;
        while (filled < all.length && count >= 0) {
            // Java copies through a buffer of its own, as large as what is asked for, and keeps it.
            count = in.read(all, filled, Math.min(PIECE, all.length - filled));
            filled += Math.max(count, 0);
        }
        return filled;
    }

    /** The name of the file without its ending. */
    static String nameOf(Path file) {
        Path last = file.getFileName();
        String name = last == null ? "" : last.toString();
        return name.endsWith(".tflite") ? name.substring(0, name.length() - ".tflite".length()) : name;
    }
}
