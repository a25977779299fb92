package io.github.depthwise4j.network.plan;

import io.github.depthwise4j.memory.CloseStack;
import io.github.depthwise4j.network.graph.Node;
import io.github.depthwise4j.onednn.Execution;
import io.github.depthwise4j.onednn.Place;
import io.github.depthwise4j.onednn.Place.Operand;
import io.github.depthwise4j.onednn.Primitive;
import io.github.depthwise4j.onednn.Role;
import io.github.depthwise4j.onednn.Steps;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A few primitives. Those of a slice are executed one after the other. */
final class PrimitiveStep extends Step {
    private final List<Call> calls;
    /** The number of calls up to the end of each slice. */
    private final int[] sliceEnds;

    private final boolean inPlace;
    private final boolean needsZeros;

    /** One primitive and where its arguments are. */
    private record Call(Primitive primitive, Argument... arguments) {
        /** The address of the value that has a role; 0 if there is none. */
        long address(Role role, long[] addresses) {
            for (Argument argument : arguments) {
                if (argument.role == role) {
                    return addresses[argument.value];
                }
            }
            return 0;
        }
    }

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
        private final List<Integer> sliceEnds = new ArrayList<>();
        private boolean inPlace;
        private boolean needsZeros;

        /** The owner closes the primitives. */
        Builder(Node node, CloseStack owner) {
            this.node = node;
            this.owner = owner;
        }

        /** Hands a new primitive to the owner, and returns it. */
        <P extends Primitive> P own(P primitive) {
            return owner.add(primitive);
        }

        /** Adds a call of a primitive that the owner has. */
        Builder call(Primitive primitive, Argument... arguments) {
            calls.add(new Call(primitive, arguments));
            return this;
        }

        /** Ends a slice: the calls since the last slice. Other calls do not depend on them. */
        Builder endSlice() {
            sliceEnds.add(calls.size());
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

        /** All calls are one slice if no slice was ended. */
        PrimitiveStep build() {
            if (sliceEnds.isEmpty()) {
                endSlice();
            }
            return new PrimitiveStep(this);
        }
    }

    private PrimitiveStep(Builder builder) {
        super(builder.node);
        this.calls = List.copyOf(builder.calls);
        this.sliceEnds = builder.sliceEnds.stream().mapToInt(Integer::intValue).toArray();
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
    Steps[] prepare(CloseStack owner) {
        Steps[] prepared = new Steps[calls.size()];
        for (int i = 0; i < prepared.length; i++) {
            Call call = calls.get(i);
            Execution execution = Execution.of(call.primitive).ownedBy(owner);
            List<Place> places = new ArrayList<>();
            for (Argument argument : call.arguments) {
                places.add(new Place(argument.role, operandOf(argument.role), argument.offset));
            }
            prepared[i] = Steps.of(List.of(new Steps.Step(execution, places))).ownedBy(owner);
        }
        return prepared;
    }

    /** The operand that carries the address of an argument: the second tensor takes that of a residual. */
    private static Operand operandOf(Role role) {
        return switch (role) {
            case SRC -> Operand.SRC;
            case SRC_1 -> Operand.RESIDUAL;
            case WEIGHTS -> Operand.WEIGHTS;
            case BIAS -> Operand.BIAS;
            case DST -> Operand.DST;
            default -> throw new IllegalArgumentException("no operand for " + role);
        };
    }

    @Override
    int slices() {
        return sliceEnds.length;
    }

    @Override
    void run(Steps[] prepared, long[] addresses) {
        run(0, prepared.length, prepared, addresses);
    }

    @Override
    void runSlice(int slice, Steps[] prepared, long[] addresses) {
        run(slice == 0 ? 0 : sliceEnds[slice - 1], sliceEnds[slice], prepared, addresses);
    }

    private void run(int from, int to, Steps[] prepared, long[] addresses) {
        for (int i = from; i < to; i++) {
            Call call = calls.get(i);
            prepared[i].run(
                    call.address(Role.SRC, addresses),
                    call.address(Role.WEIGHTS, addresses),
                    call.address(Role.BIAS, addresses),
                    call.address(Role.SRC_1, addresses),
                    call.address(Role.DST, addresses));
        }
    }
}
