package io.github.depthwise4j.tensorflow;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.nn.Conv2d;
import org.tensorflow.op.nn.DepthwiseConv2dNative;
import org.tensorflow.types.TFloat32;

/**
 * A graph of the kernels that TensorFlow's Python layer puts together for a call: {@code DepthwiseConv2dNative}, for a
 * dilated filter between {@code SpaceToBatchND} and {@code BatchToSpaceND}; {@code Conv2D}; one after the other.
 */
final class TensorFlowProgram implements AutoCloseable {
    private static final int IMAGE_AXES = 3;
    private static final long[] TO_CHANNELS_LAST = {0, 2, 3, 1};
    private static final long[] TO_CHANNELS_FIRST = {0, 3, 1, 2};

    private final Graph graph = new Graph();
    private final Ops tf = Ops.create(graph);
    private final Set<Detour> detours = EnumSet.noneOf(Detour.class);
    private final List<Placeholder<TFloat32>> inputs = new ArrayList<>();
    private final List<long[]> feedShapes = new ArrayList<>();
    private final TensorFlowCall call;
    private final long[] batchAxes;
    private final Operand<TFloat32> output;
    private final Session session;

    /** What came out. */
    record Answer(long[] shape, float[] values) {}

    /**
     * Builds the graph.
     *
     * @throws TensorFlowRefusal if TensorFlow refuses the call; some calls are refused by {@link #run} only
     */
    TensorFlowProgram(TensorFlowCall caller, Kernels kernels) {
        long[] inputShape = caller.shapes().get(0);
        boolean severalBatchAxes = inputShape.length > IMAGE_AXES + 1;
        batchAxes = severalBatchAxes ? Arrays.copyOf(inputShape, inputShape.length - IMAGE_AXES) : null;
        if (severalBatchAxes && caller.isDepthwise()) {
            detours.add(Detour.ONE_BATCH_AXIS);
        }
        boolean transposed = caller.isChannelsFirst() && kernels == Kernels.EIGEN;
        if (transposed) {
            detours.add(Detour.TRANSPOSED);
        }
        call = transposed ? caller.channelsLast() : caller;
        try {
            for (long[] shape : caller.shapes()) {
                placeholder(shape == inputShape && severalBatchAxes ? withOneBatchAxis(shape) : shape);
            }
            Operand<TFloat32> input = inputs.get(0);
            Operand<TFloat32> result = transposed
                    ? transpose(operation(transpose(input, TO_CHANNELS_LAST), kernels), TO_CHANNELS_FIRST)
                    : operation(input, kernels);
            output = result;
            session = new Session(graph);
        } catch (RuntimeException e) {
            graph.close();
            throw new TensorFlowRefusal(e);
        }
    }

    private static long[] withOneBatchAxis(long[] shape) {
        int batchAxes = shape.length - IMAGE_AXES;
        long[] four = new long[IMAGE_AXES + 1];
        four[0] = Arrays.stream(shape, 0, batchAxes).reduce(1, Math::multiplyExact);
        System.arraycopy(shape, batchAxes, four, 1, IMAGE_AXES);
        return four;
    }

    private void placeholder(long[] shape) {
        feedShapes.add(shape);
        inputs.add(tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(shape))));
    }

    Set<Detour> detours() {
        return detours;
    }

    /**
     * Computes.
     *
     * @param values as many arrays as the call has shapes
     * @throws TensorFlowRefusal if TensorFlow refuses
     */
    Answer run(List<float[]> values) {
        Session.Runner runner = session.runner().fetch(output);
        List<TFloat32> tensors = new ArrayList<>();
        try {
            for (int i = 0; i < inputs.size(); i++) {
                TFloat32 tensor = TFloat32.tensorOf(Shape.of(feedShapes.get(i)));
                tensors.add(tensor);
                tensor.asRawTensor().data().asFloats().write(values.get(i));
                runner.feed(inputs.get(i), tensor);
            }
            try (Result result = run(runner)) {
                TFloat32 tensor = (TFloat32) result.get(0);
                float[] numbers = new float[Math.toIntExact(tensor.shape().size())];
                tensor.asRawTensor().data().asFloats().copyTo(DataBuffers.of(numbers, false, false), numbers.length);
                return new Answer(callersShape(tensor.shape().asArray()), numbers);
            }
        } finally {
            tensors.forEach(TFloat32::close);
        }
    }

    private static Result run(Session.Runner runner) {
        try {
            return runner.run();
        } catch (RuntimeException e) {
            throw new TensorFlowRefusal(e);
        }
    }

    private long[] callersShape(long[] shape) {
        if (batchAxes == null) {
            return shape;
        }
        long[] dims = Arrays.copyOf(batchAxes, batchAxes.length + IMAGE_AXES);
        System.arraycopy(shape, 1, dims, batchAxes.length, IMAGE_AXES);
        return dims;
    }

    private Operand<TFloat32> operation(Operand<TFloat32> input, Kernels kernels) {
        if (!call.isDepthwise()) {
            return conv2d(input, inputs.get(1));
        }
        Operand<TFloat32> channels = depthwise(input, kernels);
        return call.isSeparable() ? pointwise(channels) : channels;
    }

    private Operand<TFloat32> depthwise(Operand<TFloat32> input, Kernels kernels) {
        Operand<TFloat32> filter = inputs.get(1);
        if (call.isDilated()) {
            return dilated(input, filter);
        }
        if (call.hasUnequalStrides() && kernels == Kernels.EIGEN && isGroupable(input)) {
            detours.add(Detour.GROUPED);
            long[] shape = call.shapes().get(1);
            long[] grouped = {shape[0], shape[1], 1, shape[2] * shape[3]};
            return conv2d(input, tf.reshape(filter, tf.constant(grouped)));
        }
        return undilated(input, filter, call.padding(), call.explicitPaddings());
    }

    /** Whether it is right but for its strides; what else is wrong TensorFlow's depthwise kernel is to refuse. */
    private boolean isGroupable(Operand<TFloat32> input) {
        long[] filterShape = call.shapes().get(1);
        return filterShape.length == IMAGE_AXES + 1
                && input.shape().numDimensions() == IMAGE_AXES + 1
                && input.shape().get(IMAGE_AXES) == filterShape[2];
    }

    private Operand<TFloat32> undilated(
            Operand<TFloat32> input, Operand<TFloat32> filter, String padding, List<Long> explicitPaddings) {
        List<DepthwiseConv2dNative.Options> options = new ArrayList<>();
        options.add(DepthwiseConv2dNative.dataFormat(call.dataFormat()));
        if (!explicitPaddings.isEmpty()) {
            options.add(DepthwiseConv2dNative.explicitPaddings(explicitPaddings));
        }
        return tf.nn.depthwiseConv2dNative(
                input, filter, call.strides(), padding, options.toArray(DepthwiseConv2dNative.Options[]::new));
    }

    private Operand<TFloat32> conv2d(Operand<TFloat32> input, Operand<TFloat32> filter) {
        List<Conv2d.Options> options = new ArrayList<>();
        options.add(Conv2d.dataFormat(call.dataFormat()));
        options.add(Conv2d.dilations(call.fourDilations()));
        if (call.isExplicit()) {
            options.add(Conv2d.explicitPaddings(call.explicitPaddings()));
        }
        return tf.nn.conv2d(input, filter, call.strides(), call.padding(), options.toArray(Conv2d.Options[]::new));
    }

    private Operand<TFloat32> pointwise(Operand<TFloat32> input) {
        return tf.nn.conv2d(
                input, inputs.get(2), List.of(1L, 1L, 1L, 1L), "VALID", Conv2d.dataFormat(call.dataFormat()));
    }

    /** As {@code _WithSpaceToBatch} in {@code nn_ops.py}: sub-images of every dilation-th pixel, convolved densely. */
    private Operand<TFloat32> dilated(Operand<TFloat32> input, Operand<TFloat32> filter) {
        int leading = call.isChannelsFirst() ? 1 : 0;
        int[] block = new int[leading + 2];
        int[][] paddings = new int[leading + 2][2];
        int[][] crops = new int[leading + 2][2];
        Arrays.fill(block, 1);
        long[] inputShape = input.shape().asArray();
        long[] filterShape = filter.shape().asArray();
        for (int axis = 0; axis < 2; axis++) {
            int imageAxis = call.heightAxis() + axis;
            int dilation = Math.toIntExact(call.dilations().get(axis));
            int before = 0;
            int after = 0;
            if (call.isExplicit()) {
                before = Math.toIntExact(call.explicitPaddings().get(2 * imageAxis));
                after = Math.toIntExact(call.explicitPaddings().get(2 * imageAxis + 1));
            } else if (call.padding().equals("SAME")) {
                int total = Math.toIntExact((filterShape[axis] - 1) * dilation);
                before = total / 2;
                after = total - before;
            }
            int rest = Math.toIntExact((inputShape[imageAxis] + before + after) % dilation);
            int extra = (dilation - rest) % dilation;
            block[leading + axis] = dilation;
            paddings[leading + axis] = new int[] {before, after + extra};
            crops[leading + axis] = new int[] {0, extra};
        }
        Operand<TFloat32> split = tf.spaceToBatchNd(input, tf.constant(block), tf.constant(paddings));
        Operand<TFloat32> convolved = undilated(split, filter, "VALID", List.of());
        return tf.batchToSpaceNd(convolved, tf.constant(block), tf.constant(crops));
    }

    private Operand<TFloat32> transpose(Operand<TFloat32> image, long[] order) {
        return tf.linalg.transpose(image, tf.constant(order));
    }

    @Override
    public void close() {
        session.close();
        graph.close();
    }
}
