package io.github.depthwise4j.peers;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.github.depthwise4j.benchmarks.cases.CaseData;
import io.github.depthwise4j.benchmarks.engines.Engine;
import io.github.depthwise4j.benchmarks.engines.Prepared;
import io.github.depthwise4j.benchmarks.engines.Unsupported;
import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.tensor.DataFormat;
import io.github.depthwise4j.tensor.Tensor;
import java.util.Map;

/** ONNX Runtime: a session of one node, all optimisations, input and output bound to aligned memory. */
public final class OnnxRuntimeEngine implements Engine {
    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();

    @Override
    public String name() {
        return "ONNX Runtime";
    }

    @Override
    public String version() {
        return environment.getVersion();
    }

    @Override
    public Prepared prepare(ConvolutionProblem problem, CaseData data, int threads) throws Unsupported {
        Layouts.require(problem, DataFormat.NCHW);
        try {
            return new Session(environment, problem, data, threads);
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class Session implements Prepared {
        private final OrtSession session;
        private final Tensor input;
        private final Tensor output;
        private final Map<String, OnnxTensor> inputs;
        private final Map<String, OnnxTensor> outputs;

        Session(OrtEnvironment environment, ConvolutionProblem problem, CaseData data, int threads)
                throws OrtException {
            byte[] model = OnnxModel.of(problem, Layouts.outputChannelsFirst(problem, data.filter()));
            try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
                options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
                options.setIntraOpNumThreads(threads);
                options.setInterOpNumThreads(1);
                session = environment.createSession(model, options);
            }
            long[] in = problem.inputShape().dims();
            long[] out = problem.outputShape().dims();
            input = Tensor.of(data.input(), in);
            output = Tensor.allocate(problem.dataType(), out);
            inputs = Map.of("x", OnnxTensor.createTensor(environment, input.asFloatBuffer(), in));
            outputs = Map.of("y", OnnxTensor.createTensor(environment, output.asFloatBuffer(), out));
        }

        @Override
        public void run() {
            try (OrtSession.Result result = session.run(inputs, outputs)) {
                assert result != null;
            } catch (OrtException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public float[] output() {
            return output.toFloatArray();
        }

        @Override
        public void close() {
            try {
                session.close();
            } catch (OrtException e) {
                throw new IllegalStateException(e);
            }
            inputs.get("x").close();
            outputs.get("y").close();
            input.close();
            output.close();
        }
    }
}
