package io.github.depthwise4j.server;

/** The request cannot be answered as it is; the message tells the caller why. */
final class BadRequestException extends RuntimeException {
    private static final long serialVersionUID = 1;

    BadRequestException(String message) {
        super(message);
    }
}
