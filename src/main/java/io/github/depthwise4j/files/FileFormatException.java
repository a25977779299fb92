package io.github.depthwise4j.files;

import java.io.IOException;

/** The content of a file is not what its format prescribes; the message is one sentence that does not name the file. */
public final class FileFormatException extends IOException {
    private static final long serialVersionUID = 1L;

    /** The message is a sentence without its full stop. */
    public FileFormatException(String message) {
        super(message);
    }

    /** The message is a sentence without its full stop. */
    public FileFormatException(String message, Throwable cause) {
        super(message, cause);
    }
}
