package io.github.depthwise4j.server;

/**
 * How much the server takes on. What goes beyond is refused at once: a queue without end would make every caller wait
 * for answers that come too late, and fill the heap meanwhile.
 *
 * @param bodyBytes the largest body of a request
 * @param pixels the largest picture
 * @param heldBytes the bytes of bodies and answers that may be in memory at the same time
 * @param places the requests that may compute, or wait for a thread to compute, at the same time
 * @param callerMillis how long a caller may take to send the request and to read the answer
 */
public record Limits(int bodyBytes, int pixels, long heldBytes, int places, int callerMillis) {
    /**
     * {@return the limits in the system properties {@code server.*}; by default they fit the JVM's heap and processors}
     */
    public static Limits ofProperties() {
        Runtime jvm = Runtime.getRuntime();
        return new Limits(
                Integer.getInteger("server.bodyBytes", 8 << 20),
                Integer.getInteger("server.pixels", 1 << 20),
                Long.getLong("server.heldBytes", jvm.maxMemory() / 4),
                Integer.getInteger("server.places", 8 * jvm.availableProcessors()),
                Integer.getInteger("server.callerMillis", 30_000));
    }
}
