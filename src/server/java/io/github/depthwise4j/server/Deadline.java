package io.github.depthwise4j.server;

import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Ends a request whose time is over. It is needed twice: a caller that sends a byte now and then is never idle, but
 * would hold its memory for hours, and keep the server from ending. And where the heap is full inside Jetty, Jetty may
 * forget a request, and nothing else would end it.
 */
final class Deadline {
    private final Scheduler.Task task;

    private Deadline(Scheduler.Task task) {
        this.task = task;
    }

    /** Runs the action after this time, unless the deadline is cancelled before. */
    static Deadline start(Request request, int millis, Runnable late) {
        return new Deadline(request.getComponents().getScheduler().schedule(late, millis, TimeUnit.MILLISECONDS));
    }

    void cancel() {
        task.cancel();
    }
}
