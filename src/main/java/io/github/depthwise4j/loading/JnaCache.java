package io.github.depthwise4j.loading;

import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/** The directory into which JNA unpacks its library (130 KB). */
final class JnaCache implements UnpackedFiles {
    private static final String OPTION = "jna.tmpdir";
    private static final int LIBRARY_BYTES = 160 << 10;

    @Override
    public Optional<String> problem(NativePlatform platform) {
        File directory = directory();
        return directory.isDirectory() && directory.canWrite()
                ? Optional.empty()
                : Optional.of("JNA cannot unpack its library to " + directory
                        + ", which is not a directory with write permission. " + rule());
    }

    /** Writes a file as large as JNA's library, and deletes it. */
    @Override
    public Optional<String> obstacle(NativePlatform platform) {
        if (Boolean.getBoolean("jna.nounpack") || System.getProperty("jna.boot.library.path") != null) {
            return Optional.empty();
        }
        Optional<String> problem = problem(platform);
        return problem.isPresent() ? problem : cannotWrite(directory());
    }

    private static Optional<String> cannotWrite(File directory) {
        File file = null;
        try {
            file = File.createTempFile("depthwise4j", ".tmp", directory);
            try (OutputStream out = new FileOutputStream(file)) {
                out.write(new byte[LIBRARY_BYTES]);
            }
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of("JNA cannot unpack its library to " + directory + " (" + e.getMessage() + "). "
                    + ruleFor(directory));
        } finally {
            if (file != null && !file.delete()) {
                file.deleteOnExit();
            }
        }
    }

    /** Always empty: JNA unpacks its library again in every process. */
    @Override
    public Optional<String> damage(NativePlatform platform) {
        return Optional.empty();
    }

    @Override
    public String rule() {
        return ruleFor(directory());
    }

    private static String ruleFor(File directory) {
        return "JNA unpacks to " + directory
                + ", which must be writable, not full, and allow execution; choose another directory with -D"
                + OPTION + "=DIR, or unpack everything at build time with 'depthwise4j natives unpack DIR'";
    }

    /**
     * The directory, chosen as JNA does on Linux. It is a {@code File}: a {@code Path} refuses names that the locale
     * cannot encode.
     */
    private static File directory() {
        String chosen = System.getProperty(OPTION);
        if (chosen != null) {
            return created(new File(chosen));
        }
        String cache = System.getenv("XDG_CACHE_HOME");
        File home = cache == null || cache.isBlank()
                ? new File(System.getProperty("user.home"), ".cache")
                : new File(cache);
        File preferred = created(new File(home, "JNA/temp"));
        return preferred.canWrite() ? preferred : new File(System.getProperty("java.io.tmpdir"));
    }

    private static File created(File directory) {
        // A result of false means that the directory exists, or that the caller's check will report the reason.
        return directory.mkdirs() ? directory : directory.getAbsoluteFile();
    }
}
