package io.github.depthwise4j.natives;

import java.nio.Buffer;
import java.nio.ByteBuffer;

/** Native memory by this library's own native code. */
final class OwnMemory implements MemoryFunctions {
    @Override
    public long allocate(long bytes) {
        return NativeFunctions.allocate(bytes);
    }

    @Override
    public void free(long block) {
        NativeFunctions.free(block);
    }

    @Override
    public void clear(long address, long bytes) {
        NativeFunctions.clear(address, bytes);
    }

    @Override
    public void move(long from, long to, long bytes) {
        NativeFunctions.move(from, to, bytes);
    }

    @Override
    public float getFloat(long address) {
        return NativeFunctions.getFloat(address);
    }

    @Override
    public void setFloat(long address, float value) {
        NativeFunctions.setFloat(address, value);
    }

    @Override
    public ByteBuffer view(long address, long bytes) {
        return NativeFunctions.view(address, bytes);
    }

    @Override
    public long addressOf(Buffer direct) {
        return NativeFunctions.addressOf(direct);
    }
}
