package io.github.depthwise4j.plan.heap;

import io.github.depthwise4j.memory.NativeMemory;
import io.github.depthwise4j.plan.base.WorkspacePool;
import java.nio.FloatBuffer;

/** The native memory in which one thread computes a part of what lies in arrays of the Java heap. */
final class HeapArrayBuffers implements WorkspacePool.Workspace {
    private final Side src;
    private final Side dst;

    /** One block of memory, and a buffer over it, which copies faster than the block does; null where no buffer is so large. */
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

    /** Memory for parts of at most so many floats. */
    static HeapArrayBuffers of(int srcLength, int dstLength) {
        return of(srcLength, dstLength, Integer.MAX_VALUE);
    }

    /** The same where a buffer has so many bytes at most. */
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

    /** Copies the input of a part out of an array. */
    void load(float[] input, int from, int length) {
        if (src.floats != null) {
            src.floats.put(0, input, from, length);
        } else {
            src.memory.write(input, from, 0, length);
        }
    }

    /** Copies the output of a part into an array. */
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
