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

/** Reads files of models. */
final class ModelFile {
    private static final int LARGEST = Integer.MAX_VALUE - 64;
    private static final int IDENTIFIER_END = 8;

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
        try (InputStream in = Files.newInputStream(file)) {
            // Reading a directory fails with the reason.
            if (!Files.isRegularFile(file) && !Files.isDirectory(file)) {
                throw new FileFormatException("a model must be a regular file; copy it to one");
            }
            if (Files.size(file) > LARGEST) {
                throw new FileFormatException("the file has " + Files.size(file)
                        + " bytes, but models of at most 2 GB are supported; use a smaller model");
            }
            byte[] first = in.readNBytes(IDENTIFIER_END);
            Importer.checkIdentifier(ByteBuffer.wrap(first));
            byte[] rest = in.readNBytes(LARGEST - IDENTIFIER_END);
            byte[] all = new byte[first.length + rest.length];
            System.arraycopy(first, 0, all, 0, first.length);
            System.arraycopy(rest, 0, all, first.length, rest.length);
            return all;
        }
    }

    /** The name of the file without its ending. */
    static String nameOf(Path file) {
        Path last = file.getFileName();
        String name = last == null ? "" : last.toString();
        return name.endsWith(".tflite") ? name.substring(0, name.length() - ".tflite".length()) : name;
    }
}
