package io.github.depthwise4j.errors;

import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The content of a file does not follow the rules of its format, or its format is not supported. The message is one
 * sentence: it names the rule and the remedy, but not the file.
 */
public final class FileFormatException extends IOException {
    private static final long serialVersionUID = 1L;

    /**
     * A file that cannot be read in its format.
     *
     * @param message a sentence without the full stop
     */
    public FileFormatException(String message) {
        super(Objects.requireNonNull(message, "message"));
    }

    /**
     * A file that cannot be read in its format, because of another exception.
     *
     * @param message a sentence without the full stop
     * @param cause the other exception, or null if there is none
     */
    public FileFormatException(String message, @Nullable Throwable cause) {
        super(Objects.requireNonNull(message, "message"), cause);
    }
}
