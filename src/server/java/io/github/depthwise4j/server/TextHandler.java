package io.github.depthwise4j.server;

import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Answers with a short text that is made at the time of the request: health and metrics. */
final class TextHandler extends Handler.Abstract {
    /** A status and a text. */
    record Text(int status, String contentType, String text) {}

    private final Supplier<Text> source;

    TextHandler(Supplier<Text> source) {
        this.source = source;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        Text text = source.get();
        response.setStatus(text.status());
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, text.contentType());
        Content.Sink.write(response, true, text.text(), callback);
        return true;
    }
}
