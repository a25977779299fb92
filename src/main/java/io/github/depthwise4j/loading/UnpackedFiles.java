package io.github.depthwise4j.loading;

import java.util.Optional;

/** Where one of the loaders unpacks native code, and what can be wrong there. */
interface UnpackedFiles {
    /** What keeps the files from being unpacked at the moment, and may pass. */
    Optional<String> obstacle(NativePlatform platform);

    /** What keeps the files from being unpacked or found; looks again at what the loader did. */
    Optional<String> problem(NativePlatform platform);

    /** Which file is not what its jar holds. */
    Optional<String> damage(NativePlatform platform);

    /** What the directory has to be, and how to choose another one. */
    String rule();
}
