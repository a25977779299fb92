package io.github.depthwise4j.peers;

import io.github.depthwise4j.network.Network;
import io.github.depthwise4j.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A process that classifies a picture of zeros with a {@code .tflite} model, as soon as it can. */
public final class OurNetworkStart {
    private OurNetworkStart() {}

    public static void main(String[] arguments) throws IOException {
        int size = 224;
        try (Network network = Network.load(Path.of(arguments[0]));
                Tensor image = Tensor.of(new float[size * size * 3], 1, size, size, 3)) {
            for (int run = 0; run <= NetworkStarts.RUNS; run++) {
                List<Tensor> result = network.run(image);
                if (run == 0) {
                    StartedNetwork.tellFirst(result.get(0).toFloatArray());
                }
                result.forEach(Tensor::close);
            }
            StartedNetwork.tellMemory();
        }
    }
}
