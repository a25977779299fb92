package io.github.depthwise4j.onednn;

import com.sun.jna.Pointer;
import io.github.depthwise4j.memory.NativeMemory;

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
        return new Pointer(cell.address()).getInt(0);
    }

    /** The string that the answer points to. */
    String asString() {
        return new Pointer(cell.address()).getPointer(0).getString(0);
    }

    /** The numbers that the answer points to. */
    long[] asLongs(int count) {
        return count == 0
                ? new long[0]
                : new Pointer(cell.address()).getPointer(0).getLongArray(0, count);
    }

    @Override
    public void close() {
        cell.close();
    }
}
