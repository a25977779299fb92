package io.github.depthwise4j.server;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Cuts off callers that are too slow, on purpose or not: a caller that sends a byte now and then is never idle, but would
 * hold its memory for hours, and keep the server from ending.
 */
final class Deadline {
    private Deadline() {}

    /** Closes the connection of the request unless the returned callback is completed in time. */
    static Callback of(Request request, Callback callback, int millis) {
        Scheduler.Task task =
                request.getComponents().getScheduler().schedule(() -> cut(request), millis, TimeUnit.MILLISECONDS);
        return Callback.from(task::cancel, callback);
    }

    private static void cut(Request request) {
        request.getConnectionMetaData()
                .getConnection()
                .getEndPoint()
                .close(new TimeoutException("the caller is too slow"));
    }
}
