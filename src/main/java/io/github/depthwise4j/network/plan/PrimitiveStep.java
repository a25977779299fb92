package io.github.depthwise4j.network.plan;

import io.github.depthwise4j.memory.CloseStack;
import io.github.depthwise4j.network.graph.Node;
import io.github.depthwise4j.onednn.Execution;
import io.github.depthwise4j.onednn.Primitive;
import io.github.depthwise4j.onednn.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A few primitives one after the other, on the calling thread. */
final class PrimitiveStep extends Step {
    private final List<Call> calls;
    private final boolean inPlace;
    private final boolean needsZeros;

    /** One primitive and where its arguments are. */
    private record Call(Primitive primitive, Argument... arguments) {}

    /**
     * One argument.
     *
     * @param value the value it is in
     * @param offset the first byte of it
     */
    record Argument(Role role, int value, long offset) {
        Argument(Role role, int value) {
            this(role, value, 0);
        }
    }

    /** Collects the calls of a step. */
    static final class Builder {
        private final Node node;
        private final CloseStack owner;
        private final List<Call> calls = new ArrayList<>();
        private boolean inPlace;
        private boolean needsZeros;

        /** The owner closes the primitives. */
        Builder(Node node, CloseStack owner) {
            this.node = node;
            this.owner = owner;
        }

        /** Hands a new primitive to the owner, and returns it. */
        <P extends Primitive> P own(P primitive) {
            return owner.add(primitive, primitive::close);
        }

        /** Adds a call of a primitive that the owner has. */
        Builder call(Primitive primitive, Argument... arguments) {
            calls.add(new Call(primitive, arguments));
            return this;
        }

        Builder inPlace() {
            inPlace = true;
            return this;
        }

        Builder needsZeros() {
            needsZeros = true;
            return this;
        }

        PrimitiveStep build() {
            return new PrimitiveStep(this);
        }
    }

    private PrimitiveStep(Builder builder) {
        super(builder.node);
        this.calls = List.copyOf(builder.calls);
        this.inPlace = builder.inPlace;
        this.needsZeros = builder.needsZeros;
    }

    @Override
    String how() {
        return calls.stream()
                .map(call -> call.primitive.implementation())
                .distinct()
                .collect(Collectors.joining(", "));
    }

    @Override
    boolean worksInPlace() {
        return inPlace;
    }

    @Override
    boolean needsZeros() {
        return needsZeros;
    }

    @Override
    Execution[] prepare(CloseStack owner) {
        Execution[] executions = new Execution[calls.size()];
        for (int i = 0; i < executions.length; i++) {
            executions[i] = Execution.of(calls.get(i).primitive).ownedBy(owner);
        }
        return executions;
    }

    @Override
    void run(Execution[] executions, long[] addresses) {
        for (int i = 0; i < executions.length; i++) {
            for (Argument argument : calls.get(i).arguments) {
                executions[i].pointTo(argument.role, addresses[argument.value] + argument.offset);
            }
            executions[i].run();
        }
    }
}
