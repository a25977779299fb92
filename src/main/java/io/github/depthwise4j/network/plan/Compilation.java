package io.github.depthwise4j.network.plan;

import io.github.depthwise4j.memory.CloseStack;
import io.github.depthwise4j.network.graph.Graph;
import io.github.depthwise4j.network.graph.Node;
import io.github.depthwise4j.network.graph.Operator;
import io.github.depthwise4j.network.plan.PrimitiveStep.Argument;
import io.github.depthwise4j.onednn.MemoryDescriptor;
import io.github.depthwise4j.onednn.Reorder;
import io.github.depthwise4j.onednn.Role;
import io.github.depthwise4j.plan.base.Planning;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The steps of a graph and the places of their results. A result that the caller gets is computed in the caller's own
 * memory, unless it is an input, a constant, needs zeros around it, or is asked for twice: then it is copied at the
 * end.
 */
final class Compilation {
    private static final int NOWHERE = -1;

    private final Graph graph;
    private final List<Step> steps = new ArrayList<>();
    private final Constants constants;
    /** The value whose memory each node uses. */
    private final int[] roots;
    /** The step that computes each root. */
    private final int[] made;
    /** The last step that reads each root. */
    private final int[] lastRead;
    /** The block of the arena of each root; null if it lies elsewhere. */
    private final MemoryPlan.Block[] blocks;
    /** The value of each output, which lies in the caller's memory. */
    private final int[] outputValues;

    private long arenaBytes;

    private Compilation(Graph graph, CloseStack owner) {
        int count = graph.nodes().size();
        this.graph = graph;
        this.constants = new Constants(count, owner);
        this.roots = new int[count];
        this.made = new int[count];
        this.lastRead = new int[count];
        this.blocks = new MemoryPlan.Block[count];
        this.outputValues = new int[graph.outputs().size()];
        Arrays.fill(made, NOWHERE);
        Arrays.fill(lastRead, NOWHERE);
        Arrays.fill(outputValues, NOWHERE);
    }

    /** Makes the steps; the owner closes what they use. */
    static Compilation of(Graph graph, Planning planning, CloseStack owner) {
        Compilation compilation = new Compilation(graph, owner);
        compilation.findRoots();
        compilation.makeSteps(planning, owner);
        compilation.placeOutputs(owner);
        compilation.placeResults();
        return compilation;
    }

    private void findRoots() {
        for (Node node : graph.nodes()) {
            int index = node.index();
            roots[index] = index;
            if (node.operator() instanceof Operator.Reshape) {
                roots[index] = roots[node.inputs().get(0).index()];
            } else if (node.operator() instanceof Operator.Constant constant) {
                // A constant is a value of its own, behind those of the nodes.
                roots[index] = constants.add(constant.values());
            }
        }
    }

    private void makeSteps(Planning planning, CloseStack owner) {
        Map<Node, Step> convolutions = ConvolutionSteps.of(graph, roots, planning.forTeam(), owner);
        StepFactory factory = new StepFactory(constants, roots, planning.parallelism(), owner);
        for (Node node : graph.nodes()) {
            if (node.operator() instanceof Operator.Convolution || node.operator() instanceof Operator.Layer) {
                made[node.index()] = steps.size();
                node.inputs().forEach(input -> read(roots[input.index()], steps.size()));
                Step convolution = convolutions.get(node);
                steps.add(convolution != null ? convolution : factory.of(node));
            }
        }
    }

    private void read(int root, int step) {
        if (root < lastRead.length) {
            lastRead[root] = Math.max(lastRead[root], step);
        }
    }

    /** Gives each output a value: the root itself, or the target of a copy. */
    private void placeOutputs(CloseStack owner) {
        int firstCopy = graph.nodes().size() + constants.count();
        for (int output = 0; output < outputValues.length; output++) {
            Node node = graph.outputs().get(output);
            int root = roots[node.index()];
            boolean computed = root < made.length && made[root] != NOWHERE;
            if (computed && !steps.get(made[root]).needsZeros() && !isOutput(root)) {
                outputValues[output] = root;
            } else {
                outputValues[output] = firstCopy + output;
                read(root, steps.size());
                steps.add(copy(node, root, firstCopy + output, owner));
            }
        }
    }

    private boolean isOutput(int root) {
        return Arrays.stream(outputValues).anyMatch(value -> value == root);
    }

    private static Step copy(Node node, int from, int to, CloseStack owner) {
        PrimitiveStep.Builder step = new PrimitiveStep.Builder(node, owner);
        try (MemoryDescriptor numbers = StepFactory.flat(node.shape().elementCount())) {
            Reorder reorder = step.own(Reorder.create(numbers, numbers, "copy of " + node));
            return step.call(reorder, new Argument(Role.SRC, from), new Argument(Role.DST, to))
                    .build();
        }
    }

    private void placeResults() {
        List<MemoryPlan.Block> all = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            int root = step.node().index();
            if (root != roots[root] || made[root] != i || isOutput(root)) {
                continue;
            }
            long bytes = step.node().shape().elementCount() * Float.BYTES;
            int last = Math.max(i, lastRead[root]);
            MemoryPlan.Block reused = reusable(step, i, bytes);
            if (reused != null) {
                reused.extendTo(last);
                blocks[root] = reused;
            } else {
                boolean alone = step.needsZeros();
                blocks[root] = new MemoryPlan.Block(bytes, alone ? 0 : i, alone ? steps.size() : last);
                all.add(blocks[root]);
            }
        }
        arenaBytes = MemoryPlan.place(all);
    }

    /** The block of the first input, if the step may overwrite it. */
    private MemoryPlan.Block reusable(Step step, int index, long bytes) {
        if (!step.worksInPlace()) {
            return null;
        }
        int src = roots[step.node().inputs().get(0).index()];
        MemoryPlan.Block block = src < blocks.length ? blocks[src] : null;
        boolean free = block != null
                && block.last() == index
                && block.isOfSize(bytes)
                && !steps.get(made[src]).needsZeros();
        return free ? block : null;
    }

    /** A rough estimate of the time that the divided steps take on one thread. */
    long dividedNanos() {
        return steps.stream()
                .filter(step -> step.slices() > 1)
                .mapToLong(step -> StepCost.nanos(step.node()))
                .sum();
    }

    List<Step> steps() {
        return steps;
    }

    long arenaBytes() {
        return arenaBytes;
    }

    /** Nodes, constants, and the targets of copies. */
    int valueCount() {
        return graph.nodes().size() + constants.count() + outputValues.length;
    }

    /** The value that a node's result is in. */
    int rootOf(Node node) {
        return roots[node.index()];
    }

    /** Whether the step computes the node; otherwise it copies the result of the node. */
    boolean isMadeBy(Node node, int step) {
        return made[node.index()] == step;
    }

    Constants constants() {
        return constants;
    }

    /** Writes the addresses of everything but inputs and outputs. */
    void writeAddresses(long base, long[] addresses) {
        for (int root = 0; root < blocks.length; root++) {
            if (blocks[root] != null) {
                addresses[root] = base + blocks[root].offset();
            }
        }
        constants.writeTo(addresses);
    }

    /** Writes the addresses of inputs and outputs. */
    void writeTensors(Arena arena) {
        List<Node> inputs = graph.inputs();
        for (int i = 0; i < inputs.size(); i++) {
            arena.addresses[inputs.get(i).index()] = arena.used[i].address();
        }
        for (int i = 0; i < outputValues.length; i++) {
            arena.addresses[outputValues[i]] = arena.used[inputs.size() + i].address();
        }
    }
}
