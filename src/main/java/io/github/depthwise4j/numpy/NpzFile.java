package io.github.depthwise4j.numpy;

import io.github.depthwise4j.errors.FileFormatException;
import io.github.depthwise4j.files.AtomicFile;
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
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * Named arrays in a {@code .npz} archive, as {@code numpy.savez} and {@code numpy.savez_compressed} write it and
 * {@code numpy.load} reads it: a zip file with one {@code .npy} file for each array. {@link NpyFile} says which arrays
 * can be read.
 *
 * <pre>{@code
 * try (NpzFile archive = NpzFile.open(file);
 *         Tensor filter = archive.read("filter")) {
 *     ...
 * }
 * }</pre>
 *
 * <p>A name may have any characters, and is never used as a path of a file. The sizes that an archive claims are
 * compared with each other and with the size of the file before memory is allocated.
 *
 * <p>A bad archive is refused with {@link FileFormatException}. Its message is one sentence that names the array, not
 * the file. An open archive can be read by one thread at a time. Tensors stay valid when the archive is closed. No
 * argument may be null unless a method says so.
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
     * Opens an archive and reads its directory.
     *
     * @param file the file
     * @return the open archive, which the caller closes
     * @throws FileFormatException if the file is not a {@code .npz} archive, or is damaged
     * @throws IOException if the file cannot be read
     */
    public static NpzFile open(Path file) throws IOException {
        Objects.requireNonNull(file, "file");
        ZipFile zip = NpzDirectory.open(file);
        try {
            return new NpzFile(file.toFile().length(), zip, NpzDirectory.members(zip));
        } catch (IOException | RuntimeException | Error e) {
            zip.close();
            throw e;
        }
    }

    /** {@return the names of the arrays, in the order of the archive; the set cannot be changed} */
    public Set<String> names() {
        return Collections.unmodifiableSet(members.keySet());
    }

    /**
     * Reads one array of any shape.
     *
     * @param name the name of the array
     * @return the array, which the caller closes
     * @throws FileFormatException if the archive has no such array, or the array cannot be read
     * @throws IOException if the file cannot be read
     * @throws IllegalStateException if the archive is closed
     * @throws io.github.depthwise4j.errors.NativeMemoryException if there is no memory for the array
     */
    public Tensor read(String name) throws IOException {
        return read(name, null);
    }

    /**
     * Reads one array, which must have the given shape.
     *
     * @param name the name of the array
     * @param shape the shape; null allows any
     * @return the array, which the caller closes
     * @throws FileFormatException if the archive has no such array, or the array has another shape or cannot be read
     * @throws IOException if the file cannot be read
     * @throws IllegalStateException if the archive is closed
     * @throws io.github.depthwise4j.errors.NativeMemoryException if there is no memory for the array
     */
    public Tensor read(String name, @Nullable Shape shape) throws IOException {
        ZipEntry member = members.get(Objects.requireNonNull(name, "name"));
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
     * Reads all arrays. If one of them cannot be read, those that were read before it are closed.
     *
     * @return the arrays by their names, in the order of the archive; the caller closes every one
     * @throws FileFormatException if one of the arrays cannot be read
     * @throws IOException if the file cannot be read
     * @throws IllegalStateException if the archive is closed
     * @throws io.github.depthwise4j.errors.NativeMemoryException if there is no memory for the arrays
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

    /** Refuses sizes that contradict each other: memory would be allocated that no data can fill. */
    private void checkSizes(ZipEntry member) throws FileFormatException {
        long stored = member.getCompressedSize();
        long size = member.getSize();
        boolean deflated = member.getMethod() == ZipEntry.DEFLATED;
        if (stored > fileBytes || size / LARGEST_EXPANSION > stored || !deflated && size != stored) {
            throw new FileFormatException("it claims to be " + size + " bytes long, kept in " + stored
                    + " bytes of a file of " + fileBytes + ", which cannot be; copy or write the archive again");
        }
    }

    private Tensor readChecked(ZipEntry member, @Nullable Shape shape) throws IOException {
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

    /**
     * Writes arrays as {@code numpy.savez} does. An old file is replaced only when the new one is complete. The same
     * arrays make the same bytes.
     *
     * @param file the file
     * @param arrays the arrays by their names, written in the order of the map
     * @throws IOException if the file cannot be written
     * @throws IllegalArgumentException if a name has more than 65,531 bytes in UTF-8
     * @throws IllegalStateException if a tensor is closed
     */
    public static void write(Path file, Map<String, Tensor> arrays) throws IOException {
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(arrays, "arrays");
        new AtomicFile(file).write(out -> new NpzWriter(out, false).write(arrays));
    }

    /**
     * Writes arrays as {@code numpy.savez_compressed} does, and otherwise as {@link #write}.
     *
     * @param file the file
     * @param arrays the arrays by their names, written in the order of the map
     * @throws IOException if the file cannot be written
     * @throws IllegalArgumentException if a name has more than 65,531 bytes in UTF-8
     * @throws IllegalStateException if a tensor is closed
     */
    public static void writeCompressed(Path file, Map<String, Tensor> arrays) throws IOException {
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(arrays, "arrays");
        new AtomicFile(file).write(out -> new NpzWriter(out, true).write(arrays));
    }

    /**
     * Closes the file. Tensors that were read stay open. A second call does nothing.
     *
     * @throws IOException if the file cannot be closed
     */
    @Override
    public void close() throws IOException {
        zip.close();
    }
}
