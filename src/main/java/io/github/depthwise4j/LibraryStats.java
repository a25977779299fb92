package io.github.depthwise4j;

import io.github.depthwise4j.memory.IdleMemory;
import io.github.depthwise4j.memory.MemoryCounts;
import io.github.depthwise4j.memory.RefCounted;
import io.github.depthwise4j.onednn.OneDnn;
import io.github.depthwise4j.operation.BuiltOperation;
import io.github.depthwise4j.operation.CacheCounters;
import io.github.depthwise4j.operation.KeptPlan;
import io.github.depthwise4j.operation.SampledVerifier;
import io.github.depthwise4j.tensor.Tensor;

/**
 * What the library holds at one moment; see {@link Depthwise4j#stats()}. Counts that never go down are since the
 * process began.
 *
 * <p>Immutable. The numbers are read one after the other, not at one instant.
 */
public final class LibraryStats {
    private final long nativeBlocks;
    private final long nativeBytes;
    private final long plans;
    private final long planCacheHits;
    private final long planCacheMisses;
    private final long planCacheEvictions;
    private final long peakNativeBytes;
    private final long memoryLimit;
    private final long tensors;
    private final long operations;
    private final long workspaces;
    private final long leaks;
    private final long verifiedCalls;
    private final long mismatches;
    private final long refusedInputs;
    private final long memoryRefusals;
    private final long loadNanos;

    LibraryStats() {
        CacheCounters.Totals caches = CacheCounters.totals();
        this.nativeBlocks = MemoryCounts.liveBlocks();
        this.nativeBytes = MemoryCounts.liveBytes();
        this.plans = KeptPlan.live();
        this.planCacheHits = caches.hits();
        this.planCacheMisses = caches.misses();
        this.planCacheEvictions = caches.evictions();
        this.peakNativeBytes = MemoryCounts.peakBytes();
        this.memoryLimit = MemoryCounts.limitBytes();
        this.tensors = Tensor.openCount();
        this.operations = ConvolutionOperation.open();
        this.workspaces = IdleMemory.idle();
        this.leaks = RefCounted.forgottenOwners();
        this.verifiedCalls = SampledVerifier.verifiedCalls();
        this.mismatches = SampledVerifier.mismatches();
        this.refusedInputs = BuiltOperation.refusedInputs();
        this.memoryRefusals = MemoryCounts.refusals();
        OneDnn oneDnn = OneDnn.orNull();
        this.loadNanos = oneDnn == null ? 0 : oneDnn.loadNanos();
    }

    /** {@return the number of blocks of native memory in use: tensors, packed filters, working memory} */
    public long nativeBlocks() {
        return nativeBlocks;
    }

    /** {@return the bytes in these blocks; memory that oneDNN keeps for itself is not counted} */
    public long nativeBytes() {
        return nativeBytes;
    }

    /**
     * {@return the number of plans that operations and one-shot calls keep or use: one for each input shape, and
     * another one for arrays of the Java heap of that shape}
     */
    public long plans() {
        return plans;
    }

    /**
     * {@return how often a call of an operation, or a one-shot call, found its plan} {@link OperationStats} has the
     * number of one operation.
     */
    public long planCacheHits() {
        return planCacheHits;
    }

    /** {@return how often such a call made its plan; calls whose plan could not be made are not counted} */
    public long planCacheMisses() {
        return planCacheMisses;
    }

    /** {@return how often a plan was closed to make room for others} */
    public long planCacheEvictions() {
        return planCacheEvictions;
    }

    /** {@return the largest value that {@link #nativeBytes()} ever had} */
    public long peakNativeBytes() {
        return peakNativeBytes;
    }

    /**
     * {@return the largest value that {@link #nativeBytes()} may have (setting {@code memoryLimit}); 0 if there is no
     * limit}
     */
    public long memoryLimit() {
        return memoryLimit;
    }

    /**
     * {@return the number of tensors that are not closed: the caller's tensors, copies of filters and biases in
     * operations, and tensors over wrapped buffers}
     */
    public long tensors() {
        return tensors;
    }

    /** {@return the number of operations that are not closed} */
    public long operations() {
        return operations;
    }

    /**
     * {@return the number of workspaces that plans keep for their next calls, and of shared operations and networks
     * that are kept without users; {@link Depthwise4j#trim()} frees them}
     */
    public long workspaces() {
        return workspaces;
    }

    /**
     * {@return the number of tensors, operations, networks and shares in them that were not closed, and that the
     * garbage collector had to free; see the setting {@code leakDetection}}
     */
    public long leaks() {
        return leaks;
    }

    /**
     * {@return the number of calls that the oracle checked while the application ran, see
     * {@link io.github.depthwise4j.reference.RuntimeVerification}}
     */
    public long verifiedCalls() {
        return verifiedCalls;
    }

    /** {@return how many of the checked calls had a wrong result} */
    public long mismatches() {
        return mismatches;
    }

    /**
     * {@return how often an operation refused the shape of an input, with an
     * {@link io.github.depthwise4j.problem.InvalidProblemException}} What builders, {@link Nn} and networks refuse is
     * not counted.
     */
    public long refusedInputs() {
        return refusedInputs;
    }

    /**
     * {@return how often the memory limit or the system refused native memory, with a
     * {@link io.github.depthwise4j.errors.NativeMemoryException}}
     */
    public long memoryRefusals() {
        return memoryRefusals;
    }

    /** {@return how long it took to unpack and load oneDNN, in nanoseconds; 0 before it is loaded} */
    public long loadNanos() {
        return loadNanos;
    }

    /** {@return the numbers with their names} */
    @Override
    public String toString() {
        return "LibraryStats[nativeBlocks=" + nativeBlocks + ", nativeBytes=" + nativeBytes + ", plans=" + plans
                + ", planCacheHits=" + planCacheHits + ", planCacheMisses=" + planCacheMisses + ", planCacheEvictions="
                + planCacheEvictions + ", peakNativeBytes=" + peakNativeBytes + ", memoryLimit=" + memoryLimit
                + ", tensors=" + tensors + ", operations=" + operations + ", workspaces=" + workspaces + ", leaks="
                + leaks + ", verifiedCalls=" + verifiedCalls + ", mismatches=" + mismatches + ", refusedInputs="
                + refusedInputs + ", memoryRefusals=" + memoryRefusals + ", loadNanos=" + loadNanos + "]";
    }
}
