package io.github.depthwise4j.server;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.concurrent.Executor;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.pathmap.ServletPathSpec;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.server.handler.PathMappingsHandler;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** The service on the network: paths, limits of connections, and an end that loses no accepted request. */
final class ComputeServer {
    private static final String LOOPBACK = "127.0.0.1";
    private static final int MOST_CONNECTIONS = 1024;
    private static final long IDLE_MILLIS = 10_000;
    private static final long STOP_MILLIS = 20_000;

    private final Server server;
    private final ServerConnector connector;

    ComputeServer(int port, Service service, Limits limits, PrometheusMeterRegistry registry) {
        QueuedThreadPool pool = new QueuedThreadPool();
        // Null before Java 21; then the pool's own threads compute.
        pool.setVirtualThreadsExecutor(VirtualThreads.getDefaultVirtualThreadsExecutor());
        Executor threads = VirtualThreads.areSupported() ? VirtualThreads.getVirtualThreadsExecutor(pool) : pool;
        server = new Server(pool);

        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        connector = new ServerConnector(server, new HttpConnectionFactory(http));
        connector.setHost(LOOPBACK);
        connector.setPort(port);
        // Less than the whole time of a caller, so that one whose body stops is told so before it is cut off.
        connector.setIdleTimeout(Math.min(IDLE_MILLIS, limits.callerMillis() / 2));
        connector.setShutdownIdleTimeout(1000);
        server.addConnector(connector);
        server.addBean(new NetworkConnectionLimit(MOST_CONNECTIONS, server));

        Admission admission = new Admission(limits);
        Gauge.builder("server.held.bytes", admission, Admission::heldBytes).register(registry);
        Gauge.builder("server.places.taken", admission, Admission::takenPlaces).register(registry);

        PathMappingsHandler paths = new PathMappingsHandler();
        service.tensors()
                .forEach((path, computation) -> paths.addMapping(
                        new ServletPathSpec(path),
                        new ComputeHandler(new TensorJobs(computation, limits), limits, admission, threads, registry)));
        service.pictures()
                .forEach((path, function) -> paths.addMapping(
                        new ServletPathSpec(path),
                        new ComputeHandler(new PictureJobs(function, limits), limits, admission, threads, registry)));
        paths.addMapping(new ServletPathSpec("/health"), new TextHandler(() -> health(service)));
        paths.addMapping(
                new ServletPathSpec("/metrics"),
                new TextHandler(() -> new TextHandler.Text(
                        HttpStatus.OK_200, "text/plain; version=0.0.4; charset=utf-8", registry.scrape())));

        server.setHandler(graceful(paths, registry));
        server.setErrorHandler(new ErrorAnswers());
        server.setStopTimeout(STOP_MILLIS);
    }

    /** Counts requests. When the server is told to end, it refuses new ones, and waits for those it has accepted. */
    private static Handler graceful(Handler paths, PrometheusMeterRegistry registry) {
        return new GracefulHandler(paths) {
            @Override
            protected void handleShutdownRejection(Request request, Response response, Callback callback) {
                new Answer(request, response, callback, registry).busy();
            }
        };
    }

    private static TextHandler.Text health(Service service) {
        boolean healthy = service.healthy().getAsBoolean();
        return new TextHandler.Text(
                healthy ? HttpStatus.OK_200 : HttpStatus.SERVICE_UNAVAILABLE_503,
                "text/plain;charset=utf-8",
                healthy ? "ready\n" : "not ready\n");
    }

    /** Begins to listen. */
    void start() throws Exception {
        server.start();
    }

    int port() {
        return connector.getLocalPort();
    }

    /** Stops listening, answers what was accepted, for at most {@value #STOP_MILLIS} milliseconds, and ends. */
    void stop() throws Exception {
        server.stop();
    }
}
