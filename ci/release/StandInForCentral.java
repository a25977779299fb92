import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Answers the uploads of a dry run in place of Maven Central, on this machine only: takes the bundle, and says that it
 * is valid. The argument is a file, to which the port is written.
 */
public final class StandInForCentral {
    private static final String ID = "00000000-0000-0000-0000-000000000000";

    private StandInForCentral() {}

    public static void main(String[] arguments) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/api/v1/publisher/", exchange -> {
            try (exchange) {
                exchange.getRequestBody().readAllBytes();
                boolean upload = exchange.getRequestURI().getPath().endsWith("/upload");
                String answer = upload
                        ? ID
                        : "{\"deploymentId\":\"" + ID + "\",\"deploymentName\":\"dry run\","
                                + "\"deploymentState\":\"VALIDATED\",\"purls\":[],\"errors\":{}}";
                byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().set("Content-Type", upload ? "text/plain" : "application/json");
                exchange.sendResponseHeaders(upload ? 201 : 200, bytes.length);
                exchange.getResponseBody().write(bytes);
            }
        });
        server.start();
        Path port = Path.of(arguments[0]);
        Path part = port.resolveSibling(port.getFileName() + ".part");
        Files.writeString(part, Integer.toString(server.getAddress().getPort()));
        Files.move(part, port);
    }
}
