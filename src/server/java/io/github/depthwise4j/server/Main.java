package io.github.depthwise4j.server;

import io.github.depthwise4j.Depthwise4j;
import io.github.depthwise4j.metrics.Depthwise4jMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.file.Path;

/**
 * Starts the server in this order: load oneDNN, make the operations and their plans, listen. It ends in the opposite
 * order when the process gets SIGTERM.
 *
 * <p>{@code java ... Main model.tflite [port]}; the limits are system properties, see {@link Limits}.
 */
public final class Main {
    private Main() {}

    /**
     * Starts the server.
     *
     * @param arguments the network's file, and a port; without port any free one
     * @throws Exception if it cannot be started
     */
    public static void main(String[] arguments) throws Exception {
        Models models = new Models(Path.of(arguments[0]));
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        new Depthwise4jMetrics().bindTo(registry);
        ComputeServer server = new ComputeServer(
                arguments.length == 1 ? 0 : Integer.parseInt(arguments[1]),
                models.service(),
                Limits.ofProperties(),
                registry);
        server.start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(server, models, registry), "end"));
        System.out.println("listening on " + server.port());
    }

    private static void end(ComputeServer server, Models models, PrometheusMeterRegistry registry) {
        try {
            server.stop();
            models.close();
        } catch (Exception e) {
            System.err.println("the server did not end in order: " + e);
        }
        System.out.println(
                "answered " + registry.timer("server.requests", "status", "200").count() + " requests with 200, "
                        + Depthwise4j.stats().tensors() + " tensors open");
        Depthwise4j.shutdown();
    }
}
