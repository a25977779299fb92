package io.github.depthwise4j.memory;

import java.util.ArrayList;
import java.util.List;

/**
 * What an object made of several parts has to close. The parts are collected while the object is made, so that nothing
 * stays open if that fails halfway.
 */
public final class CloseStack implements AutoCloseable {
    /** What can be closed. Parts implement it themselves: a method reference takes Java half a millisecond. */
    public interface Part extends AutoCloseable {
        @Override
        void close();
    }

    private final List<Part> parts = new ArrayList<>();
    private long byteSize;

    /** Takes a part over, and returns it. */
    public <T extends Part> T add(T part) {
        return add(part, part);
    }

    /** Takes over a part that is closed in a way of its own, and returns it. */
    public <T> T add(T part, Part closing) {
        parts.add(closing);
        return part;
    }

    /** Takes over a part that holds native memory, and returns it. */
    public <T extends Part> T add(T part, long bytes) {
        return add(part, bytes, part);
    }

    /** Takes over a part that holds native memory and is closed in a way of its own, and returns it. */
    public <T> T add(T part, long bytes, Part closing) {
        byteSize += bytes;
        return add(part, closing);
    }

    /** Takes memory over, and returns it. */
    public NativeMemory add(NativeMemory memory) {
        return add(memory, memory.byteSize(), memory);
    }

    /** The bytes of the native memory that was added. */
    public long byteSize() {
        return byteSize;
    }

    /** Closes the parts, the last one first. */
    @Override
    public void close() {
        for (int i = parts.size() - 1; i >= 0; i--) {
            parts.get(i).close();
        }
        parts.clear();
    }
}
