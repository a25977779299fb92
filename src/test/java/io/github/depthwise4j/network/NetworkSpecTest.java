package io.github.depthwise4j.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.depthwise4j.Data;
import io.github.depthwise4j.Depthwise4j;
import io.github.depthwise4j.Threads;
import io.github.depthwise4j.errors.FileFormatException;
import io.github.depthwise4j.memory.MemoryCounts;
import io.github.depthwise4j.problem.Parallelism;
import io.github.depthwise4j.problem.PlanningEffort;
import io.github.depthwise4j.tensor.Shape;
import io.github.depthwise4j.tensor.Tensor;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Networks as values, and one network per process and content. */
class NetworkSpecTest {
    private static final Path MODEL = Path.of("src/test/resources/models/selfie_segmentation_landscape.tflite");
    private static final int THREADS = 4;

    private static byte[] written(Object value) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(value);
        }
        return bytes.toByteArray();
    }

    private static NetworkSpec read(byte[] bytes) throws IOException, ClassNotFoundException {
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
            return (NetworkSpec) in.readObject();
        }
    }

    private static float[] run(Network network) {
        Shape shape = network.inputShapes().get(0);
        try (Tensor input = Tensor.of(Data.values(shape, 3), shape)) {
            List<Tensor> results = network.run(input);
            float[] numbers = results.get(0).toFloatArray();
            results.forEach(Tensor::close);
            return numbers;
        }
    }

    @Test
    void aNetworkIsTheSameAfterATripThroughAStream() throws Exception {
        NetworkOptions options = NetworkOptions.defaults()
                .batch(2)
                .planning(PlanningEffort.ESTIMATE)
                .parallelism(Parallelism.callerOnly());
        NetworkSpec spec = NetworkSpec.read(MODEL, options);
        NetworkSpec copy = read(written(spec));
        assertThat(copy).isEqualTo(spec).hasSameHashCodeAs(spec).hasToString(spec.toString());
        assertThat(copy.withOptions(NetworkOptions.defaults())).isNotEqualTo(spec);
        assertThat(copy.withOptions(options)).isEqualTo(spec);
        assertThat(NetworkSpec.of(spec.name(), Files.readAllBytes(MODEL), options))
                .isEqualTo(spec);
        assertThat(NetworkSpec.of("other", Files.readAllBytes(MODEL), options)).isNotEqualTo(spec);
        try (Network expected = Network.load(MODEL, options);
                Network built = copy.build()) {
            assertThat(built.toString()).isEqualTo(expected.toString());
            assertThat(run(built)).isEqualTo(run(expected));
        }
    }

    @Test
    void theArrayOfTheCallerIsCopied() throws IOException {
        byte[] model = Files.readAllBytes(MODEL);
        NetworkSpec spec = NetworkSpec.of("", model, NetworkOptions.defaults());
        NetworkSpec before = NetworkSpec.of("", model, NetworkOptions.defaults());
        model[model.length - 1]++;
        assertThat(spec).isEqualTo(before);
    }

    @Test
    void whatIsNoModelIsRefused() throws Exception {
        assertThatThrownBy(() -> NetworkSpec.of("", new byte[40], NetworkOptions.defaults()))
                .isInstanceOf(FileFormatException.class);
        byte[] stream = written(NetworkSpec.read(MODEL, NetworkOptions.defaults()));
        int identifier = new String(stream, java.nio.charset.StandardCharsets.ISO_8859_1).indexOf("TFL3");
        stream[identifier]++;
        assertThatThrownBy(() -> read(stream)).isInstanceOf(InvalidObjectException.class);
        stream[identifier]--;
        assertThatThrownBy(() -> read(Arrays.copyOf(stream, stream.length / 2))).isInstanceOf(IOException.class);
    }

    @Test
    void threadsShareOneNetworkAndLeaveNothingOpen() throws Exception {
        Depthwise4j.trim();
        long bytes = MemoryCounts.liveBytes();
        NetworkSpec spec = NetworkSpec.read(MODEL, NetworkOptions.defaults().parallelism(Parallelism.callerOnly()));
        float[] expected;
        try (Network alone = spec.build()) {
            expected = run(alone);
        }
        try (SharedNetwork kept = SharedNetworks.get(spec)) {
            byte[] stream = written(spec);
            Threads.run(THREADS, number -> {
                try (SharedNetwork share = SharedNetworks.get(read(stream))) {
                    assertThat(share.network()).isSameAs(kept.network());
                    assertThat(run(share.network())).isEqualTo(expected);
                }
            });
        }
        Depthwise4j.trim();
        assertThat(MemoryCounts.liveBytes()).isEqualTo(bytes);
    }

    @Test
    void aModelThatCannotBeUsedIsRefusedEachTime() throws Exception {
        byte[] model = Files.readAllBytes(MODEL);
        NetworkSpec spec = NetworkSpec.of("cut", Arrays.copyOf(model, 2_000), NetworkOptions.defaults());
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> SharedNetworks.get(spec)).isInstanceOf(FileFormatException.class);
        }
    }
}
