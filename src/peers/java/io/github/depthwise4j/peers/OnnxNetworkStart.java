package io.github.depthwise4j.peers;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.Map;

/** A process that classifies a picture of zeros with ONNX Runtime, as soon as it can. */
public final class OnnxNetworkStart {
    private OnnxNetworkStart() {}

    public static void main(String[] arguments) throws OrtException, IOException {
        int size = 224;
        long[] dims = {1, 3, size, size};
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (OrtSession session = environment.createSession(arguments[0]);
                OnnxTensor image =
                        OnnxTensor.createTensor(environment, FloatBuffer.wrap(new float[3 * size * size]), dims)) {
            for (int run = 0; run <= NetworkStarts.RUNS; run++) {
                try (OrtSession.Result result = session.run(Map.of("x", image))) {
                    if (run == 0) {
                        StartedNetwork.tellFirst(((float[][]) result.get(0).getValue())[0]);
                    }
                }
            }
            StartedNetwork.tellMemory();
        }
    }
}
