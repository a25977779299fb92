package io.github.depthwise4j.onednn;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Where JNA unpacks its library of 130 KB. */
final class JnaCache implements UnpackedFiles {
    private static final String OPTION = "jna.tmpdir";

    @Override
    public Optional<String> problem(NativePlatform platform) {
        Path directory = directory();
        return Files.isDirectory(directory) && Files.isWritable(directory)
                ? Optional.empty()
                : Optional.of("JNA cannot unpack its library to " + directory
                        + ", which is no directory that can be written. " + rule());
    }

    /** It unpacks anew in every process. */
    @Override
    public Optional<String> damage(NativePlatform platform) {
        return Optional.empty();
    }

    @Override
    public String rule() {
        return "JNA unpacks to " + directory()
                + ", which must be writable, not full, and allow execution; choose another directory " + "with -D"
                + OPTION + "=DIR, or unpack everything at build time with 'depthwise4j natives unpack DIR'";
    }

    /** As JNA chooses it on Linux. */
    private static Path directory() {
        String chosen = System.getProperty(OPTION);
        if (chosen != null) {
            return Path.of(chosen);
        }
        String cache = System.getenv("XDG_CACHE_HOME");
        Path home =
                cache == null || cache.isBlank() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(cache);
        Path preferred = home.resolve("JNA").resolve("temp");
        return Files.isWritable(preferred) ? preferred : Path.of(System.getProperty("java.io.tmpdir"));
    }
}
