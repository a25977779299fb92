package io.github.depthwise4j.onednn;

import io.github.depthwise4j.memory.NativeMemory;
import io.github.depthwise4j.natives.NativeLibrary;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.bytedeco.javacpp.BytePointer;

/**
 * The memory into which oneDNN writes the answer to a query. It is not one of JavaCPP's own pointers: allocating those
 * takes a lock of the whole JVM, and fails if the process is larger than JavaCPP's limit.
 */
final class QueryResult implements AutoCloseable {
    private final DataHandle handle = new DataHandle();
    private final NativeMemory cell = NativeMemory.allocate(Long.BYTES);

    QueryResult() {
        handle.pointTo(cell.address());
    }

    /** The pointer for oneDNN. */
    DataHandle handle() {
        return handle;
    }

    int asInt() {
        return view(cell.address(), Integer.BYTES).getInt();
    }

    /** The string that the answer points to. */
    String asString() {
        return new BytePointer(new DataHandle().pointTo(answer())).getString();
    }

    /** The numbers that the answer points to. */
    long[] asLongs(int count) {
        long[] numbers = new long[count];
        if (count > 0) {
            view(answer(), (long) count * Long.BYTES).asLongBuffer().get(numbers);
        }
        return numbers;
    }

    private long answer() {
        return view(cell.address(), Long.BYTES).getLong();
    }

    private static ByteBuffer view(long address, long bytes) {
        return NativeLibrary.memory().view(address, bytes).order(ByteOrder.nativeOrder());
    }

    @Override
    public void close() {
        cell.close();
    }
}
