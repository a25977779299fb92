package io.github.depthwise4j.memory;

/**
 * What has native memory: the door through which the floors above reach the memory of a tensor, without the address or the count
 * of users becoming part of the public API.
 */
public abstract class MemoryHolder {
    private final NativeMemory memory;

    protected MemoryHolder(NativeMemory memory) {
        this.memory = memory;
    }

    /** The memory of {@code holder}; its owner stays the holder. */
    public static NativeMemory memoryOf(MemoryHolder holder) {
        return holder.memory;
    }
}
