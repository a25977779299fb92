package io.github.depthwise4j.memory;

import io.github.depthwise4j.onednn.Execution;
import java.util.ArrayList;
import java.util.List;

/**
 * What a plan made of several parts has to close, collected while it is made, so that nothing stays open if that
 * fails halfway.
 */
public final class CloseStack implements AutoCloseable {
    private final List<Runnable> closings = new ArrayList<>();
    private long byteSize;

    /** Takes a part over, and returns it. */
    public <T> T add(T part, Runnable closing) {
        closings.add(closing);
        return part;
    }

    /** Takes an execution over, and returns it. */
    public Execution add(Execution execution) {
        byteSize += execution.byteSize();
        return add(execution, execution::close);
    }

    /** Takes memory over, and returns it. */
    public NativeMemory add(NativeMemory memory) {
        byteSize += memory.byteSize();
        return add(memory, memory::close);
    }

    /** The bytes of the memory and the executions that were added. */
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
