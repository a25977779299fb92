package io.github.depthwise4j.server.load;

import io.github.depthwise4j.server.load.FaultsCommand.Bench;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Callers that send a byte now and then, and callers that never read their answer. */
final class SlowCallers implements Fault {
    private static final int EACH = 10;
    private static final int REQUEST_BYTES = 4 * 112 * 112 * 32;
    private static final long MILLIS = 11_000;
    private static final long STEP = 250;

    @Override
    public String name() {
        return EACH + " callers that send 4 bytes per second, and " + EACH + " that do not read";
    }

    @Override
    public String inflict(Bench bench) throws Exception {
        List<Socket> sockets = new ArrayList<>();
        try (ServerProcess server = bench.server(List.of(), "-Xmx512m", "-Dserver.callerMillis=6000")) {
            List<Socket> senders = new ArrayList<>();
            for (int i = 0; i < EACH; i++) {
                senders.add(begin(server, sockets));
            }
            double held = held(bench.callers(server));
            for (int i = 0; i < EACH; i++) {
                Socket reader = begin(server, sockets);
                reader.getOutputStream().write(new byte[REQUEST_BYTES]);
            }
            Tally others = new Tally();
            long end = System.nanoTime() + MILLIS * 1_000_000;
            List<Thread> callers = bench.callers(server).start(2, 11, others, () -> System.nanoTime() - end < 0);
            int cut = 0;
            while (System.nanoTime() - end < 0 && cut < EACH) {
                cut += senders.size();
                senders.removeIf(SlowCallers::isCut);
                cut -= senders.size();
                Thread.sleep(STEP);
            }
            for (Thread caller : callers) {
                caller.join();
            }
            Fault.require(others.faults().isEmpty(), "other callers met " + others.faults());
            Fault.require(cut == EACH, "only " + cut + " slow senders were cut off");
            bench.isSound(server, 10_000);
            server.terminateAndPrint();
            return "all were cut off, and their " + ((long) held >> 20) + " MiB were free again; meanwhile "
                    + others.rightAnswers() + " requests of others got their right answers";
        } finally {
            for (Socket socket : sockets) {
                socket.close();
            }
        }
    }

    /** What they hold as soon as the server has seen them. */
    private static double held(Callers callers) throws Exception {
        double held = 0;
        for (int i = 0; i < 50 && held == 0; i++) {
            Thread.sleep(100);
            held = callers.metric("server_held_bytes");
        }
        Fault.require(held > 0, "the slow callers hold nothing");
        return held;
    }

    private static Socket begin(ServerProcess server, List<Socket> sockets) throws IOException {
        Socket socket = new Socket();
        sockets.add(socket);
        socket.setReceiveBufferSize(1 << 14);
        socket.connect(new java.net.InetSocketAddress(
                server.root().getHost(), server.root().getPort()));
        socket.getOutputStream()
                .write(("POST /separable?shape=1,112,112,32 HTTP/1.1\r\nHost: a\r\nContent-Length: " + REQUEST_BYTES
                                + "\r\n\r\n")
                        .getBytes(StandardCharsets.ISO_8859_1));
        return socket;
    }

    private static boolean isCut(Socket socket) {
        try {
            if (socket.getInputStream().available() > 0) {
                return true; // an answer before the body is complete: the server has given up
            }
            socket.getOutputStream().write(1);
            return false;
        } catch (IOException e) {
            return true;
        }
    }
}
