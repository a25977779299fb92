package io.github.depthwise4j.memory;

import java.util.ArrayList;
import java.util.List;

/**
 * Blocks of native memory that are kept for later use, within bounds. A block is lent as memory of its own, which comes
 * back when its owner has closed it and its last user has gone. So no block is ever lent twice at the same time.
 *
 * <p>The blocks that are not lent are freed when this is closed, when {@link IdleMemory#trim()} is called, and before
 * an allocation is refused. Safe for any number of threads; nothing is allocated or freed under the lock.
 */
public final class IdleBlocks extends RefCounted implements IdleMemory.Keeper {
    private final long mostBytes;
    private final int mostBlocks;

    /** Not lent, the one that came back last at the end. Guarded by itself, as the counts below are. */
    private final List<NativeMemory> idle;

    private long idleBytes;
    private long reused;
    private long allocated;

    /**
     * An empty pool.
     *
     * @param mostBytes the most bytes that are kept while they are not lent
     * @param mostBlocks the most blocks that are kept while they are not lent
     */
    public IdleBlocks(long mostBytes, int mostBlocks) {
        this.mostBytes = mostBytes;
        this.mostBlocks = mostBlocks;
        // Large enough from the start: giving a block back must not fail because the list has to grow.
        this.idle = new ArrayList<>(mostBlocks);
        IdleMemory.add(this);
    }

    /**
     * Lends a block of exactly this size, an idle one if there is one. Its content is undefined. The caller closes it.
     *
     * @return the memory, or null if this is closed
     * @throws io.github.depthwise4j.errors.NativeMemoryException if a new block is needed and there is no memory for it
     */
    public NativeMemory lend(long byteSize) {
        if (!acquire()) {
            return null;
        }
        NativeMemory block = null;
        try {
            block = take(byteSize);
            if (block == null) {
                block = NativeMemory.allocate(byteSize);
            }
            return block.lend(this);
        } catch (RuntimeException | Error e) {
            if (block != null) {
                block.close();
            }
            throw e;
        } finally {
            release();
        }
    }

    private NativeMemory take(long byteSize) {
        synchronized (idle) {
            for (int i = idle.size() - 1; i >= 0; i--) {
                if (idle.get(i).byteSize() == byteSize) {
                    reused++;
                    idleBytes -= byteSize;
                    return idle.remove(i);
                }
            }
            allocated++;
            return null;
        }
    }

    /** Takes back a block that was lent. */
    void giveBack(NativeMemory block) {
        if (block.byteSize() > mostBytes || mostBlocks == 0 || !acquire()) {
            block.close();
            return;
        }
        try {
            keep(block);
        } finally {
            // If this was closed meanwhile, the release frees what was just kept.
            release();
        }
    }

    /** Keeps a block, and frees those that were not used for the longest time until the bounds hold. */
    private void keep(NativeMemory block) {
        for (NativeMemory oldest = block; oldest != null; oldest.close()) {
            synchronized (idle) {
                boolean isFull = idle.size() == mostBlocks || idleBytes > mostBytes - block.byteSize();
                if (!isFull) {
                    idle.add(block);
                    idleBytes += block.byteSize();
                    return;
                }
                oldest = idle.remove(0);
                idleBytes -= oldest.byteSize();
            }
        }
    }

    @Override
    public int idle() {
        synchronized (idle) {
            return idle.size();
        }
    }

    /** The bytes of the blocks that are not lent. */
    public long idleBytes() {
        synchronized (idle) {
            return idleBytes;
        }
    }

    /** How often an idle block was lent. */
    public long reused() {
        synchronized (idle) {
            return reused;
        }
    }

    /** How often a new block was needed. */
    public long allocated() {
        synchronized (idle) {
            return allocated;
        }
    }

    @Override
    public void trim() {
        List<NativeMemory> unused;
        synchronized (idle) {
            unused = List.copyOf(idle);
            idle.clear();
            idleBytes = 0;
        }
        unused.forEach(NativeMemory::close);
    }

    @Override
    protected void free() {
        IdleMemory.remove(this);
        trim();
    }
}
