package io.github.depthwise4j.server;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
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
    private static final String RETRY_AFTER_SECONDS = "1";

    private final Request request;
    private final Response response;
    private final Callback callback;
    private final MeterRegistry registry;
    private final Timer.Sample time;
    private Admission.Share held;

    Answer(Request request, Response response, Callback callback, MeterRegistry registry) {
        this.request = request;
        this.response = response;
        this.callback = Callback.from(callback, this::giveBack);
        this.registry = registry;
        this.time = Timer.start(registry);
    }

    /** Keeps memory until the request has ended. */
    void hold(Admission.Share memory) {
        held = memory;
    }

    private void giveBack() {
        if (held != null) {
            held.close();
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
            callback.failed(e);
        }
    }

    /**
     * Answers with an error, after the rest of the body is read and thrown away: a caller that is still sending would
     * not see the answer.
     */
    void refuse(int status, String message) {
        Content.Source.consumeAll(request, Callback.from(() -> sendText(status, message), failure -> closed(failure)));
    }

    /** Answers with an error at once and closes the connection, for a body that is too large to be read. */
    void refuseUnread(int status, String message) {
        response.getHeaders().put(HttpHeader.CONNECTION, HttpHeaderValue.CLOSE.asString());
        sendText(status, message);
    }

    /** The caller is gone, or too slow: nobody waits for an answer. */
    void closed(Throwable failure) {
        LOG.log(Level.DEBUG, "caller of " + request.getHttpURI().getPath() + " is gone", failure);
        callback.failed(failure);
    }

    private void sendText(int status, String message) {
        if (status == HttpStatus.SERVICE_UNAVAILABLE_503) {
            response.getHeaders().put(HttpHeader.RETRY_AFTER, RETRY_AFTER_SECONDS);
        }
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/plain;charset=utf-8");
        send(status, ByteBuffer.wrap((message + "\n").getBytes(StandardCharsets.UTF_8)));
    }

    private void send(int status, ByteBuffer body) {
        response.setStatus(status);
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.remaining());
        time.stop(registry.timer("server.requests", "status", Integer.toString(status)));
        response.write(true, body, callback);
    }
}
