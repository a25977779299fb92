package io.github.depthwise4j.server;

import io.github.depthwise4j.errors.FileFormatException;
import io.github.depthwise4j.errors.NativeLoadException;
import io.github.depthwise4j.errors.NativeMemoryException;
import io.github.depthwise4j.problem.InvalidProblemException;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpStatus;

/** What a failure means for the caller. */
final class Status {
    private Status() {}

    /**
     * {@return 400 if the request is wrong, 408 if it did not come in time, 503 if it may succeed later, 500 if the
     * server is at fault} An
     * {@code OutOfMemoryError} is 503: the memory of the request that met it is garbage now, and the others go on.
     */
    static int of(Throwable failure) {
        if (failure instanceof BadRequestException
                || failure instanceof InvalidProblemException
                || failure instanceof FileFormatException) {
            return HttpStatus.BAD_REQUEST_400;
        }
        if (failure instanceof TimeoutException) {
            return HttpStatus.REQUEST_TIMEOUT_408;
        }
        if (failure instanceof NativeMemoryException
                || failure instanceof NativeLoadException
                || failure instanceof OutOfMemoryError) {
            return HttpStatus.SERVICE_UNAVAILABLE_503;
        }
        return HttpStatus.INTERNAL_SERVER_ERROR_500;
    }
}
