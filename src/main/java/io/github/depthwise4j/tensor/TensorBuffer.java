package io.github.depthwise4j.tensor;

import io.github.depthwise4j.memory.NativeMemory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The buffer over a tensor's memory from which all buffers for users are made. It is kept, so that there is one
 * registration, however many buffers. Thread-safe.
 */
final class TensorBuffer {
    private final NativeMemory memory;
    private @Nullable ByteBuffer root;

    TensorBuffer(NativeMemory memory) {
        this.memory = memory;
    }

    /** A new buffer over all elements. The caller has acquired the memory. */
    synchronized FloatBuffer floats(long elementCount, boolean readOnly) {
        if (memory.isWrapped()) {
            // A part of the caller's own buffer: the JVM refuses it once its arena is closed.
            return memory.floats(0, Math.toIntExact(elementCount));
        }
        if (root == null) {
            root = memory.view();
        }
        return (readOnly ? root.asReadOnlyBuffer() : root.duplicate())
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
    }

    /** Lets the garbage collector find the buffers that users have. */
    synchronized void forget() {
        root = null;
    }
}
