package io.github.depthwise4j.plan.cpu;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The caches of this machine on which the sizes of blocks and bands depend.
 *
 * @param level2Bytes the level-2 cache of a core
 */
public record CpuCaches(long level2Bytes) {
    /** The caches of most servers. */
    public static final CpuCaches USUAL = new CpuCaches(1 << 20);

    private static final Path LINUX = Path.of("/sys/devices/system/cpu/cpu0/cache");
    private static final long SMALLEST = 64 << 10;
    private static final long LARGEST = 64 << 20;

    private static final class Holder {
        static final CpuCaches CURRENT = readFrom(LINUX);
    }

    /** The caches of this machine if the system tells them, otherwise the usual ones. */
    public static CpuCaches current() {
        return Holder.CURRENT;
    }

    /** Reads a directory as Linux has it: one directory for each cache, with the files level, type and size. */
    static CpuCaches readFrom(Path directory) {
        try (DirectoryStream<Path> caches = Files.newDirectoryStream(directory, "index*")) {
            for (Path cache : caches) {
                boolean level2 = read(cache, "level").equals("2");
                if (level2 && !read(cache, "type").equals("Instruction")) {
                    return new CpuCaches(bytes(read(cache, "size")));
                }
            }
        } catch (IOException | UncheckedIOException | SecurityException e) {
            return USUAL;
        }
        return USUAL;
    }

    private static String read(Path cache, String file) throws IOException {
        return Files.readString(cache.resolve(file)).strip();
    }

    /** The size in bytes; the usual size if the text is no size, or one that no cache has. */
    private static long bytes(String size) {
        Matcher matcher = Pattern.compile("(\\d{1,9})([KM]?)").matcher(size);
        if (!matcher.matches()) {
            return USUAL.level2Bytes;
        }
        long unit =
                switch (matcher.group(2)) {
                    case "K" -> 1 << 10;
                    case "M" -> 1 << 20;
                    default -> 1;
                };
        long bytes = Long.parseLong(matcher.group(1)) * unit;
        return bytes < SMALLEST || bytes > LARGEST ? USUAL.level2Bytes : bytes;
    }
}
