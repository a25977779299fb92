package io.github.depthwise4j.errors;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The native code cannot be loaded on this machine; the message names what was looked for, where, and the remedy. */
public final class NativeLoadException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * A failure to load.
     *
     * @param message what was looked for, on which platform, and what to do
     * @param cause what the loader reported, or null if it reported nothing
     */
    public NativeLoadException(String message, @Nullable Throwable cause) {
        super(Objects.requireNonNull(message, "message"), cause);
    }
}
