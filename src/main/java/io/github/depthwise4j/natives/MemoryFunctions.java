package io.github.depthwise4j.natives;

import java.nio.Buffer;
import java.nio.ByteBuffer;

/** Native memory without owners or checks. Addresses and sizes are in bytes. */
public interface MemoryFunctions {
    /** The address of a new block; 0 if the system refuses. */
    long allocate(long bytes);

    /** Gives a block back. */
    void free(long block);

    /** Sets every byte to 0. */
    void clear(long address, long bytes);

    /** Copies bytes, as if over a third place: the ranges may overlap. */
    void move(long from, long to, long bytes);

    /** Reads one float. */
    float getFloat(long address);

    /** Writes one float. */
    void setFloat(long address, float value);

    /** A buffer over memory that it does not own, in the order of bytes of Java. It has at most 2 GiB. */
    ByteBuffer view(long address, long bytes);

    /** The address of the first byte of a direct buffer, whatever its position. */
    long addressOf(Buffer direct);
}
