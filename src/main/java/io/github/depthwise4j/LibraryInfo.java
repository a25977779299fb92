package io.github.depthwise4j;

import io.github.depthwise4j.onednn.OneDnn;
import io.github.depthwise4j.settings.LibraryVersion;
import io.github.depthwise4j.settings.RuntimeSettings;
import io.github.depthwise4j.settings.Setting;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Versions, instruction set and settings of the library in this process; see {@link Depthwise4j#info()}.
 *
 * <p>Immutable. Two of them are equal if all their values are.
 */
public final class LibraryInfo {
    private static final String NOT_LOADED = "not loaded";

    private final boolean loaded;
    private final String libraryVersion;
    private final String oneDnnVersion;
    private final String javaCppVersion;
    private final String instructionSet;
    private final String nativeLibrary;
    private final boolean threadsControlled;
    private final Map<String, String> settings;

    LibraryInfo() {
        OneDnn oneDnn = OneDnn.orNull();
        this.loaded = oneDnn != null;
        this.libraryVersion = LibraryVersion.text();
        this.oneDnnVersion = loaded ? oneDnn.version() : NOT_LOADED;
        this.javaCppVersion = OneDnn.javaCppVersion();
        this.instructionSet = loaded ? oneDnn.isa() : NOT_LOADED;
        this.nativeLibrary = loaded ? oneDnn.library() : NOT_LOADED;
        this.threadsControlled = loaded && oneDnn.threadsControlled();
        this.settings = settings(RuntimeSettings.preview());
    }

    private static Map<String, String> settings(RuntimeSettings current) {
        Map<String, String> settings = new LinkedHashMap<>();
        for (Setting setting : Setting.values()) {
            String value = current.value(setting);
            settings.put(setting.key(), (value.isEmpty() ? "(empty)" : value) + ", " + current.source(setting));
        }
        return Collections.unmodifiableMap(settings);
    }

    /** {@return whether oneDNN is loaded} */
    public boolean isLoaded() {
        return loaded;
    }

    /** {@return the version of depthwise4j} */
    public String libraryVersion() {
        return libraryVersion;
    }

    /** {@return the version of oneDNN; {@code not loaded} before oneDNN is loaded} */
    public String oneDnnVersion() {
        return oneDnnVersion;
    }

    /** {@return the version of JavaCPP, the binding} */
    public String javaCppVersion() {
        return javaCppVersion;
    }

    /**
     * {@return the newest instruction set that oneDNN uses here, for example {@code AVX512_CORE_BF16};
     * {@code not loaded} before oneDNN is loaded}
     */
    public String instructionSet() {
        return instructionSet;
    }

    /** {@return the file oneDNN was loaded from; {@code not loaded} before oneDNN is loaded} */
    public String nativeLibrary() {
        return nativeLibrary;
    }

    /** {@return whether oneDNN is kept from starting threads of its own; false before oneDNN is loaded} */
    public boolean threadsControlled() {
        return threadsControlled;
    }

    /**
     * {@return the settings by name, each with its value and its source; unmodifiable} Before the library is used,
     * these are the settings that would be in force if it were used now.
     */
    public Map<String, String> settings() {
        return settings;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LibraryInfo info && toString().equals(info.toString());
    }

    @Override
    public int hashCode() {
        return toString().hashCode();
    }

    /** {@return the values with their names} */
    @Override
    public String toString() {
        return "LibraryInfo[libraryVersion=" + libraryVersion + ", oneDnnVersion=" + oneDnnVersion + ", javaCppVersion="
                + javaCppVersion + ", instructionSet=" + instructionSet
                + ", nativeLibrary=" + nativeLibrary + ", threadsControlled=" + threadsControlled + ", settings="
                + settings + "]";
    }
}
