package io.github.depthwise4j.server.load;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Arrays;

/** A request with its only right answer. The body is a part of an array that many calls share. */
record Call(String kind, String pathAndQuery, byte[] array, int offset, int length, byte[] expected) {
    HttpRequest request(URI root) {
        return HttpRequest.newBuilder(root.resolve(pathAndQuery))
                .POST(BodyPublishers.ofByteArray(array, offset, length))
                .build();
    }

    boolean isAnsweredBy(byte[] body) {
        return Arrays.equals(body, expected);
    }
}
