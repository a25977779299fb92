package io.github.depthwise4j.plan.margin;

import io.github.depthwise4j.memory.CloseStack;
import io.github.depthwise4j.onednn.Execution;
import io.github.depthwise4j.onednn.LayerPrimitive;
import io.github.depthwise4j.onednn.MemoryDescriptor;
import io.github.depthwise4j.onednn.Place;
import io.github.depthwise4j.onednn.Place.Operand;
import io.github.depthwise4j.onednn.Role;
import io.github.depthwise4j.onednn.Steps;
import io.github.depthwise4j.plan.base.StepsWorkspace;
import io.github.depthwise4j.plan.base.WorkspacePool;
import io.github.depthwise4j.problem.Activation;
import io.github.depthwise4j.problem.layer.BinaryProblem;
import io.github.depthwise4j.tensor.Shape;
import java.util.List;

/** Adds a residual to an output that is complete but for it, and applies the activation. */
final class ResidualAdd implements AutoCloseable {
    private final LayerPrimitive primitive;
    private final WorkspacePool<StepsWorkspace> workspaces;

    /** For outputs of a shape, whatever the order of their numbers. */
    ResidualAdd(Shape output, Activation activation) {
        BinaryProblem add = new BinaryProblem(BinaryProblem.Kind.ADD, output, output, activation);
        try (MemoryDescriptor numbers = MemoryDescriptor.float32(new long[] {output.elementCount()}, new long[] {1})) {
            this.primitive = LayerPrimitive.binary(add, numbers, numbers, numbers);
        }
        this.workspaces = new WorkspacePool<>(this::newWorkspace);
    }

    private StepsWorkspace newWorkspace() {
        CloseStack made = new CloseStack();
        try {
            Steps.Step add = new Steps.Step(
                    Execution.of(primitive).ownedBy(made),
                    List.of(
                            new Place(Role.SRC, Operand.DST, 0),
                            new Place(Role.SRC_1, Operand.RESIDUAL, 0),
                            new Place(Role.DST, Operand.DST, 0)));
            return new StepsWorkspace(Steps.of(List.of(add)).ownedBy(made), made);
        } catch (RuntimeException | Error e) {
            made.close();
            throw e;
        }
    }

    /** Computes over addresses, or over an array of the Java heap: see {@link MarginFill#run}. */
    void run(long residual, float[] array, long start) {
        StepsWorkspace workspace = workspaces.take();
        try {
            workspace.steps().run(null, 0, 0, 0, residual, array, start);
        } finally {
            workspaces.giveBack(workspace);
        }
    }

    WorkspacePool<?> pool() {
        return workspaces;
    }

    @Override
    public void close() {
        workspaces.close();
        primitive.close();
    }
}
