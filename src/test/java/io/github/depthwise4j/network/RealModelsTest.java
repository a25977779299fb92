package io.github.depthwise4j.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.depthwise4j.numpy.NpzFile;
import io.github.depthwise4j.tensor.Shape;
import io.github.depthwise4j.tensor.Tensor;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Models of MediaPipe, against the oracle layer by layer, and against TensorFlow Lite as a whole. */
class RealModelsTest {
    /**
     * The largest error, as a part of the largest number of an output; of a mask, whose numbers can be up to 1, as a
     * part of 1. With every instruction set, at most 3.1e-6 was measured.
     */
    private static final double TOLERANCE = 1e-5;

    private static Path resource(String name) {
        try {
            return Path.of(Objects.requireNonNull(RealModelsTest.class.getResource("/models/" + name))
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The image for which TensorFlow Lite's outputs are kept; see the file beside them. */
    private static float[] image(Shape shape) {
        float[] values = new float[Math.toIntExact(shape.elementCount())];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) ((i * 2654435761L + 12345 >> 7) % 1000 / 1000.0);
        }
        return values;
    }

    @ParameterizedTest
    @ValueSource(strings = {"face_detection_short_range", "hand_landmark_lite", "selfie_segmentation_landscape"})
    void theOutputsAreThoseOfTensorFlowLite(String name) throws IOException {
        try (Network network = Network.load(resource(name + ".tflite"));
                Tensor image = Tensor.of(
                        image(network.inputShapes().get(0)),
                        network.inputShapes().get(0));
                NpzFile expected = NpzFile.open(resource(name + ".npz"))) {
            List<Tensor> outputs = network.run(image);
            assertThat(outputs).hasSize(expected.names().size());
            for (int i = 0; i < outputs.size(); i++) {
                try (Tensor output = outputs.get(i);
                        Tensor right = expected.read(Integer.toString(i))) {
                    assertThat(output.shape()).isEqualTo(right.shape());
                    compare(output.toFloatArray(), right.toFloatArray(), name + " output " + i);
                }
            }
        }
    }

    private static void compare(float[] actual, float[] expected, String subject) {
        double largest = subject.startsWith("selfie") ? 1 : 0;
        double worst = 0;
        for (int i = 0; i < actual.length; i++) {
            largest = Math.max(largest, Math.abs(expected[i]));
            double error = Math.abs(actual[i] - expected[i]);
            worst = Double.isNaN(error) ? Double.POSITIVE_INFINITY : Math.max(worst, error);
        }
        assertThat(worst).as(subject).isLessThanOrEqualTo(TOLERANCE * largest);
    }

    @ParameterizedTest
    @ValueSource(strings = {"face_detection_short_range", "hand_landmark_lite", "selfie_segmentation_landscape"})
    void everyLayerIsWithinItsBound(String name) throws IOException {
        NetworkVerification verification =
                Network.verify(resource(name + ".tflite"), NetworkOptions.defaults(), 3, layer -> {});
        assertThat(verification.passed()).as(verification.describe()).isTrue();
        assertThat(verification.layers()).hasSizeGreaterThan(50);
    }

    @ParameterizedTest
    @ValueSource(strings = {"face_detection_short_range", "selfie_segmentation_landscape"})
    void eachImageOfABatchHasTheResultsOfTheImageAlone(String name) throws IOException {
        Path file = resource(name + ".tflite");
        try (Network one = Network.load(file);
                Network three = Network.load(file, 3)) {
            Shape shape = three.inputShapes().get(0);
            assertThat(shape.dim(0)).isEqualTo(3);
            try (Tensor images = Tensor.of(image(shape), shape)) {
                List<Tensor> together = three.run(images);
                for (int image = 0; image < 3; image++) {
                    try (Tensor single = images.slice(image, image + 1)) {
                        List<Tensor> alone = one.run(single);
                        for (int i = 0; i < alone.size(); i++) {
                            try (Tensor part = together.get(i).slice(image, image + 1)) {
                                compare(
                                        part.toFloatArray(),
                                        alone.get(i).toFloatArray(),
                                        name + " image " + image + " output " + i);
                            }
                            alone.get(i).close();
                        }
                    }
                }
                together.forEach(Tensor::close);
            }
        }
    }
}
