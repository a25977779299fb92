package io.github.depthwise4j.peers;

import io.github.depthwise4j.benchmarks.cases.CaseData;
import io.github.depthwise4j.benchmarks.engines.Engine;
import io.github.depthwise4j.benchmarks.engines.Prepared;
import io.github.depthwise4j.benchmarks.engines.Unsupported;
import io.github.depthwise4j.problem.ConvolutionParameters;
import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.problem.Padding;
import io.github.depthwise4j.tensor.DataFormat;
import java.util.Arrays;
import java.util.List;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.TensorFlow;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.nn.DepthwiseConv2dNative;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.types.TFloat32;

/**
 * TensorFlow Java: a session over a graph of one operation whose filter is a constant, oneDNN's kernels on, as is the
 * default.
 */
public final class TensorFlowEngine implements Engine {
    @Override
    public String name() {
        return "TensorFlow";
    }

    @Override
    public String version() {
        return TensorFlow.version();
    }

    @Override
    public Prepared prepare(ConvolutionProblem problem, CaseData data, int threads) throws Unsupported {
        Layouts.require(problem, DataFormat.NHWC);
        ConvolutionParameters parameters = problem.parameters();
        if (parameters.dilationHeight() > 1 || parameters.dilationWidth() > 1) {
            throw new Unsupported("takes three operations for a dilation");
        }
        return new Program(problem, data, threads);
    }

    private static final class Program implements Prepared {
        private final Graph graph = new Graph();
        private final Session session;
        private final TFloat32 input;
        private final Operand<TFloat32> placeholder;
        private final Operand<TFloat32> convolution;
        private Result last;

        Program(ConvolutionProblem problem, CaseData data, int threads) {
            Ops tf = Ops.create(graph);
            Shape shape = Shape.of(problem.inputShape().dims());
            placeholder = tf.placeholder(TFloat32.class, Placeholder.shape(shape));
            Operand<TFloat32> filter =
                    tf.constant(Shape.of(problem.filterShape().dims()), DataBuffers.of(data.filter(), true, false));
            ConvolutionParameters parameters = problem.parameters();
            List<Long> strides = List.of(1L, (long) parameters.strideHeight(), (long) parameters.strideWidth(), 1L);
            boolean same = parameters.padding().equals(Padding.SAME);
            DepthwiseConv2dNative.Options[] options = same
                    ? new DepthwiseConv2dNative.Options[0]
                    : new DepthwiseConv2dNative.Options[] {DepthwiseConv2dNative.explicitPaddings(pads(problem))};
            convolution =
                    tf.nn.depthwiseConv2dNative(placeholder, filter, strides, same ? "SAME" : "EXPLICIT", options);
            session = new Session(
                    graph,
                    ConfigProto.newBuilder()
                            .setIntraOpParallelismThreads(threads)
                            .setInterOpParallelismThreads(1)
                            .build());
            input = TFloat32.tensorOf(shape);
            float[] values = data.input();
            input.asRawTensor().data().asFloats().write(values);
        }

        private static List<Long> pads(ConvolutionProblem problem) {
            var height = problem.geometry().height();
            var width = problem.geometry().width();
            return Arrays.stream(new int[] {
                        0, 0, height.padBefore(), height.padAfter(), width.padBefore(), width.padAfter(), 0, 0
                    })
                    .asLongStream()
                    .boxed()
                    .toList();
        }

        @Override
        public void run() {
            if (last != null) {
                last.close();
            }
            last = session.runner().feed(placeholder, input).fetch(convolution).run();
        }

        @Override
        public float[] output() {
            TFloat32 tensor = (TFloat32) last.get(0);
            float[] values = new float[Math.toIntExact(tensor.shape().size())];
            tensor.asRawTensor().data().asFloats().copyTo(DataBuffers.of(values, false, false), values.length);
            return values;
        }

        @Override
        public void close() {
            last.close();
            input.close();
            session.close();
            graph.close();
        }
    }
}
