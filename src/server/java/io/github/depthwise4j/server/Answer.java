package io.github.depthwise4j.server;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Answers one request, once, and counts the answer. It also keeps what the request holds, and gives it back when the
 * request has ended in whatever way: answered, failed, or left by its caller.
 */
final class Answer {
    private static final System.Logger LOG = System.getLogger(Answer.class.getName());
    static final String RETRY_AFTER_SECONDS = "1";
    static final String TEXT = "text/plain;charset=utf-8";

    private final Request request;
    private final Response response;
    private final Callback callback;
    private final MeterRegistry registry;
    private final Timer.Sample time;
    private Deadline deadline;
    // Set by the thread that answers, read by the thread of the deadline.
    private volatile Admission.Share memory;
    private volatile Admission.Share place;
    private volatile boolean computing;

    Answer(Request request, Response response, Callback callback, MeterRegistry registry) {
        this.request = request;
        this.response = response;
        this.callback = Callback.from(callback, this::giveBack);
        this.registry = registry;
        this.time = Timer.start(registry);
    }

    /** Ends the request in this time, whatever becomes of it. */
    void endAfter(int millis) {
        deadline = Deadline.start(request, millis, this::late);
    }

    /** Keeps memory until the request has ended. */
    void holdMemory(Admission.Share share) {
        memory = share;
    }

    /** Keeps a place until the result is there. */
    void holdPlace(Admission.Share share) {
        place = share;
    }

    /** From now on the request needs its place and memory, even when it is late. */
    void beginComputing() {
        computing = true;
    }

    void endComputing() {
        computing = false;
        close(place);
    }

    private void giveBack() {
        close(place);
        close(memory);
        if (deadline != null) {
            deadline.cancel();
        }
    }

    private static void close(Admission.Share share) {
        if (share != null) {
            share.close();
        }
    }

    /** The time is over. A request that is computed ends by itself, when its answer meets the closed connection. */
    private void late() {
        boolean idle = !computing;
        if (idle) {
            giveBack();
        }
        TimeoutException failure = new TimeoutException("the request has taken too long");
        request.getConnectionMetaData().getConnection().getEndPoint().close(failure);
        if (idle) {
            callback.failed(failure);
        }
    }

    /** Sends a result. */
    void ok(String contentType, ByteBuffer result) {
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, contentType);
        send(HttpStatus.OK_200, result);
    }

    /** Tells the caller to come back later. */
    void busy() {
        refuse(HttpStatus.SERVICE_UNAVAILABLE_503, "busy, try again later");
    }

    /** Says what a failure means. Details of the server's own faults go to the log and not to the caller. */
    void failed(Throwable failure) {
        try {
            int status = Status.of(failure);
            if (status == HttpStatus.INTERNAL_SERVER_ERROR_500) {
                LOG.log(Level.ERROR, "request " + request.getHttpURI().getPath() + " failed", failure);
                refuse(status, "failed, see the log of the server");
            } else if (status == HttpStatus.SERVICE_UNAVAILABLE_503) {
                LOG.log(Level.WARNING, "request " + request.getHttpURI().getPath() + " refused: " + failure);
                busy();
            } else {
                refuse(status, String.valueOf(failure.getMessage()));
            }
        } catch (RuntimeException | Error e) { // the heap is full again: end the request without an answer
            end(e);
        }
    }

    private void end(Throwable failure) {
        try {
            callback.failed(failure);
        } finally { // Jetty needs heap to end a request
            giveBack();
        }
    }

    /**
     * Answers with an error, after the rest of the body is read and thrown away: a caller that is still sending would
     * not see the answer.
     */
    void refuse(int status, String message) {
        Content.Source.consumeAll(request, Callback.from(() -> sendTextOrEnd(status, message), this::closed));
    }

    /** Answers with an error at once and closes the connection, for a body that is too large to be read. */
    void refuseUnread(int status, String message) {
        response.getHeaders().put(HttpHeader.CONNECTION, HttpHeaderValue.CLOSE.asString());
        sendText(status, message);
    }

    /** The body did not come: because of the caller, or because the heap is full. */
    void unread(Throwable failure) {
        if (failure instanceof Error) {
            failed(failure);
        } else {
            closed(failure);
        }
    }

    /** The caller is gone: nobody waits for an answer. Or it is too slow: then {@link ErrorAnswers} says so. */
    private void closed(Throwable failure) {
        LOG.log(Level.DEBUG, "caller of " + request.getHttpURI().getPath() + " is gone", failure);
        end(failure);
    }

    private void sendTextOrEnd(int status, String message) {
        try {
            sendText(status, message);
        } catch (RuntimeException | Error e) {
            end(e);
        }
    }

    private void sendText(int status, String message) {
        if (status == HttpStatus.SERVICE_UNAVAILABLE_503) {
            response.getHeaders().put(HttpHeader.RETRY_AFTER, RETRY_AFTER_SECONDS);
        }
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, TEXT);
        send(status, ByteBuffer.wrap((message + "\n").getBytes(StandardCharsets.UTF_8)));
    }

    private void send(int status, ByteBuffer body) {
        response.setStatus(status);
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.remaining());
        time.stop(registry.timer("server.requests", "status", Integer.toString(status)));
        response.write(true, body, callback);
    }
}
