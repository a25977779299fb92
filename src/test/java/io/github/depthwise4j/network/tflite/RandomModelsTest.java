package io.github.depthwise4j.network.tflite;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.depthwise4j.TestSettings;
import io.github.depthwise4j.network.Network;
import io.github.depthwise4j.network.NetworkOptions;
import io.github.depthwise4j.network.NetworkVerification;
import io.github.depthwise4j.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Random models, written here: every tensor of them has the numbers of TensorFlow's definitions. */
class RandomModelsTest {
    private static final int MODELS = Integer.getInteger("depthwise4j.test.models", 120);
    /** As a part of the largest number of a tensor: errors grow from operator to operator. */
    private static final double TOLERANCE = 1e-4;

    private final Set<String> operators = new TreeSet<>();

    @Test
    void everyTensorHasTheNumbersOfTheDefinitions(@TempDir Path directory) throws IOException {
        for (int i = 0; i < MODELS; i++) {
            check(TestSettings.SEED + i, directory.resolve("random.tflite"), i % 10 == 0);
        }
        // Else the random choice could have missed some.
        assertThat(operators).hasSizeGreaterThanOrEqualTo(MODELS < 100 ? 1 : 46);
    }

    private void check(long seed, Path file, boolean verified) throws IOException {
        RandomModel model = new RandomModel(seed);
        model.operators.forEach(line -> operators.add(line.replaceAll(" *\\[.*| \\d+$", "")));
        Files.write(file, model.writer.bytes());
        String line = "seed " + seed + ": " + model.operators;
        List<Tensor> tensors = new ArrayList<>();
        try (Network network = Network.load(file)) {
            for (ModelValue value : model.values.subList(0, model.inputs)) {
                tensors.add(Tensor.of(
                        floats(value),
                        Arrays.stream(value.dims()).asLongStream().toArray()));
            }
            List<Tensor> results = network.run(tensors.toArray(Tensor[]::new));
            tensors.addAll(results);
            for (int i = 0; i < results.size(); i++) {
                ModelValue expected = model.values.get(model.inputs + i);
                compare(results.get(i).toFloatArray(), expected, line + ", output " + i);
            }
        } catch (RuntimeException | IOException e) {
            throw new AssertionError(line, e);
        } finally {
            tensors.forEach(Tensor::close);
        }
        if (verified) {
            NetworkVerification verification = Network.verify(file, NetworkOptions.defaults(), seed, layer -> {});
            assertThat(verification.passed()).as(line + verification.describe()).isTrue();
        }
    }

    private static float[] floats(ModelValue value) {
        float[] floats = new float[value.numbers().length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) value.numbers()[i];
        }
        return floats;
    }

    private static void compare(float[] actual, ModelValue expected, String line) {
        assertThat(actual).as(line).hasSameSizeAs(expected.numbers());
        double allowed = TOLERANCE * (1 + expected.largest());
        for (int i = 0; i < actual.length; i++) {
            double error = Math.abs(actual[i] - expected.numbers()[i]);
            assertThat(error)
                    .as("%s, number %d of %s", line, i, expected.tensor())
                    .isLessThanOrEqualTo(allowed);
        }
    }
}
