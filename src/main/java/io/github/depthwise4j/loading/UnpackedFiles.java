package io.github.depthwise4j.loading;

import java.util.Optional;

/**
 * The files that one of the loaders unpacks, and what can be wrong with them. Each method returns empty if nothing is
 * wrong.
 */
interface UnpackedFiles {
    /** Why the files cannot be unpacked now; a later call may succeed. */
    Optional<String> obstacle(NativePlatform platform);

    /** Why the loader could not unpack or find the files, asked after it failed. */
    Optional<String> problem(NativePlatform platform);

    /** Which file differs from the file in its jar. */
    Optional<String> damage(NativePlatform platform);

    /** What the directory must allow, and how to choose another one. */
    String rule();
}
