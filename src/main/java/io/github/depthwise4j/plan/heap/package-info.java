/**
 * Plans for arrays of the Java heap, which are copied chunk by chunk into native memory and back.
 *
 * <p>What may live here: the division into chunks, their buffers, and the plans. The caller
 * passes a function that plans a chunk.
 */
package io.github.depthwise4j.plan.heap;
