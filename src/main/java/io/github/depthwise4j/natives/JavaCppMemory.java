package io.github.depthwise4j.natives;

import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.bytedeco.javacpp.Pointer;

/**
 * Native memory by the functions that JavaCPP adds to every binding, for platforms without this library's own native
 * code. A binding must be loaded. The pointers here own nothing, so JavaCPP's deallocator does not know them.
 */
final class JavaCppMemory implements MemoryFunctions {
    /** A pointer to a given address. */
    private static final class Address extends Pointer {
        Address(long address, long bytes) {
            super((Pointer) null);
            this.address = address;
            this.limit = bytes;
            this.capacity = bytes;
        }

        static long of(Buffer direct) {
            return getDirectBufferAddress(direct);
        }
    }

    @Override
    public long allocate(long bytes) {
        Pointer block = Pointer.malloc(bytes);
        return block == null ? 0 : block.address();
    }

    @Override
    public void free(long block) {
        Pointer.free(new Address(block, 0));
    }

    @Override
    public void clear(long address, long bytes) {
        Pointer.memset(new Address(address, bytes), 0, bytes);
    }

    @Override
    public void move(long from, long to, long bytes) {
        Pointer.memmove(new Address(to, bytes), new Address(from, bytes), bytes);
    }

    @Override
    public float getFloat(long address) {
        return view(address, Float.BYTES).order(ByteOrder.nativeOrder()).getFloat();
    }

    @Override
    public void setFloat(long address, float value) {
        view(address, Float.BYTES).order(ByteOrder.nativeOrder()).putFloat(value);
    }

    @Override
    public ByteBuffer view(long address, long bytes) {
        // A pointer without bytes would be unlimited.
        return bytes == 0
                ? ByteBuffer.allocateDirect(0)
                : new Pointer(new Address(address, bytes)).asByteBuffer().order(ByteOrder.BIG_ENDIAN);
    }

    @Override
    public long addressOf(Buffer direct) {
        return Address.of(direct);
    }
}
