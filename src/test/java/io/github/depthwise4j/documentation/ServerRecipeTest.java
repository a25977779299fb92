package io.github.depthwise4j.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.depthwise4j.ChildJvm;
import java.io.BufferedReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server of the page "Use it in a server", as a process that gets requests and is told to end. */
class ServerRecipeTest {
    private static final int NUMBERS = 56 * 56 * 32;
    private static final String LISTENING = "listening on ";

    @TempDir
    private Path directory;

    private final HttpClient client = HttpClient.newHttpClient();
    private URI root;

    @Test
    void itAnswersRequestsAndEndsWithNothingOpen() throws Exception {
        PageProgram program = PageProgram.of(Page.blocks("java").stream()
                .map(Page.Block::text)
                .filter(text -> text.contains(JavaBlocksTest.SERVER))
                .findFirst()
                .orElseThrow());
        program.compileTo(directory);
        Process server = ChildJvm.ofThisClassPath()
                .withFirst(directory)
                .allowingNativeCode()
                .start(program.name(), "0");
        try (BufferedReader printed = server.inputReader()) {
            String line = printed.readLine();
            while (line != null && !line.startsWith(LISTENING)) {
                line = printed.readLine();
            }
            assertThat(line).as("the line of the server that says its port").isNotNull();
            root = URI.create("http://127.0.0.1:" + line.substring(LISTENING.length()));

            assertThat(get("/health").statusCode()).isEqualTo(200);
            assertThat(post(new byte[7]).statusCode()).isEqualTo(400);
            assertThat(post(new byte[NUMBERS * Float.BYTES + 1]).statusCode()).isEqualTo(400);
            HttpResponse<byte[]> answer = post(ones());
            assertThat(answer.statusCode()).isEqualTo(200);
            float[] numbers = new float[NUMBERS];
            ByteBuffer.wrap(answer.body())
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asFloatBuffer()
                    .get(numbers);
            // The mean of 3 x 3 ones is 1, and in a corner 5 of the 9 are padding.
            assertThat(numbers[(56 + 1) * 32]).isEqualTo(1, org.assertj.core.data.Offset.offset(1e-6f));
            assertThat(numbers[0]).isEqualTo(4 / 9f, org.assertj.core.data.Offset.offset(1e-6f));

            // The process would also close what it printed.
            server.toHandle().destroy();
            assertThat(printed.lines()).contains("closed with 0 tensors open");
            assertThat(server.waitFor(30, TimeUnit.SECONDS)).isTrue();
        } finally {
            server.destroyForcibly();
        }
    }

    private static byte[] ones() {
        float[] ones = new float[NUMBERS];
        Arrays.fill(ones, 1);
        ByteBuffer body = ByteBuffer.allocate(NUMBERS * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        body.asFloatBuffer().put(ones);
        return body.array();
    }

    private HttpResponse<byte[]> get(String path) throws Exception {
        return client.send(HttpRequest.newBuilder(root.resolve(path)).build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private HttpResponse<byte[]> post(byte[] body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(root.resolve("/layer"))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofByteArray());
    }
}
