import com.sun.net.httpserver.HttpServer;
import io.github.depthwise4j.Depthwise4j;
import io.github.depthwise4j.DepthwiseConv2d;
import io.github.depthwise4j.Nn;
import io.github.depthwise4j.problem.Padding;
import io.github.depthwise4j.tensor.Shape;
import io.github.depthwise4j.tensor.Tensor;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * A service that answers one request, its own, and ends: it computes with a built operation, with a one-shot call and
 * with the oracle, and fails unless all is right. ci/native-image.sh runs it on the JVM, and as a native image.
 */
public final class Smoke {
    private static final float[] FILTER = {1, 2, 3, 4};
    private static final float[] IMAGE = {1, 2, 3, 4, 5, 6, 7, 8, 9};
    private static final float[] RESULT = {13, 18, 17, 24, 21, 30, 25, 36, 29, 42, 33, 48};

    private Smoke() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        System.out.println(Depthwise4j.load().instructionSet());
        try (Tensor filter = Tensor.of(FILTER, 2, 1, 1, 2);
                DepthwiseConv2d layer = DepthwiseConv2d.builder(filter)
                        .padding(Padding.VALID)
                        .name("smoke")
                        .build()) {
            serve(layer);
            oneShot(filter);
            check(Depthwise4j.verifier()
                    .verify(layer.plan(Shape.of(1, 3, 3, 1)).problem(), 1)
                    .passed());
        }
        check(Depthwise4j.stats().tensors() == 0);
        Depthwise4j.shutdown();
        System.out.println("right");
    }

    private static void serve(DepthwiseConv2d layer) throws IOException, InterruptedException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/layer", exchange -> {
            float[] image = floats(exchange.getRequestBody().readAllBytes());
            float[] result = new float[RESULT.length];
            layer.run(image, Shape.of(1, 3, 3, 1), result);
            byte[] answer = bytes(result);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
        try {
            URI uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/layer");
            HttpResponse<byte[]> answer = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(uri)
                                    .POST(BodyPublishers.ofByteArray(bytes(IMAGE)))
                                    .build(),
                            BodyHandlers.ofByteArray());
            check(answer.statusCode() == 200 && Arrays.equals(floats(answer.body()), RESULT));
        } finally {
            server.stop(0);
        }
    }

    private static void oneShot(Tensor filter) {
        try (Tensor image = Tensor.of(IMAGE, 1, 3, 3, 1);
                Tensor result = Nn.depthwiseConv2d(image, filter, new int[] {1, 1, 1, 1}, Padding.VALID)) {
            check(Arrays.equals(result.toFloatArray(), RESULT));
        }
    }

    private static void check(boolean right) {
        if (!right) {
            throw new IllegalStateException("a wrong result");
        }
    }

    private static byte[] bytes(float[] floats) {
        ByteBuffer bytes = ByteBuffer.allocate(floats.length * Float.BYTES);
        bytes.asFloatBuffer().put(floats);
        return bytes.array();
    }

    private static float[] floats(byte[] bytes) {
        float[] floats = new float[bytes.length / Float.BYTES];
        ByteBuffer.wrap(bytes).asFloatBuffer().get(floats);
        return floats;
    }
}
