package io.github.depthwise4j.numpy;

import io.github.depthwise4j.errors.FileFormatException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/** Finds out what an archive holds, or in which way it is none. */
final class NpzDirectory {
    private static final int LONGEST_MAGIC = 6;
    /** Code page 437. A Java runtime that was cut down may lack it; such an archive is refused then. */
    private static final String OLDER_NAMES = "IBM437";

    private NpzDirectory() {}

    /** The open archive, which the caller closes. */
    static ZipFile open(Path file) throws IOException {
        try {
            return new ZipFile(file.toFile());
        } catch (ZipException | EOFException | IllegalArgumentException e) {
            ZipFile older = withOlderNames(file);
            if (older != null) {
                return older;
            }
            throw new FileFormatException(whatIsWrong(file, reason(e)), e);
        }
    }

    /**
     * The archive, if its names are text in the code page that zip files had before UTF-8, as Python reads them; null
     * if that is not what was wrong with it. Names that are marked as UTF-8 are read as such.
     */
    private static @Nullable ZipFile withOlderNames(Path file) {
        try {
            return new ZipFile(file.toFile(), Charset.forName(OLDER_NAMES));
        } catch (IOException | IllegalArgumentException e) {
            return null;
        }
    }

    /** The members by the names of their arrays, in the order of the archive. */
    static Map<String, ZipEntry> members(ZipFile zip) throws IOException {
        Map<String, ZipEntry> members = new LinkedHashMap<>();
        for (ZipEntry member : (Iterable<ZipEntry>) zip.stream().map(ZipEntry.class::cast)::iterator) {
            String name = arrayName(member.getName());
            // An entry for a directory holds nothing; tools that pack directories add them.
            if (!member.isDirectory() && members.put(name, member) != null) {
                throw new FileFormatException("array \"" + name
                        + "\" stands twice in the archive; write each array once, under its own name");
            }
        }
        return members;
    }

    /** What Java says about a damaged zip file; it says nothing where a file is too short for the sizes in it. */
    static String reason(Exception failure) {
        return failure.getMessage() == null ? "it ends too early" : failure.getMessage();
    }

    private static String arrayName(String member) {
        return member.endsWith(NpzFile.SUFFIX)
                ? member.substring(0, member.length() - NpzFile.SUFFIX.length())
                : member;
    }

    private static String whatIsWrong(Path file, String reason) throws IOException {
        byte[] start;
        try (InputStream in = Files.newInputStream(file)) {
            start = in.readNBytes(LONGEST_MAGIC);
        }
        if (start.length == 0) {
            return "the file is empty; it should be a .npz archive, as numpy.savez writes it";
        }
        if (NpyHeader.startsLikeOne(start)) {
            return "this is a single array (.npy), but an archive of named arrays (.npz) is expected; write it with "
                    + "numpy.savez";
        }
        if (start[0] != 'P' || start.length > 1 && start[1] != 'K') {
            return "this is no .npz archive: it does not begin as a zip file; write it with numpy.savez";
        }
        if (reason.contains("encrypted")) {
            return "the archive is encrypted; write it without a password";
        }
        if (reason.contains("compression method")) {
            return "the archive is packed in a way other than deflate (" + reason
                    + "); write it with numpy.savez or numpy.savez_compressed";
        }
        if (reason.contains("END header not found")) {
            return "the archive is cut off: its directory, which stands at the end, is missing; copy or write it again";
        }
        if (reason.contains("bad entry name")) {
            return "the name of an array is not the text in UTF-8 that the archive says it is; write it with "
                    + "numpy.savez";
        }
        return "the archive's directory is damaged (" + reason + "); copy or write it again";
    }
}
