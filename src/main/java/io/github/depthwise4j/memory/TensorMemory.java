package io.github.depthwise4j.memory;

import java.util.function.Function;

/**
 * The door through which the floors above reach the memory of a tensor. The public API of a tensor shows neither the
 * address nor the count of users, so the class of tensors registers here how its memory is found. It does so when it is
 * initialised, and no tensor exists before that.
 */
public final class TensorMemory {
    /** Volatile: a thread may get a tensor from another thread without initialising the class itself. */
    private static volatile Function<Object, NativeMemory> door;

    private TensorMemory() {}

    /**
     * Registers how the memory of a tensor is found.
     *
     * @throws IllegalStateException if that is registered already
     */
    public static synchronized void register(Function<Object, NativeMemory> memoryOfTensor) {
        if (door != null) {
            throw new IllegalStateException("TensorMemory.register: a second class calls itself the class of tensors");
        }
        door = memoryOfTensor;
    }

    /** The memory of a tensor, which stays its owner. Anything else than a tensor is refused by an exception. */
    public static NativeMemory memoryOf(Object tensor) {
        return door.apply(tensor);
    }
}
