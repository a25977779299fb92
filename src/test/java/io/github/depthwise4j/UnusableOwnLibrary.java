package io.github.depthwise4j;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file in place of this project's own native library that cannot be loaded, for processes that then use JavaCPP's
 * binding.
 */
final class UnusableOwnLibrary {
    private UnusableOwnLibrary() {}

    /** Puts the file below a folder that becomes the first of a class path, and returns the folder. */
    static Path in(Path folder) throws IOException {
        Path natives = Files.createDirectories(folder.resolve("io/github/depthwise4j/natives/linux-x86_64"));
        Files.writeString(natives.resolve("libjnidepthwise4j.so"), "not a library");
        return folder;
    }
}
