package io.github.depthwise4j.server.load;

import io.github.depthwise4j.server.load.FaultsCommand.Bench;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import javax.imageio.ImageIO;

/** The heap is full: limits that are too large for the heap let a picture in that does not fit. */
final class FullHeap implements Fault {
    private static final int SIDE = 2200;
    private static final int PICTURES = 5;

    @Override
    public String name() {
        return "a request that fills the heap (`OutOfMemoryError`)";
    }

    @Override
    public String inflict(Bench bench) throws Exception {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB), "png", file);
        try (ServerProcess server =
                bench.server(List.of(), "-Xmx128m", "-Dserver.pixels=5000000", "-Dserver.heldBytes=1000000000")) {
            HttpClient client = HttpClient.newHttpClient();
            HttpRequest request = HttpRequest.newBuilder(server.root().resolve("/picture/sharpen"))
                    .POST(BodyPublishers.ofByteArray(file.toByteArray()))
                    .build();
            AtomicBoolean goOn = new AtomicBoolean(true);
            Tally tally = new Tally();
            List<Thread> callers = bench.callers(server).start(2, 8, tally, goOn::get);
            int refused = 0;
            for (int i = 0; i < PICTURES; i++) {
                try {
                    int status = client.send(request, HttpResponse.BodyHandlers.discarding())
                            .statusCode();
                    Fault.require(status == 503 || status == 500, "the picture got " + status);
                    refused++;
                } catch (IOException e) {
                    // The heap was full inside Jetty too, which then closes the connection.
                    Fault.require(server.isAlive(), "the server has ended");
                }
            }
            goOn.set(false);
            for (Thread caller : callers) {
                caller.join();
            }
            tally.faults()
                    .keySet()
                    .forEach(what -> Fault.require(
                            what.contains("Exception") || what.contains("got 500"), "others met " + what));
            long lost =
                    tally.faults().values().stream().mapToLong(LongAdder::sum).sum();
            // Where the heap was full inside Jetty, a request ends only when its time is over.
            bench.isSound(server, 20_000);
            String seen = server.terminateAndPrint();
            Fault.require(seen.contains("OutOfMemoryError"), "the heap was never full");
            return "of " + PICTURES + " such requests " + refused + " got 503 or 500, " + (PICTURES - refused)
                    + " a closed connection; beside them " + tally.rightAnswers()
                    + " requests got their right answers, "
                    + tally.busyAnswers() + " got 503, " + lost
                    + " got 500 or a closed connection, none a wrong answer; afterwards all are answered";
        }
    }
}
