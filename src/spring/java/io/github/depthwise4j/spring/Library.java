package io.github.depthwise4j.spring;

import io.github.depthwise4j.Depthwise4j;
import io.github.depthwise4j.LibraryInfo;
import io.github.depthwise4j.LibrarySettings;

/** The library, loaded with the settings of the properties. Beans that need it are closed before it. */
final class Library implements AutoCloseable {
    private final LibraryInfo info;

    Library(LayerProperties properties) {
        LibrarySettings settings = Depthwise4j.configure().callTimes(properties.callTimes());
        if (properties.memoryLimit() != null) {
            settings.memoryLimit(properties.memoryLimit().toBytes());
        }
        settings.apply();
        info = Depthwise4j.load();
    }

    String instructionSet() {
        return info.instructionSet();
    }

    String version() {
        return info.libraryVersion() + ", oneDNN " + info.oneDnnVersion();
    }

    /** Ends the threads of the library. */
    @Override
    public void close() {
        Depthwise4j.shutdown();
    }
}
