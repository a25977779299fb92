package io.github.depthwise4j;

/**
 * What the library holds at one moment. The numbers are read one after the other, not at one instant.
 *
 * @param nativeBlocks blocks of native memory in use: tensors, packed filters, working memory
 * @param nativeBytes the bytes in them; memory oneDNN keeps for itself is not counted
 * @param plans plans that operations and one-shot calls keep or that calls are using: one for each input shape, whatever it consists
 *     of, and another one where arrays of the Java heap of that shape are computed
 * @param planCacheHits how often a call, of an operation or a one-shot one, found its plan; {@link OperationStats} has the number of
 *     one operation
 * @param planCacheMisses how often a call had to make its plan
 * @param peakNativeBytes the most that {@code nativeBytes} ever was
 * @param memoryLimit the most that {@code nativeBytes} may be (setting {@code memoryLimit}), 0 if there is no limit
 * @param tensors tensors not closed: the caller's, copies of filters and biases in operations, and those over wrapped buffers
 * @param operations operation objects not closed
 * @param workspaces what plans that are not freed keep for their next calls; {@link Depthwise4j#trim()} frees it
 * @param leaks tensors and operations that nobody closed and the garbage collector had to free, see the setting
 *     {@code leakDetection}
 * @param verifiedCalls calls that were checked by the oracle while the application ran, see {@link io.github.depthwise4j.reference.RuntimeVerification}
 * @param mismatches how many of them were wrong
 * @param planCacheEvictions how often a plan was given up to make room for others
 */
public record LibraryStats(
        long nativeBlocks,
        long nativeBytes,
        long plans,
        long planCacheHits,
        long planCacheMisses,
        long peakNativeBytes,
        long memoryLimit,
        long tensors,
        long operations,
        long workspaces,
        long leaks,
        long verifiedCalls,
        long mismatches,
        long planCacheEvictions) {}
