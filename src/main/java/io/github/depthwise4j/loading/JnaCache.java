package io.github.depthwise4j.loading;

import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/** Where JNA unpacks its library of 130 KB. */
final class JnaCache implements UnpackedFiles {
    private static final String OPTION = "jna.tmpdir";
    private static final int LIBRARY_BYTES = 160 << 10;

    @Override
    public Optional<String> problem(NativePlatform platform) {
        File directory = directory();
        return directory.isDirectory() && directory.canWrite()
                ? Optional.empty()
                : Optional.of("JNA cannot unpack its library to " + directory
                        + ", which is no directory that can be written. " + rule());
    }

    /** Writes as many bytes as JNA will, and removes them. */
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

    /** It unpacks anew in every process. */
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

    /** As JNA chooses it on Linux: of files, as a path refuses what the locale cannot spell. */
    private static File directory() {
        String chosen = System.getProperty(OPTION);
        if (chosen != null) {
            return made(new File(chosen));
        }
        String cache = System.getenv("XDG_CACHE_HOME");
        File home = cache == null || cache.isBlank()
                ? new File(System.getProperty("user.home"), ".cache")
                : new File(cache);
        File preferred = made(new File(home, "JNA/temp"));
        return preferred.canWrite() ? preferred : new File(System.getProperty("java.io.tmpdir"));
    }

    private static File made(File directory) {
        // It is there already where this says no, or the check that follows says why it cannot be.
        return directory.mkdirs() ? directory : directory.getAbsoluteFile();
    }
}
