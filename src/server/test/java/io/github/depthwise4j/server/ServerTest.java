package io.github.depthwise4j.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.depthwise4j.tensor.Shape;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.ByteArrayInputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The bounds of the server, its answers to failures, and its end. The load program checks what it computes. */
class ServerTest {
    private static final int MILLIS = 30_000;
    private static final Limits ONE_PLACE = new Limits(1000, 100, 1 << 20, 1, MILLIS);
    private static final Limits LITTLE_MEMORY = new Limits(1000, 100, 400, 8, MILLIS);

    private static final Limits IMPATIENT = new Limits(1000, 100, 1 << 20, 1, 2000);

    private static final float[] SENT = {1, 2, 3};
    private static final float[] DOUBLED = {2, 4, 6};

    private final HttpClient client = HttpClient.newHttpClient();
    private final CountDownLatch entered = new CountDownLatch(1);
    private final CountDownLatch leave = new CountDownLatch(1);
    private ComputeServer server;

    /** Doubles its numbers, and does not end before the test says so. */
    private final class Slow implements Computation {
        @Override
        public Shape outputShape(Shape input) {
            return input;
        }

        @Override
        public void run(ByteBuffer input, Shape shape, ByteBuffer output) {
            entered.countDown();
            try {
                leave.await(60, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            while (input.hasRemaining()) {
                output.putFloat(2 * input.getFloat());
            }
        }

        @Override
        public void close() {}
    }

    private record Failing(Throwable failure) implements Computation {
        @Override
        public Shape outputShape(Shape input) {
            return input;
        }

        @Override
        public void run(ByteBuffer input, Shape shape, ByteBuffer output) {
            if (failure instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) failure;
        }

        @Override
        public void close() {}
    }

    private void start(Limits limits) throws Exception {
        Service service = new Service(
                Map.of(
                        "/slow",
                        new Slow(),
                        "/full",
                        new Failing(new OutOfMemoryError("made by the test")),
                        "/broken",
                        new Failing(new IllegalStateException("secret of the server"))),
                Map.of(),
                () -> true);
        server = new ComputeServer(0, service, limits, new PrometheusMeterRegistry(PrometheusConfig.DEFAULT));
        server.start();
    }

    @AfterEach
    void end() throws Exception {
        leave.countDown();
        server.stop();
    }

    private CompletableFuture<HttpResponse<byte[]>> post(String pathAndQuery, byte[] body) {
        return client.sendAsync(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + pathAndQuery))
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
    }

    private static byte[] bytes(float... values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return bytes.array();
    }

    private CompletableFuture<HttpResponse<byte[]>> slow() {
        return post("/slow?shape=1,1,1,3", bytes(SENT));
    }

    private static void isBusy(HttpResponse<byte[]> answer) {
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).contains("1");
    }

    @Test
    void aRequestWithoutAPlaceIsToldToComeBackWhileTheOthersAreComputed() throws Exception {
        start(ONE_PLACE);
        CompletableFuture<HttpResponse<byte[]>> first = slow();
        entered.await();
        isBusy(slow().get());
        leave.countDown();
        assertThat(first.get().body()).isEqualTo(bytes(DOUBLED));
        assertThat(slow().get().statusCode()).isEqualTo(200);
    }

    @Test
    void aRequestWithoutMemoryIsToldToComeBackWhileTheOthersAreComputed() throws Exception {
        start(LITTLE_MEMORY);
        // Body and answer are 320 of the 400 bytes; permits are of 1024 bytes, so one such request holds all.
        CompletableFuture<HttpResponse<byte[]>> first = post("/slow?shape=1,1,1,40", bytes(new float[40]));
        entered.await();
        isBusy(post("/broken?shape=1,1,1,40", bytes(new float[40])).get());
        leave.countDown();
        assertThat(first.get().statusCode()).isEqualTo(200);
    }

    @Test
    void aRequestThatNeverFitsIsNotToldToComeBack() throws Exception {
        start(LITTLE_MEMORY);
        assertThat(post("/slow?shape=1,1,1,60", bytes(new float[60])).get().statusCode())
                .isEqualTo(413);
    }

    @Test
    void anAcceptedRequestIsAnsweredWhileTheServerEnds() throws Exception {
        start(ONE_PLACE);
        CompletableFuture<HttpResponse<byte[]>> accepted = slow();
        entered.await();
        CompletableFuture<Void> stopping = CompletableFuture.runAsync(() -> {
            try {
                server.stop();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        assertThat(stopping.isDone()).isFalse();
        leave.countDown();
        assertThat(accepted.get().body()).isEqualTo(bytes(DOUBLED));
        stopping.get();
    }

    @Test
    void afterAFullHeapTheNextRequestIsAnswered() throws Exception {
        start(ONE_PLACE);
        isBusy(post("/full?shape=1,1,1,1", bytes(1)).get());
        leave.countDown();
        assertThat(slow().get().body()).isEqualTo(bytes(DOUBLED));
    }

    @Test
    void aFaultOfTheServerIsNotDescribedToTheCaller() throws Exception {
        start(ONE_PLACE);
        HttpResponse<byte[]> answer = post("/broken?shape=1,1,1,1", bytes(1)).get();
        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(new String(answer.body(), StandardCharsets.UTF_8)).doesNotContain("secret");
    }

    @Test
    void aCallerWhoseBodyStopsIsToldSoAndTheNextRequestIsAnswered() throws Exception {
        start(IMPATIENT);
        String half = "POST /slow?shape=1,1,1,3 HTTP/1.1\r\nHost: a\r\nContent-Length: 12\r\n\r\n12345";
        try (Socket socket = new Socket("127.0.0.1", server.port())) {
            socket.getOutputStream().write(half.getBytes(StandardCharsets.ISO_8859_1));
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1))
                    .startsWith("HTTP/1.1 408 ")
                    .doesNotContain("Exception");
        }
        leave.countDown();
        assertThat(slow().get().body()).isEqualTo(bytes(DOUBLED));
    }

    /** If the server closed the connection with unread bytes, some callers would lose the answer. */
    @Test
    void aCallerThatStillSendsSeesThatTheLengthIsMissing() throws Exception {
        start(ONE_PLACE);
        URI uri = URI.create("http://127.0.0.1:" + server.port() + "/slow?shape=1,1,1,3");
        for (int i = 0; i < 1000; i++) {
            HttpRequest request = HttpRequest.newBuilder(uri)
                    .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[2000])))
                    .build();
            assertThat(client.send(request, HttpResponse.BodyHandlers.discarding())
                            .statusCode())
                    .isEqualTo(411);
        }
    }

    @Test
    void aPathThatNobodyAnswersAtIsNotFound() throws Exception {
        start(ONE_PLACE);
        HttpResponse<byte[]> answer = post("/nowhere", bytes(1)).get();
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).asString(StandardCharsets.UTF_8).isEqualTo("Not Found\n");
    }
}
