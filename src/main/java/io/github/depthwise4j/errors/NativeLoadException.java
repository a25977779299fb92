package io.github.depthwise4j.errors;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The native code cannot be loaded on this machine. The message says what was searched, where, and what to do. */
public final class NativeLoadException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * A failure to load.
     *
     * @param message what was searched, on which platform, and what to do
     * @param cause what the loader reported, or null if it reported nothing
     */
    public NativeLoadException(String message, @Nullable Throwable cause) {
        super(Objects.requireNonNull(message, "message"), cause);
    }
}
