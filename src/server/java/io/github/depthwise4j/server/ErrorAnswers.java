package io.github.depthwise4j.server;

import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/**
 * The answers to requests that Jetty itself gives up: nobody answers at their path, their body stops coming, or the
 * heap is full inside Jetty. By default Jetty would call nearly all of these 500, and tell the caller names of classes.
 */
final class ErrorAnswers extends ErrorHandler {
    @Override
    protected void generateResponse(
            Request request, Response response, int code, String message, Throwable cause, Callback callback) {
        int status = cause == null || code != HttpStatus.INTERNAL_SERVER_ERROR_500 ? code : Status.of(cause);
        response.setStatus(status);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, Answer.TEXT);
        if (status == HttpStatus.SERVICE_UNAVAILABLE_503) {
            response.getHeaders().put(HttpHeader.RETRY_AFTER, Answer.RETRY_AFTER_SECONDS);
        }
        String text = HttpStatus.getMessage(status) + "\n";
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, text.getBytes(StandardCharsets.UTF_8).length);
        Content.Sink.write(response, true, text, callback);
    }
}
