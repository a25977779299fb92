package io.github.depthwise4j.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.depthwise4j.Depthwise4j;
import io.github.depthwise4j.DepthwiseConv2d;
import io.github.depthwise4j.problem.Padding;
import io.github.depthwise4j.reference.ReferenceConvolution;
import io.github.depthwise4j.tensor.DataFormat;
import io.github.depthwise4j.tensor.Tensor;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;

/** Starts the service, asks for its health, lets it compute, and ends it. */
class SpringTest {
    private static final int HEIGHT = 9;
    private static final int WIDTH = 7;
    private static final int CHANNELS = 4;
    private static final int BYTES = HEIGHT * WIDTH * CHANNELS * Float.BYTES;
    private static final float TOLERANCE = 1e-5f;
    private static final long MOST_NANOS = 60_000_000_000L;

    private final HttpClient client = HttpClient.newHttpClient();
    private final AtomicLong plansWhenReady = new AtomicLong(-1);
    private ConfigurableApplicationContext context;

    @BeforeEach
    void start() {
        SpringApplication application = new SpringApplication(Application.class);
        application.addListeners((ApplicationListener<AvailabilityChangeEvent<ReadinessState>>) event -> {
            if (event.getState() == ReadinessState.ACCEPTING_TRAFFIC) {
                plansWhenReady.set(
                        context(event).getBean(DepthwiseConv2d.class).stats().plans());
            }
        });
        context = application.run(
                "--server.port=0",
                "--layer.height=" + HEIGHT,
                "--layer.width=" + WIDTH,
                "--layer.channels=" + CHANNELS,
                "--layer.memory-limit=64MB");
    }

    private static ConfigurableApplicationContext context(AvailabilityChangeEvent<ReadinessState> event) {
        return (ConfigurableApplicationContext) event.getSource();
    }

    @AfterEach
    void end() {
        context.close();
    }

    private int port() {
        return context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port() + path);
    }

    private String get(String path) throws Exception {
        HttpResponse<String> answer =
                client.send(HttpRequest.newBuilder(uri(path)).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    private HttpResponse<byte[]> post(byte[] body) throws Exception {
        return client.send(
                HttpRequest.newBuilder(uri("/layer"))
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
    }

    private static float[] image() {
        Random random = new Random(1);
        float[] numbers = new float[BYTES / Float.BYTES];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = random.nextFloat() * 16 - 8;
        }
        return numbers;
    }

    private static byte[] bytes(float[] numbers) {
        ByteBuffer bytes = ByteBuffer.allocate(numbers.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(numbers);
        return bytes.array();
    }

    private static void isTheMeanOfEachWindow(byte[] answer) {
        float[] taps = new float[3 * 3 * CHANNELS];
        Arrays.fill(taps, 1f / 9);
        float[] numbers = new float[BYTES / Float.BYTES];
        ByteBuffer.wrap(answer).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(numbers);
        try (Tensor input = Tensor.of(image(), 1, HEIGHT, WIDTH, CHANNELS);
                Tensor filter = Tensor.of(taps, 3, 3, CHANNELS, 1);
                Tensor sums = ReferenceConvolution.depthwiseConv2d(
                        input, filter, new int[] {1, 1, 1, 1}, Padding.SAME, DataFormat.NHWC, new int[] {1, 1}, "")) {
            float[] expected = sums.toFloatArray();
            for (int i = 0; i < expected.length; i++) {
                expected[i] = Math.max(0, Math.min(6, expected[i]));
            }
            assertThat(numbers).containsExactly(expected, Offset.offset(TOLERANCE));
        }
    }

    @Test
    void healthTellsWhatIsLoadedAndThatTheCheckHasPassed() throws Exception {
        String instructionSet = Depthwise4j.info().instructionSet();
        assertThat(get("/actuator/health"))
                .contains("\"status\":\"UP\"", "\"instructionSet\":\"" + instructionSet + '"')
                .contains("\"selfCheck\":\"passed\"", "\"mismatches\":0");
        assertThat(get("/actuator/health/readiness")).contains("\"status\":\"UP\"");
        assertThat(Depthwise4j.info().settings().get("memoryLimit")).isEqualTo("67108864, program");
    }

    @Test
    void thePlansAreMadeBeforeTheServiceIsReady() {
        assertThat(plansWhenReady.get()).isPositive();
    }

    @Test
    void anImageIsComputedAndCounted() throws Exception {
        HttpResponse<byte[]> answer = post(bytes(image()));
        assertThat(answer.statusCode()).isEqualTo(200);
        isTheMeanOfEachWindow(answer.body());
        assertThat(get("/actuator/metrics/depthwise4j.calls?tag=name:layer")).contains("\"statistic\":\"COUNT\"");
        assertThat(get("/actuator/metrics/depthwise4j.loaded")).contains("\"value\":1.0");
    }

    @Test
    void aBodyOfAnotherSizeIsRefused() throws Exception {
        assertThat(post(new byte[BYTES - 1]).statusCode()).isEqualTo(400);
        assertThat(post(new byte[BYTES + 1]).statusCode()).isEqualTo(400);
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + MOST_NANOS;
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime() - end).as("waited too long").isNegative();
            Thread.sleep(20);
        }
    }

    private static boolean isReadingABody() {
        return Thread.getAllStackTraces().values().stream()
                .flatMap(Arrays::stream)
                .anyMatch(frame -> frame.getClassName().equals(LayerController.class.getName()));
    }

    private static boolean isRefused(int port) {
        try (Socket another = new Socket("127.0.0.1", port)) {
            return another.isClosed();
        } catch (IOException e) {
            return true;
        }
    }

    @Test
    void anAcceptedRequestIsAnsweredWhileTheServiceEndsAndNothingIsLeftOpen() throws Exception {
        byte[] body = bytes(image());
        int port = port();
        CompletableFuture<Void> closing;
        byte[] answer;
        try (Socket socket = new Socket("127.0.0.1", port)) {
            OutputStream out = socket.getOutputStream();
            out.write(("POST /layer HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: " + BYTES + "\r\n\r\n")
                    .getBytes(StandardCharsets.ISO_8859_1));
            out.write(body, 0, BYTES / 2);
            out.flush();
            await(SpringTest::isReadingABody);
            closing = CompletableFuture.runAsync(context::close);
            await(() -> isRefused(port));
            assertThat(closing.isDone()).isFalse();
            out.write(body, BYTES / 2, BYTES - BYTES / 2);
            answer = socket.getInputStream().readAllBytes();
        }
        closing.get();
        assertThat(new String(answer, StandardCharsets.ISO_8859_1)).startsWith("HTTP/1.1 200");
        isTheMeanOfEachWindow(Arrays.copyOfRange(answer, answer.length - BYTES, answer.length));
        assertThat(Depthwise4j.stats().tensors()).isZero();
        assertThat(Depthwise4j.stats().operations()).isZero();
    }
}
