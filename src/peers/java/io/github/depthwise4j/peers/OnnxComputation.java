package io.github.depthwise4j.peers;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.server.Computation;
import io.github.depthwise4j.tensor.Shape;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** ONNX Runtime in a server: a session for each shape, used by all threads at a time, as its makers say. */
final class OnnxComputation implements Computation {
    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final Map<Shape, OrtSession> sessions = new HashMap<>();

    OnnxComputation(List<ConvolutionProblem> problems, float[] filter) throws OrtException {
        for (ConvolutionProblem problem : problems) {
            byte[] model = OnnxModel.of(problem, Layouts.outputChannelsFirst(problem, filter));
            try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
                options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
                options.setIntraOpNumThreads(1);
                options.setInterOpNumThreads(1);
                sessions.put(problem.inputShape(), environment.createSession(model, options));
            }
        }
    }

    /** The layers keep the shape. */
    @Override
    public Shape outputShape(Shape input) {
        return input;
    }

    @Override
    public void run(ByteBuffer input, Shape shape, ByteBuffer output) {
        try (OnnxTensor x = OnnxTensor.createTensor(environment, input.asFloatBuffer(), shape.dims());
                OrtSession.Result result = sessions.get(shape).run(Map.of("x", x))) {
            output.asFloatBuffer().put(((OnnxTensor) result.get(0)).getFloatBuffer());
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The process ends with the server. */
    @Override
    public void close() {}
}
