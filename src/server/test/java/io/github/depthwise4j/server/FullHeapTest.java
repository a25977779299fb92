package io.github.depthwise4j.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.component.LifeCycle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The heap is full at a moment that this test chooses: the request ends, and what it has taken is given back. */
class FullHeapTest {
    private static final String REQUEST =
            "POST / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: 8\r\n\r\nnumbers.";
    /** No whole number of kibibytes. */
    private static final long HELD_BYTES = 1_000_000;

    private static final int SHORT_MILLIS = 300;
    private static final int LONG_MILLIS = 60_000;

    private Admission admission;
    private Server server;

    private interface Computing {
        ByteBuffer run(byte[] body) throws Exception;
    }

    private record TestJob(Computing computing) implements Job {
        @Override
        public long bytes() {
            return 8;
        }

        @Override
        public String contentType() {
            return "text/plain";
        }

        @Override
        public ByteBuffer run(byte[] body) throws IOException {
            try {
                return computing.run(body);
            } catch (Exception e) {
                throw new IOException(e);
            }
        }
    }

    /** A request whose body, and a response whose writing, meet a full heap. */
    private static final class FullInside extends Handler.Wrapper {
        private final boolean reading;

        FullInside(boolean reading, Handler next) {
            super(next);
            this.reading = reading;
        }

        @Override
        public boolean handle(Request request, Response response, Callback callback) throws Exception {
            Request.Wrapper fullRequest = new Request.Wrapper(request) {
                private int reads;

                @Override
                public Content.Chunk read() {
                    reads++;
                    if (reads == 1) {
                        return null; // so what follows is called by Jetty, later
                    }
                    if (reads == 2 && reading) {
                        throw new OutOfMemoryError("made by the test");
                    }
                    return super.read();
                }
            };
            Response.Wrapper fullResponse = new Response.Wrapper(request, response) {
                @Override
                public void write(boolean last, ByteBuffer bytes, Callback written) {
                    throw new OutOfMemoryError("made by the test");
                }
            };
            return super.handle(fullRequest, reading ? response : fullResponse, callback);
        }
    }

    private Handler handler(Executor threads, int callerMillis) {
        return handler(ByteBuffer::wrap, threads, callerMillis);
    }

    private Handler handler(Computing computing, Executor threads, int callerMillis) {
        Limits limits = new Limits(1000, 100, HELD_BYTES, 1, callerMillis);
        admission = new Admission(limits);
        return new ComputeHandler(
                request -> new TestJob(computing), limits, admission, threads, new SimpleMeterRegistry());
    }

    private void start(Handler handler) throws Exception {
        server = new Server(new InetSocketAddress("127.0.0.1", 0));
        server.setHandler(handler);
        server.start();
    }

    @AfterEach
    void end() {
        LifeCycle.stop(server);
    }

    /** What the caller sees; nothing if the connection is closed. */
    private String answer() throws IOException {
        return answer(REQUEST);
    }

    private String answer(String request) throws IOException {
        int port = ((ServerConnector) server.getConnectors()[0]).getLocalPort();
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(LONG_MILLIS / 2);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    /** The caller may see its answer a moment before the server has ended the request. */
    private void nothingIsHeld() throws InterruptedException {
        for (int i = 0; i < 1000 && admission.takenPlaces() + admission.heldBytes() > 0; i++) {
            Thread.sleep(10);
        }
        assertThat(admission.takenPlaces()).isZero();
        assertThat(admission.heldBytes()).isZero();
    }

    @Test
    void withoutFullHeapTheBodyComesBack() throws Exception {
        start(handler(Runnable::run, LONG_MILLIS));
        assertThat(answer()).startsWith("HTTP/1.1 200").endsWith("numbers.");
        nothingIsHeld();
    }

    @Test
    void aHeapThatIsFullWhenTheBodyIsReadMeansBusy() throws Exception {
        start(new FullInside(true, handler(Runnable::run, LONG_MILLIS)));
        assertThat(answer()).startsWith("HTTP/1.1 503");
        nothingIsHeld();
    }

    @Test
    void aHeapThatIsFullWhenAnswersAreWrittenEndsTheRequest() throws Exception {
        start(new FullInside(false, handler(Runnable::run, LONG_MILLIS)));
        assertThat(answer()).doesNotContain("200 OK");
        nothingIsHeld();
    }

    @Test
    void aHeapThatIsFullWhenARequestIsRefusedEndsTheRequest() throws Exception {
        start(new FullInside(false, handler(Runnable::run, LONG_MILLIS)));
        assertThat(answer(REQUEST.replace("POST", "PUT"))).doesNotContain("HTTP/1.1 405");
        nothingIsHeld();
    }

    @Test
    void aRequestWhoseAnswerIsNotReadHoldsNoPlace() throws Exception {
        CompletableFuture<Callback> unread = new CompletableFuture<>();
        start(new Handler.Wrapper(handler(Runnable::run, LONG_MILLIS)) {
            @Override
            public boolean handle(Request request, Response response, Callback callback) throws Exception {
                Response.Wrapper slow = new Response.Wrapper(request, response) {
                    @Override
                    public void write(boolean last, ByteBuffer bytes, Callback written) {
                        unread.complete(Callback.from(() -> super.write(last, bytes, written)));
                    }
                };
                return super.handle(request, slow, callback);
            }
        });
        CompletableFuture<String> answer = CompletableFuture.supplyAsync(() -> {
            try {
                return answer();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        Callback read = unread.get(1, TimeUnit.MINUTES);
        assertThat(admission.takenPlaces()).isZero();
        assertThat(admission.heldBytes()).isEqualTo(1024);
        read.succeeded();
        assertThat(answer.get(1, TimeUnit.MINUTES)).endsWith("numbers.");
        nothingIsHeld();
    }

    @Test
    void aRequestThatJettyForgetsIsEndedByItsDeadline() throws Exception {
        start(handler(task -> {}, SHORT_MILLIS));
        assertThat(answer()).doesNotContain("200 OK");
        nothingIsHeld();
    }

    @Test
    void aRequestThatIsComputedKeepsItsPlaceAndMemoryAfterItsDeadline() throws Exception {
        CountDownLatch connectionIsClosed = new CountDownLatch(1);
        CompletableFuture<List<Long>> held = new CompletableFuture<>();
        start(handler(
                body -> {
                    connectionIsClosed.await();
                    held.complete(List.of((long) admission.takenPlaces(), admission.heldBytes()));
                    return ByteBuffer.wrap(body);
                },
                task -> new Thread(task).start(),
                SHORT_MILLIS));
        assertThat(answer()).isEmpty();
        connectionIsClosed.countDown();
        assertThat(held.get(1, TimeUnit.MINUTES)).containsExactly(1L, 1024L);
    }

    @Test
    void aBodyWithoutRoomIsRefusedBeforeItIsRead() {
        Content.Source untouched = new Content.Source() {
            @Override
            public Content.Chunk read() {
                throw new IllegalStateException("read");
            }

            @Override
            public void demand(Runnable demandCallback) {
                throw new IllegalStateException("demand");
            }

            @Override
            public void fail(Throwable failure) {}
        };
        assertThatThrownBy(() -> new Body(untouched, Integer.MAX_VALUE, body -> {}, failure -> {}))
                .isInstanceOf(OutOfMemoryError.class);
    }
}
