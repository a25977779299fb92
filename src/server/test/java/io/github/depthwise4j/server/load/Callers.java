package io.github.depthwise4j.server.load;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.BooleanSupplier;

/** Callers that send one request after another, each on a thread of its own, and check every answer. */
final class Callers {
    private static final int BAD_ONE_IN = 100;
    private static final int BUSY_PAUSE_MILLIS = 20;

    private final Catalogue catalogue;
    private final URI root;
    private final HttpClient client;
    private final BadRequests bad;
    private final boolean good;

    Callers(Catalogue catalogue, URI root) {
        this(catalogue, root, false);
    }

    private Callers(Catalogue catalogue, URI root, boolean good) {
        this.good = good;
        this.catalogue = catalogue;
        this.root = root;
        this.client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        this.bad = new BadRequests(client, root);
    }

    /** {@return callers that send no bad request} */
    Callers good() {
        return new Callers(catalogue, root, true);
    }

    BadRequests bad() {
        return bad;
    }

    /** Starts callers, which go on as long as the condition holds. */
    List<Thread> start(int count, long seed, Tally tally, BooleanSupplier goOn) {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Random random = new Random(seed + i);
            Thread thread = new Thread(() -> run(random, tally, goOn), "caller " + i);
            thread.start();
            threads.add(thread);
        }
        return threads;
    }

    private void run(Random random, Tally tally, BooleanSupplier goOn) {
        try {
            while (goOn.getAsBoolean()) {
                if (!good && random.nextInt(BAD_ONE_IN) == 0) {
                    bad.send(random, tally);
                } else {
                    send(catalogue.draw(random), tally);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            tally.fault("the caller itself failed: " + e);
        }
    }

    /** Sends a request and checks the answer; a refused one is not sent again. */
    void send(Call call, Tally tally) throws InterruptedException {
        long begin = System.nanoTime();
        HttpResponse<byte[]> answer;
        try {
            answer = client.send(call.request(root), BodyHandlers.ofByteArray());
        } catch (IOException e) {
            tally.fault(call.kind() + ": " + e);
            return;
        }
        if (answer.statusCode() == 503
                && answer.headers().firstValue("Retry-After").isPresent()) {
            tally.busy();
            Thread.sleep(BUSY_PAUSE_MILLIS);
        } else if (answer.statusCode() != 200) {
            tally.fault(call.kind() + " got " + answer.statusCode());
        } else if (!call.isAnsweredBy(answer.body())) {
            tally.fault("wrong answer to " + call.pathAndQuery());
        } else {
            tally.right(System.nanoTime() - begin);
        }
    }

    /** The text of a path that computes nothing. */
    String get(String path) throws IOException, InterruptedException {
        return client.send(
                        java.net.http.HttpRequest.newBuilder(root.resolve(path)).build(), BodyHandlers.ofString())
                .body();
    }

    /** The server's date, as it is in every answer. */
    String date() throws IOException, InterruptedException {
        return client.send(
                        java.net.http.HttpRequest.newBuilder(root.resolve("/health"))
                                .build(),
                        BodyHandlers.discarding())
                .headers()
                .firstValue("Date")
                .orElseThrow();
    }

    /** A number of the metrics. */
    double metric(String name) throws IOException, InterruptedException {
        return get("/metrics")
                .lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
                .findFirst()
                .orElseThrow(() -> new IOException("no metric " + name));
    }
}
