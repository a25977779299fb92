package io.github.depthwise4j.numpy;

import io.github.depthwise4j.files.AtomicFile;
import io.github.depthwise4j.files.FileFormatException;
import io.github.depthwise4j.tensor.Shape;
import io.github.depthwise4j.tensor.Tensor;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * Named arrays in a {@code .npz} archive, as {@code numpy.savez} and {@code numpy.savez_compressed} write it and
 * {@code numpy.load} reads it: a zip file with one {@code .npy} file for each array, under the array's name.
 *
 * <p>A name is a name, whatever its characters: nothing is ever written to a path it may look like. The sizes an
 * archive claims are compared with each other and with the size of the file before memory is asked for.
 *
 * <p>Every bad archive is refused with {@link FileFormatException}, whose message is one sentence that names the array,
 * not the file. An opened archive can be read by one thread at a time.
 */
public final class NpzFile implements Closeable {
    static final String SUFFIX = ".npy";
    /** Deflate can name 258 bytes in two bits, and never more. */
    private static final long LARGEST_EXPANSION = 1032;

    private static final int NAMES_SHOWN = 8;

    private final long fileBytes;
    private final ZipFile zip;
    private final Map<String, ZipEntry> members;

    private NpzFile(long fileBytes, ZipFile zip, Map<String, ZipEntry> members) {
        this.fileBytes = fileBytes;
        this.zip = zip;
        this.members = members;
    }

    /**
     * Opens an archive and reads its directory; the caller closes it.
     *
     * @throws FileFormatException if the file is not what it should be
     * @throws IOException if it cannot be read
     */
    public static NpzFile open(Path file) throws IOException {
        ZipFile zip = NpzDirectory.open(file);
        try {
            return new NpzFile(file.toFile().length(), zip, NpzDirectory.members(zip));
        } catch (IOException | RuntimeException | Error e) {
            zip.close();
            throw e;
        }
    }

    /** The names of the arrays, in the order of the archive. */
    public Set<String> names() {
        return Collections.unmodifiableSet(members.keySet());
    }

    /**
     * Reads one array, whatever its shape; the caller closes the tensor.
     *
     * @throws FileFormatException if there is none of that name, or it is not what it should be
     */
    public Tensor read(String name) throws IOException {
        return read(name, null);
    }

    /**
     * Reads one array, which must have the given shape (any, if that is null); the caller closes the tensor.
     *
     * @throws FileFormatException if there is none of that name, or it is not what it should be
     */
    public Tensor read(String name, Shape shape) throws IOException {
        ZipEntry member = members.get(name);
        if (member == null) {
            throw new FileFormatException("there is no array \"" + name + "\" in the archive, which holds " + contents()
                    + "; check the name");
        }
        try {
            checkSizes(member);
            return readChecked(member, shape);
        } catch (FileFormatException e) {
            throw new FileFormatException("array \"" + name + "\": " + e.getMessage(), e);
        } catch (ZipException | EOFException e) {
            throw new FileFormatException(
                    "array \"" + name + "\": its data is damaged or cut off (" + NpzDirectory.reason(e)
                            + "); copy or write the archive again",
                    e);
        }
    }

    /**
     * Reads all arrays, in the order of the archive; the caller closes every tensor.
     *
     * @throws FileFormatException if one of them is not what it should be
     */
    public Map<String, Tensor> readAll() throws IOException {
        Map<String, Tensor> arrays = new LinkedHashMap<>();
        try {
            for (String name : members.keySet()) {
                arrays.put(name, read(name));
            }
            return arrays;
        } catch (IOException | RuntimeException | Error e) {
            arrays.values().forEach(Tensor::close);
            throw e;
        }
    }

    private String contents() {
        if (members.isEmpty()) {
            return "none";
        }
        String first = members.keySet().stream()
                .limit(NAMES_SHOWN)
                .map(name -> '"' + name + '"')
                .collect(Collectors.joining(", "));
        int more = members.size() - NAMES_SHOWN;
        return more > 0 ? first + " and " + more + " more" : first;
    }

    /** Sizes that contradict each other would make us ask for memory that no data can fill. */
    private void checkSizes(ZipEntry member) throws FileFormatException {
        long stored = member.getCompressedSize();
        long size = member.getSize();
        boolean deflated = member.getMethod() == ZipEntry.DEFLATED;
        if (stored > fileBytes || size / LARGEST_EXPANSION > stored || !deflated && size != stored) {
            throw new FileFormatException("it claims to be " + size + " bytes long, kept in " + stored
                    + " bytes of a file of " + fileBytes + ", which cannot be; copy or write the archive again");
        }
    }

    private Tensor readChecked(ZipEntry member, Shape shape) throws IOException {
        try (InputStream data = zip.getInputStream(member)) {
            CheckedInputStream checked = new CheckedInputStream(data, new CRC32());
            Tensor tensor = new NpyReader(checked, member.getSize()).read(shape);
            if (checked.getChecksum().getValue() != member.getCrc()) {
                tensor.close();
                throw new FileFormatException(
                        "its checksum is not that of its data, which must be damaged; copy or write the archive again");
            }
            return tensor;
        }
    }

    /** Writes arrays as {@code numpy.savez} does; an old file is replaced only when the new one is complete. */
    public static void write(Path file, Map<String, Tensor> arrays) throws IOException {
        new AtomicFile(file).write(out -> new NpzWriter(out, false).write(arrays));
    }

    /** Writes arrays as {@code numpy.savez_compressed} does, and otherwise as {@link #write}. */
    public static void writeCompressed(Path file, Map<String, Tensor> arrays) throws IOException {
        new AtomicFile(file).write(out -> new NpzWriter(out, true).write(arrays));
    }

    /** Ends the reading; tensors that were read stay. */
    @Override
    public void close() throws IOException {
        zip.close();
    }
}
