package io.github.depthwise4j.peers;

import io.github.depthwise4j.benchmarks.cases.CaseData;
import io.github.depthwise4j.benchmarks.engines.Engine;
import io.github.depthwise4j.benchmarks.engines.Prepared;
import io.github.depthwise4j.benchmarks.engines.Unsupported;
import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.problem.Padding;
import io.github.depthwise4j.tensor.DataFormat;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.tensorflowlite.BuiltinOpResolverWithXNNPACK;
import org.bytedeco.tensorflowlite.FlatBufferModel;
import org.bytedeco.tensorflowlite.Interpreter;
import org.bytedeco.tensorflowlite.InterpreterBuilder;
import org.bytedeco.tensorflowlite.global.tensorflowlite;

/** TensorFlow Lite: an interpreter of its C++ API, over a model of one operation that XNNPACK computes. */
public final class TensorFlowLiteEngine implements Engine {
    private static final int OPERATIONS_AND_DELEGATE = 2;

    @Override
    public String name() {
        return "TensorFlow Lite";
    }

    @Override
    public String version() {
        return tensorflowlite.TfLiteVersion().getString();
    }

    @Override
    public Prepared prepare(ConvolutionProblem problem, CaseData data, int threads) throws Unsupported {
        Layouts.require(problem, DataFormat.NHWC);
        if (!problem.parameters().padding().equals(Padding.SAME)) {
            throw new Unsupported("takes another operation for explicit padding");
        }
        return new Model(problem, data, threads);
    }

    private static final class Model implements Prepared {
        private final BytePointer bytes;
        private final FlatBufferModel model;
        private final BuiltinOpResolverWithXNNPACK resolver = new BuiltinOpResolverWithXNNPACK();
        private final Interpreter interpreter = new Interpreter((org.bytedeco.javacpp.Pointer) null);
        private final int outputs;

        Model(ConvolutionProblem problem, CaseData data, int threads) {
            bytes = new BytePointer(TensorFlowLiteModel.of(problem, data.filter()));
            model = FlatBufferModel.BuildFromBuffer(bytes, bytes.capacity());
            try (InterpreterBuilder builder = new InterpreterBuilder(model, resolver)) {
                check(builder.SetNumThreads(threads));
                check(builder.apply(interpreter));
            }
            check(interpreter.AllocateTensors());
            if (interpreter.nodes_size() != OPERATIONS_AND_DELEGATE) {
                throw new IllegalStateException("XNNPACK has not taken the operation");
            }
            interpreter.typed_input_tensor_float(0).put(data.input());
            outputs = Math.toIntExact(problem.outputShape().elementCount());
        }

        private static void check(int status) {
            if (status != tensorflowlite.kTfLiteOk) {
                throw new IllegalStateException("TensorFlow Lite returned status " + status);
            }
        }

        @Override
        public void run() {
            check(interpreter.Invoke());
        }

        @Override
        public float[] output() {
            FloatPointer output = interpreter.typed_output_tensor_float(0);
            float[] values = new float[outputs];
            output.get(values);
            return values;
        }

        @Override
        public void close() {
            interpreter.close();
            model.close();
            resolver.close();
            bytes.close();
        }
    }
}
