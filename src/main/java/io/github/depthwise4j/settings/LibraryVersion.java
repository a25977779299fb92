package io.github.depthwise4j.settings;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;

/** The version of depthwise4j, which the build writes into a resource. */
public final class LibraryVersion {
    private static final String RESOURCE = "/io/github/depthwise4j/version.properties";

    private static final class Holder {
        static final String TEXT = read();
    }

    private LibraryVersion() {}

    /** The version, as {@code 0.1.0}. */
    public static String text() {
        return Holder.TEXT;
    }

    private static String read() {
        try (InputStream in = Objects.requireNonNull(LibraryVersion.class.getResourceAsStream(RESOURCE), RESOURCE)) {
            Properties properties = new Properties();
            properties.load(in);
            return properties.getProperty("version");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
