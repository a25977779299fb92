package io.github.depthwise4j.network.plan;

import io.github.depthwise4j.memory.CloseStack;
import io.github.depthwise4j.network.graph.Node;
import io.github.depthwise4j.network.graph.Operator;
import io.github.depthwise4j.plan.base.ConvolutionPlan;
import io.github.depthwise4j.plan.base.PackedFilter;
import io.github.depthwise4j.plan.base.Slices;
import io.github.depthwise4j.plan.parallel.Slicing;
import io.github.depthwise4j.plan.parallel.Workers;
import io.github.depthwise4j.problem.ConvolutionGeometry;
import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.tensor.Shape;
import io.github.depthwise4j.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * A block of the output channels of a convolution, or all of them.
 *
 * <p>A convolution whose output is one pixel has no rows to divide. Most of its time goes into reading the filter. So
 * its output channels are divided into blocks, and each is a convolution of its own. The blocks depend on the problem
 * and on the number of processors only.
 *
 * @param plan computes the block
 * @param filter what the plan has packed
 * @param firstByte the distance of the block from the first output channel
 */
record ConvolutionPart(ConvolutionPlan plan, PackedFilter filter, long firstByte) {
    /** Blocks are multiples of this, so that they fill registers and begin at the beginning of cache lines. */
    private static final int REGISTER = 16;
    /** How many times longer it takes to read a filter from memory: those of a whole network leave the cache. */
    private static final int FROM_MEMORY = 4;
    /** Numbers of a filter that are copied at once. */
    private static final int COPIED_AT_ONCE = 1 << 16;

    /** The problems of the parts of a node. All but the last are equal. */
    static List<ConvolutionProblem> problemsOf(Node node) {
        Operator.Convolution convolution = (Operator.Convolution) node.operator();
        ConvolutionProblem problem = convolution.problem(node.inputs().get(0).shape());
        int oc = problem.geometry().oc();
        int block = blockOf(problem);
        if (block >= oc) {
            return List.of(problem);
        }
        List<ConvolutionProblem> parts = new ArrayList<>();
        for (int first = 0; first < oc; first += block) {
            long[] dims = problem.filterShape().dims();
            dims[dims.length - 1] = Math.min(block, oc - first);
            parts.add(new ConvolutionProblem(
                    problem.parameters(), problem.dataType(), problem.inputShape(), Shape.of(dims), problem.fusion()));
        }
        return parts;
    }

    /**
     * The parts of a node.
     *
     * @param problems those of the parts
     * @param plans the plan of each problem
     * @param owner closes the packed filters
     */
    static List<ConvolutionPart> of(
            Node node,
            List<ConvolutionProblem> problems,
            Function<ConvolutionProblem, ConvolutionPlan> plans,
            CloseStack owner) {
        Operator.Convolution convolution = (Operator.Convolution) node.operator();
        if (problems.size() == 1) {
            ConvolutionPlan plan = plans.apply(problems.get(0));
            return List.of(packed(plan, convolution.filter(), convolution.bias(), 0, owner));
        }
        float[] bias = convolution.bias() == null ? null : convolution.bias().toFloatArray();
        List<ConvolutionPart> parts = new ArrayList<>();
        int first = 0;
        for (ConvolutionProblem part : problems) {
            int channels = part.geometry().oc();
            try (Tensor columns = Tensor.uninitialized(part.dataType(), part.filterShape());
                    Tensor numbers = bias == null
                            ? null
                            : Tensor.of(Arrays.copyOfRange(bias, first, first + channels), channels)) {
                copyColumns(convolution.filter(), first, columns);
                parts.add(packed(plans.apply(part), columns, numbers, (long) first * Float.BYTES, owner));
            }
            first += channels;
        }
        return parts;
    }

    private static ConvolutionPart packed(
            ConvolutionPlan plan, Tensor filter, Tensor bias, long firstByte, CloseStack owner) {
        PackedFilter packed = plan.pack(filter, bias);
        owner.add(packed, packed.byteShare(), packed::close);
        return new ConvolutionPart(plan, packed, firstByte);
    }

    /** The output channels of a block. */
    private static int blockOf(ConvolutionProblem problem) {
        ConvolutionGeometry geometry = problem.geometry();
        if (geometry.g() != 1 || (long) geometry.mb() * geometry.oh() * geometry.ow() != 1) {
            return geometry.oc();
        }
        long nanos = Slicing.nanosToMove(problem.filterShape().elementCount() * Float.BYTES * FROM_MEMORY);
        int threads = Slicing.threadsFor(nanos, Workers.shared().threads(), true);
        int registers = (geometry.oc() + REGISTER - 1) / REGISTER;
        return (registers + threads - 1) / threads * REGISTER;
    }

    /** Copies neighbouring output channels of a filter, in which their index varies fastest. */
    private static void copyColumns(Tensor filter, int first, Tensor columns) {
        int width = (int) filter.shape().dim(filter.shape().rank() - 1);
        int count = (int) columns.shape().dim(columns.shape().rank() - 1);
        long rows = filter.shape().elementCount() / width;
        int mostRows = (int) Math.min(rows, Math.max(1, COPIED_AT_ONCE / width));
        float[] whole = new float[mostRows * width];
        float[] part = new float[mostRows * count];
        filter.read(all -> {
            columns.write(some -> {
                for (long row = 0; row < rows; row += mostRows) {
                    int copied = (int) Math.min(mostRows, rows - row);
                    all.copyTo(row * width, whole, 0, copied * width);
                    for (int i = 0; i < copied; i++) {
                        System.arraycopy(whole, i * width + first, part, i * count, count);
                    }
                    some.copyFrom(row * count, part, 0, copied * count);
                }
            });
            return null;
        });
    }

    /** The slices of the plan; null if it computes on one thread. */
    Slices slicesOrNull() {
        return plan.slicesOrNull();
    }

    /** Computes the block on the calling thread; {@code residual} is 0 if there is none. */
    void compute(long src, long residual, long dst) {
        Slices slices = plan.slicesOrNull();
        long added = residual == 0 ? 0 : residual + firstByte;
        if (slices == null) {
            plan.compute(src, filter, added, dst + firstByte);
        } else {
            slices.computeAll(null, src, filter, added, null, dst + firstByte);
        }
    }

    /** Computes one of the slices of the plan. */
    void computeSlice(int slice, long src, long residual, long dst) {
        plan.slicesOrNull().computeSlice(slice, null, src, filter, residual, null, dst);
    }
}
