package io.github.depthwise4j.memory;

import java.util.ArrayList;
import java.util.List;

/**
 * What an object made of several parts has to close. The parts are collected while the object is made, so that nothing
 * stays open if that fails halfway.
 */
public final class CloseStack implements AutoCloseable {
    private final List<Runnable> closings = new ArrayList<>();
    private long byteSize;

    /** Takes a part over, and returns it. */
    public <T> T add(T part, Runnable closing) {
        closings.add(closing);
        return part;
    }

    /** Takes over a part that holds native memory, and returns it. */
    public <T> T add(T part, long bytes, Runnable closing) {
        byteSize += bytes;
        return add(part, closing);
    }

    /** Takes memory over, and returns it. */
    public NativeMemory add(NativeMemory memory) {
        return add(memory, memory.byteSize(), memory::close);
    }

    /** The bytes of the native memory that was added. */
    public long byteSize() {
        return byteSize;
    }

    /** Closes the parts, the last one first. */
    @Override
    public void close() {
        for (int i = closings.size() - 1; i >= 0; i--) {
            closings.get(i).run();
        }
        closings.clear();
    }
}
