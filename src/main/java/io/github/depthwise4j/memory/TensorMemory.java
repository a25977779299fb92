package io.github.depthwise4j.memory;

import java.util.function.Function;

/**
 * Gives other packages the memory of a tensor. The public API of a tensor shows neither the address nor the count of
 * users. So the class of tensors registers here a function that returns the memory of a tensor. It does so when it is
 * initialised, and no tensor exists before that.
 */
public final class TensorMemory {
    /** Volatile: a thread may get a tensor from another thread without initialising the class itself. */
    private static volatile Function<Object, NativeMemory> door;

    private TensorMemory() {}

    /**
     * Registers the function that returns the memory of a tensor.
     *
     * @throws IllegalStateException if there is such a function already
     */
    public static synchronized void register(Function<Object, NativeMemory> memoryOfTensor) {
        if (door != null) {
            throw new IllegalStateException("TensorMemory.register: a second class calls itself the class of tensors");
        }
        door = memoryOfTensor;
    }

    /** The memory of a tensor; the tensor stays its owner. Throws an exception if the object is not a tensor. */
    public static NativeMemory memoryOf(Object tensor) {
        return door.apply(tensor);
    }
}
