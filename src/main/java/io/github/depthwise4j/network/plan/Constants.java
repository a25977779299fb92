package io.github.depthwise4j.network.plan;

import io.github.depthwise4j.memory.CloseStack;
import io.github.depthwise4j.memory.NativeMemory;
import io.github.depthwise4j.onednn.Execution;
import io.github.depthwise4j.onednn.LayerPrimitive;
import io.github.depthwise4j.onednn.MemoryDescriptor;
import io.github.depthwise4j.onednn.Reorder;
import io.github.depthwise4j.onednn.Role;
import io.github.depthwise4j.problem.layer.TransposedConvolutionProblem;
import io.github.depthwise4j.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/** The values that never change: copies of weights and of constant nodes. They are numbered behind the nodes. */
final class Constants {
    private final int first;
    private final CloseStack owner;
    private final List<NativeMemory> memories = new ArrayList<>();

    /**
     * @param first the number of nodes
     * @param owner closes the copies
     */
    Constants(int first, CloseStack owner) {
        this.first = first;
        this.owner = owner;
    }

    /** Copies a tensor, and returns the number of the value. */
    int add(Tensor tensor) {
        float[] values = tensor.toFloatArray();
        NativeMemory copy = owner.add(NativeMemory.allocate((long) values.length * Float.BYTES));
        copy.write(values, 0, 0, values.length);
        return number(copy);
    }

    /** Copies a filter into the layout of a kernel, and returns the number of the value. */
    int addPacked(Tensor filter, TransposedConvolutionProblem problem, MemoryDescriptor layout) {
        float[] values = filter.toFloatArray();
        try (NativeMemory copy = NativeMemory.allocate((long) values.length * Float.BYTES);
                MemoryDescriptor from = LayerPrimitive.tensorFlowWeights(problem);
                Reorder reorder = Reorder.create(from, layout, problem.toString());
                Execution execution = Execution.of(reorder)) {
            copy.write(values, 0, 0, values.length);
            NativeMemory packed = owner.add(NativeMemory.allocate(layout.byteSize()));
            execution.pointTo(Role.SRC, copy.address());
            execution.pointTo(Role.DST, packed.address());
            execution.run();
            return number(packed);
        }
    }

    private int number(NativeMemory memory) {
        memories.add(memory);
        return first + memories.size() - 1;
    }

    int count() {
        return memories.size();
    }

    /** The copy at an address; null if there is none. */
    NativeMemory holderOrNull(long address) {
        return memories.stream()
                .filter(memory -> Arena.contains(memory, address))
                .findFirst()
                .orElse(null);
    }

    /** Writes the addresses of all copies behind those of the nodes. */
    void writeTo(long[] addresses) {
        for (int i = 0; i < memories.size(); i++) {
            addresses[first + i] = memories.get(i).address();
        }
    }
}
