package io.github.depthwise4j.plan.heap;

import io.github.depthwise4j.memory.NativeMemory;
import io.github.depthwise4j.plan.base.WorkspacePool;
import java.nio.FloatBuffer;

/** The native memory in which one thread computes a chunk of the arrays. */
final class HeapArrayBuffers implements WorkspacePool.Workspace {
    private final Side src;
    private final Side dst;

    /** Memory with a buffer over it, which copies faster; the buffer is null if the memory is too large for one. */
    private record Side(NativeMemory memory, FloatBuffer floats) {
        static Side of(int length, long mostBufferBytes) {
            NativeMemory memory = NativeMemory.allocate((long) length * Float.BYTES);
            try {
                return new Side(memory, memory.byteSize() <= mostBufferBytes ? memory.floatsOfOwner() : null);
            } catch (RuntimeException | Error e) {
                memory.close();
                throw e;
            }
        }
    }

    private HeapArrayBuffers(Side src, Side dst) {
        this.src = src;
        this.dst = dst;
    }

    /** Memory for chunks of at most these lengths, in floats. */
    static HeapArrayBuffers of(int srcLength, int dstLength) {
        return of(srcLength, dstLength, Integer.MAX_VALUE);
    }

    /** The same, if a buffer can have at most {@code mostBufferBytes} bytes. */
    static HeapArrayBuffers of(int srcLength, int dstLength, long mostBufferBytes) {
        Side src = Side.of(srcLength, mostBufferBytes);
        try {
            return new HeapArrayBuffers(src, Side.of(dstLength, mostBufferBytes));
        } catch (RuntimeException | Error e) {
            src.memory.close();
            throw e;
        }
    }

    NativeMemory src() {
        return src.memory;
    }

    NativeMemory dst() {
        return dst.memory;
    }

    /** Copies the input of a chunk from an array. */
    void load(float[] input, int from, int length) {
        if (src.floats != null) {
            src.floats.put(0, input, from, length);
        } else {
            src.memory.write(input, from, 0, length);
        }
    }

    /** Copies the output of a chunk to an array. */
    void store(float[] output, int to, int length) {
        if (dst.floats != null) {
            dst.floats.get(0, output, to, length);
        } else {
            dst.memory.read(0, output, to, length);
        }
    }

    @Override
    public long byteSize() {
        return src.memory.byteSize() + dst.memory.byteSize();
    }

    @Override
    public void close() {
        src.memory.close();
        dst.memory.close();
    }
}
