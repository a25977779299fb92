package io.github.depthwise4j;

/**
 * What the library holds at one moment. The numbers are read one after the other, not at one instant.
 *
 * @param nativeBlocks blocks of native memory in use: tensors, packed filters, working memory
 * @param nativeBytes the bytes in them; memory oneDNN keeps for itself is not counted
 * @param plans plans made and not yet freed
 * @param planCacheHits how often a one-shot call found its plan
 * @param planCacheMisses how often a one-shot call had to make one
 * @param verifiedCalls calls that were checked by the oracle while the application ran, see {@link RuntimeVerification}
 * @param mismatches how many of them were wrong
 * @param peakNativeBytes the most that {@code nativeBytes} ever was
 * @param memoryLimit the most that {@code nativeBytes} may be (setting {@code memoryLimit}), 0 if there is no limit
 * @param tensors tensors not closed: the caller's, copies of filters and biases in operations, and those over wrapped
 *     buffers
 * @param operations operation objects not closed
 * @param workspaces what plans keep for their next calls; {@link Depthwise4j#trim()} frees it
 * @param leaks tensors and operations that nobody closed and the garbage collector had to free, see the setting
 *     {@code leakDetection}
 */
public record LibraryStats(
        long nativeBlocks,
        long nativeBytes,
        long plans,
        long planCacheHits,
        long planCacheMisses,
        long verifiedCalls,
        long mismatches,
        long peakNativeBytes,
        long memoryLimit,
        long tensors,
        long operations,
        long workspaces,
        long leaks) {}
