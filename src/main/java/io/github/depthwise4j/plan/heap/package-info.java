/**
 * Plans for arrays of the Java heap, which are copied chunk by chunk into native memory and back.
 *
 * <p>What may live here: the division into chunks, their buffers, and the plans. How a chunk itself is planned is
 * passed in.
 */
package io.github.depthwise4j.plan.heap;
