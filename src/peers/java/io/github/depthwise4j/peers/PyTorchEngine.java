package io.github.depthwise4j.peers;

import static org.bytedeco.pytorch.global.torch.from_blob;
import static org.bytedeco.pytorch.global.torch.mkldnn_reorder_conv2d_weight;
import static org.bytedeco.pytorch.global.torch.set_num_threads;

import io.github.depthwise4j.benchmarks.cases.AlignedFloats;
import io.github.depthwise4j.benchmarks.cases.CaseData;
import io.github.depthwise4j.benchmarks.engines.Engine;
import io.github.depthwise4j.benchmarks.engines.Prepared;
import io.github.depthwise4j.benchmarks.engines.Unsupported;
import io.github.depthwise4j.problem.ConvolutionGeometry;
import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.problem.SpatialAxis;
import io.github.depthwise4j.tensor.DataFormat;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.pytorch.Argument;
import org.bytedeco.pytorch.Dispatcher;
import org.bytedeco.pytorch.GenericList;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.IValueVector;
import org.bytedeco.pytorch.InferenceMode;
import org.bytedeco.pytorch.LongList;
import org.bytedeco.pytorch.OperatorHandle;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.Type;
import org.bytedeco.pytorch.global.torch;

/**
 * PyTorch: the operator its compiler emits for a convolution, called through the dispatcher with weights reordered
 * once.
 */
public final class PyTorchEngine implements Engine {
    /** Kept, because it holds as long as it lives, on the thread that made it. */
    private InferenceMode inference;

    @Override
    public String name() {
        return "PyTorch";
    }

    @Override
    public String version() {
        // The binding has no other sign of it than the name of its jar.
        String jar =
                torch.class.getProtectionDomain().getCodeSource().getLocation().getPath();
        return jar.replaceFirst(".*/pytorch-([^-]+)-.*", "$1");
    }

    @Override
    public Prepared prepare(ConvolutionProblem problem, CaseData data, int threads) throws Unsupported {
        for (SpatialAxis axis : new SpatialAxis[] {
            problem.geometry().height(), problem.geometry().width()
        }) {
            if (axis.padBefore() != Layouts.padAfter(axis) && Layouts.padAfter(axis) > axis.padBefore()) {
                throw new Unsupported("takes symmetric padding only");
            }
        }
        if (inference == null) {
            inference = new InferenceMode();
            set_num_threads(threads);
        }
        return new Operator(problem, data);
    }

    private static final class Operator implements Prepared {
        private static final int SCALARS = 8;

        private final AlignedFloats memory;
        private final boolean channelsLast;
        private final OperatorHandle operator;
        private final IValueVector arguments;
        private final IValueVector stack = new IValueVector();

        Operator(ConvolutionProblem problem, CaseData data) {
            ConvolutionGeometry g = problem.geometry();
            long[] padding = {g.height().padBefore(), g.width().padBefore()};
            long[] stride = {g.height().stride(), g.width().stride()};
            long[] dilation = {g.height().dilation(), g.width().dilation()};
            long[] size = {g.mb(), g.ic(), g.ih(), g.iw()};
            channelsLast = problem.dataFormat() == DataFormat.NHWC;
            long row = (long) g.iw() * g.ic();
            long pixels = (long) g.ih() * g.iw();
            long[] steps = channelsLast
                    ? new long[] {pixels * g.ic(), 1, row, g.ic()}
                    : new long[] {pixels * g.ic(), pixels, g.iw(), 1};
            memory = AlignedFloats.of(data.input());
            Tensor input = from_blob(memory.pointer(), size, steps);
            float[] turned = Layouts.outputChannelsFirst(problem, data.filter());
            Tensor filter = from_blob(new FloatPointer(turned), new long[] {g.oc(), 1, g.kh(), g.kw()});
            Tensor weights = mkldnn_reorder_conv2d_weight(filter.to_mkldnn(), padding, stride, dilation, g.g(), size);
            operator = Dispatcher.singleton().findSchemaOrThrow("mkldnn::_convolution_pointwise", "");
            arguments = new IValueVector(
                    new IValue(input),
                    new IValue(weights),
                    new IValue(),
                    list(padding),
                    list(stride),
                    list(dilation),
                    new IValue((long) g.g()),
                    new IValue("none"),
                    new IValue(new GenericList(elements(SCALARS))),
                    new IValue());
        }

        /** The type of the elements of a list among the arguments. */
        private Type.TypePtr elements(int argument) {
            Argument scalars = operator.schema().arguments().position(argument);
            return scalars.type().get().containedType(0);
        }

        private static IValue list(long... values) {
            GenericList list = new GenericList(new LongList(values).elementType());
            for (long value : values) {
                list.push_back(new IValue(value));
            }
            return new IValue(list);
        }

        @Override
        public void run() {
            // Which frees the last result, so that its memory can be used again.
            stack.put(arguments);
            operator.callBoxed(stack);
        }

        @Override
        public float[] output() {
            Tensor output = stack.get(0).toTensor();
            if (channelsLast) {
                output = output.permute(0, 2, 3, 1);
            }
            Tensor plain = output.contiguous();
            float[] values = new float[Math.toIntExact(plain.numel())];
            new FloatPointer(plain.data_ptr_float()).get(values);
            return values;
        }

        @Override
        public void close() {
            stack.clear();
            arguments.clear();
            memory.free();
        }
    }
}
