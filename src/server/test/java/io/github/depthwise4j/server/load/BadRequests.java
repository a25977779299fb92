package io.github.depthwise4j.server.load;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/**
 * Malformed and hostile requests, each with the status that it must get. (A batch of no image is right, and answered.)
 */
final class BadRequests {
    private static final int BUSY = 503;
    private static final int MILLIS = 15_000;

    /** What is sent, and the status that is due. */
    private record Bad(String method, String pathAndQuery, BodyPublisher body, int status) {}

    private final HttpClient client;
    private final URI root;

    BadRequests(HttpClient client, URI root) {
        this.client = client;
        this.root = root;
    }

    private static Bad post(String pathAndQuery, byte[] body, int status) {
        return new Bad("POST", pathAndQuery, BodyPublishers.ofByteArray(body), status);
    }

    private static List<Bad> all(Random random) {
        byte[] noise = new byte[1 + random.nextInt(2000)];
        random.nextBytes(noise);
        byte[] file = pngOf(60_000, 60_000);
        return List.of(
                post("/depthwise?shape=1,56,56,31", noise, 400),
                post("/depthwise?shape=1,5,5,33", new byte[1 * 5 * 5 * 33 * 4], 400),
                post("/separable?shape=999999999,999999999,999999999,999999999", noise, 400),
                post("/separable?shape=0,1,1,32", new byte[0], 200),
                post("/separable?shape=-1,1,1,32", noise, 400),
                post("/depthwise?shape=" + "1,".repeat(2000), noise, 400),
                post("/depthwise", noise, 400),
                post("/network?shape=1,1,1,3", new byte[12], 400),
                post("/picture/sharpen", noise, 400),
                post("/picture/sharpen", file, 400),
                post("/picture/sharpen", pngOf(20, 20), 400),
                post("/picture/network", pngOf(-1, -1), 400),
                post("/nowhere", noise, 404),
                new Bad("GET", "/depthwise?shape=1,5,5,32", BodyPublishers.noBody(), 405),
                new Bad("PUT", "/picture/sharpen", BodyPublishers.ofByteArray(noise), 405),
                new Bad(
                        "POST",
                        "/depthwise?shape=1,5,5,32",
                        BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(noise)),
                        411));
    }

    /** The first bytes of a PNG file of this size, and then nothing that can be decoded. */
    private static byte[] pngOf(int width, int height) {
        return ByteBuffer.allocate(64)
                .putLong(0x89504E470D0A1A0AL)
                .putInt(13)
                .put("IHDR".getBytes(StandardCharsets.US_ASCII))
                .putInt(width)
                .putInt(height)
                .put(new byte[] {8, 2, 0, 0, 0})
                .array();
    }

    /** Sends one of them and says how it was treated. */
    void send(Random random, Tally tally) throws InterruptedException {
        List<Bad> all = all(random);
        int choice = random.nextInt(all.size() + 4);
        try {
            if (choice < all.size()) {
                Bad bad = all.get(choice);
                HttpRequest request = HttpRequest.newBuilder(root.resolve(bad.pathAndQuery()))
                        .method(bad.method(), bad.body())
                        .build();
                int status = client.send(request, HttpResponse.BodyHandlers.discarding())
                        .statusCode();
                judge(bad.method() + " " + bad.pathAndQuery(), status, bad.status(), tally);
            } else if (choice == all.size()) {
                String text = "POST /picture/sharpen HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999\r\n\r\n";
                judge("too large", raw(text), 413, tally);
            } else if (choice == all.size() + 1) {
                judge("no HTTP", raw("\u0001\u0002 nonsense\r\n\r\n"), 400, tally);
            } else {
                hangUp(choice % 2 == 0, random);
                tally.refused();
            }
        } catch (IOException e) {
            tally.fault("bad request " + choice + ": " + e);
        }
    }

    private static void judge(String what, int status, int due, Tally tally) {
        if (status == due || status == BUSY) {
            tally.refused();
        } else {
            tally.fault(what + " got " + status + " instead of " + due);
        }
    }

    private int raw(String text) throws IOException {
        try (Socket socket = socket()) {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
            InputStream in = socket.getInputStream();
            String line = new String(in.readNBytes("HTTP/1.1 400".length()), StandardCharsets.ISO_8859_1);
            return line.startsWith("HTTP/1.1 ") ? Integer.parseInt(line.substring(9)) : -1;
        }
    }

    /** Goes away in the middle of the request, or in the middle of the answer. */
    void hangUp(boolean whileSending, Random random) throws IOException {
        int bytes = 4 * 56 * 56 * 32;
        try (Socket socket = socket()) {
            OutputStream out = socket.getOutputStream();
            String head =
                    "POST /separable?shape=1,56,56,32 HTTP/1.1\r\nHost: a\r\nContent-Length: " + bytes + "\r\n\r\n";
            out.write(head.getBytes(StandardCharsets.ISO_8859_1));
            if (whileSending) {
                out.write(new byte[random.nextInt(bytes)]);
            } else {
                out.write(new byte[bytes]);
                socket.getInputStream().readNBytes(10);
            }
            socket.setSoLinger(random.nextBoolean(), 0); // with it, the server sees a reset connection
        }
    }

    private Socket socket() throws IOException {
        Socket socket = new Socket(root.getHost(), root.getPort());
        socket.setSoTimeout(MILLIS);
        return socket;
    }
}
