/**
 * Plans for arrays of the Java heap, which are read and written where they lie, or copied chunk by chunk into native
 * memory and back.
 *
 * <p>What may live here: the division into chunks, their buffers, when to copy, and the plans. The caller passes a
 * function that plans a chunk.
 */
package io.github.depthwise4j.plan.heap;
