package io.github.depthwise4j.network.plan;

import io.github.depthwise4j.memory.CloseStack;
import io.github.depthwise4j.memory.NativeMemory;
import io.github.depthwise4j.memory.RefCounted;
import io.github.depthwise4j.memory.TensorMemory;
import io.github.depthwise4j.network.graph.Graph;
import io.github.depthwise4j.network.graph.Node;
import io.github.depthwise4j.plan.base.Planning;
import io.github.depthwise4j.plan.base.WorkspacePool;
import io.github.depthwise4j.plan.parallel.Slicing;
import io.github.depthwise4j.plan.parallel.Team;
import io.github.depthwise4j.plan.parallel.Workers;
import io.github.depthwise4j.problem.Parallelism;
import io.github.depthwise4j.tensor.DataType;
import io.github.depthwise4j.tensor.Shape;
import io.github.depthwise4j.tensor.Tensor;
import java.util.List;

/**
 * A network made ready. Immutable, for any number of threads. A thread that runs it must be its owner, or call
 * {@link #acquire()} before and {@link #release()} after it, so that nothing is freed during a run.
 */
public final class NetworkPlan extends RefCounted {
    private final String name;
    private final Graph graph;
    private final Compilation compiled;
    private final CloseStack owned;
    private final Parallelism parallelism;
    /** Whether the steps that are divided take long enough to wake parked helpers. */
    private final boolean worthWaking;

    private final WorkspacePool<Arena> arenas;

    /** Sees the steps of a run. */
    public interface Observer {
        /** Called before a step computes. */
        void before(StepView step);

        /** Called after a step has computed. */
        void after(StepView step);
    }

    private NetworkPlan(String name, Graph graph, Compilation compiled, Parallelism parallelism, CloseStack owned) {
        this.name = name;
        this.graph = graph;
        this.compiled = compiled;
        this.owned = owned;
        this.parallelism = parallelism;
        this.worthWaking = Slicing.isWorthWaking(compiled.dividedNanos());
        this.arenas = new WorkspacePool<>(() -> new Arena(this));
    }

    /**
     * Makes a plan, which the caller owns. The tensors of the graph are copied.
     *
     * @param name the name of the network, for messages
     * @throws io.github.depthwise4j.errors.OneDnnException if oneDNN refuses a layer
     * @throws io.github.depthwise4j.errors.NativeLoadException if oneDNN cannot be loaded
     */
    public static NetworkPlan of(String name, Graph graph, Planning planning) {
        CloseStack owned = new CloseStack();
        try {
            Compilation compiled = Compilation.of(graph, planning, owned);
            return new NetworkPlan(name, graph, compiled, planning.parallelism(), owned);
        } catch (RuntimeException | Error e) {
            owned.close();
            throw e;
        }
    }

    public String name() {
        return name;
    }

    /** The inputs, in the order of the caller. */
    public List<Node> inputs() {
        return graph.inputs();
    }

    /** The outputs, in the order of the caller. */
    public List<Node> outputs() {
        return graph.outputs();
    }

    List<Step> steps() {
        return compiled.steps();
    }

    /** The number of steps. */
    public int stepCount() {
        return compiled.steps().size();
    }

    /** A step, for people and measurements. */
    public StepView step(int index) {
        return new StepView(this, index, null);
    }

    Compilation compiled() {
        return compiled;
    }

    int valueCount() {
        return compiled.valueCount();
    }

    int tensorCount() {
        return graph.inputs().size() + graph.outputs().size();
    }

    /** The bytes of the memory of one run at a time, without scratchpads. */
    public long arenaBytes() {
        return compiled.arenaBytes();
    }

    /** The bytes of packed filters and other numbers that never change. */
    public long constantBytes() {
        return owned.byteSize();
    }

    void writeAddresses(long base, long[] addresses) {
        compiled.writeAddresses(base, addresses);
    }

    /**
     * Computes the network. Allocates nothing, unless more threads are at work at a time than ever before.
     *
     * @param observer sees every step; null for none
     * @throws IllegalArgumentException if there are not as many tensors as the network has, one has another shape, an
     *     output is read-only, or an output overlaps another tensor
     * @throws IllegalStateException if a tensor is closed
     */
    public void run(List<Tensor> inputs, List<Tensor> outputs, Observer observer) {
        check("inputs", inputs, graph.inputs());
        check("outputs", outputs, graph.outputs());
        Arena arena = arenas.take();
        try {
            acquire(arena, inputs, outputs);
            checkApart(arena, inputs.size());
            compiled.writeTensors(arena);
            compute(arena, observer);
        } finally {
            release(arena);
            arenas.giveBack(arena);
        }
    }

    private void compute(Arena arena, Observer observer) {
        arena.team.begin();
        try {
            for (int i = 0; i < arena.jobs.length; i++) {
                if (observer == null) {
                    arena.team.run(arena.jobs[i]);
                } else {
                    StepView view = new StepView(this, i, arena);
                    observer.before(view);
                    arena.team.run(arena.jobs[i]);
                    observer.after(view);
                }
            }
        } finally {
            arena.team.end();
        }
    }

    Team newTeam() {
        return new Team(parallelism, worthWaking);
    }

    /** The most threads that may compute a step. */
    int mostThreads(Step step) {
        return Workers.shared().threadsFor(parallelism, step.slices());
    }

    private void check(String role, List<Tensor> tensors, List<Node> nodes) {
        if (tensors.size() != nodes.size()) {
            throw new IllegalArgumentException(subject() + ": " + role + ".size() = " + tensors.size()
                    + ", but the network has " + nodes.size() + "; pass one tensor for each");
        }
        for (int i = 0; i < nodes.size(); i++) {
            Tensor tensor = tensors.get(i);
            Shape expected = nodes.get(i).shape();
            if (!tensor.shape().equals(expected) || tensor.dataType() != DataType.FLOAT32) {
                throw new IllegalArgumentException(subject() + ": " + role + "[" + i + "] = " + tensor.dataType() + " "
                        + tensor.shape() + ", but the network has " + DataType.FLOAT32 + " " + expected
                        + " there; pass such a tensor");
            }
        }
    }

    private void acquire(Arena arena, List<Tensor> inputs, List<Tensor> outputs) {
        for (int i = 0; i < inputs.size(); i++) {
            arena.used[i] = use("inputs", i, inputs.get(i));
        }
        for (int i = 0; i < outputs.size(); i++) {
            if (outputs.get(i).isReadOnly()) {
                throw new IllegalArgumentException(subject() + ": outputs[" + i
                        + "] wraps a read-only buffer; wrap a writable one, or allocate a tensor");
            }
            arena.used[inputs.size() + i] = use("outputs", i, outputs.get(i));
        }
    }

    private NativeMemory use(String role, int index, Tensor tensor) {
        NativeMemory memory = TensorMemory.memoryOf(tensor);
        if (!memory.acquire()) {
            throw new IllegalStateException(
                    subject() + ": " + role + "[" + index + "] of shape " + tensor.shape() + " " + memory.refusal());
        }
        return memory;
    }

    private void checkApart(Arena arena, int inputs) {
        for (int output = inputs; output < arena.used.length; output++) {
            NativeMemory dst = arena.used[output];
            for (int other = 0; other < output; other++) {
                NativeMemory memory = arena.used[other];
                if (memory.address() < dst.address() + dst.byteSize()
                        && dst.address() < memory.address() + memory.byteSize()) {
                    throw new IllegalArgumentException(subject() + ": outputs[" + (output - inputs) + "] and "
                            + (other < inputs ? "inputs[" + other : "outputs[" + (other - inputs))
                            + "] overlap in memory; pass another output");
                }
            }
        }
    }

    private static void release(Arena arena) {
        for (int i = 0; i < arena.used.length; i++) {
            NativeMemory memory = arena.used[i];
            arena.used[i] = null;
            if (memory != null) {
                memory.release();
            }
        }
    }

    private String subject() {
        return "network" + (name.isEmpty() ? "" : " \"" + name + '"');
    }

    /** What a run after {@link #close()} throws. */
    public IllegalStateException closed() {
        return new IllegalStateException(subject() + " is closed; close it after the last run");
    }

    @Override
    protected void free() {
        arenas.close();
        owned.close();
    }
}
