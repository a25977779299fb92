/**
 * Tensors: shapes, element types, the order of axes, and memory outside the Java heap.
 *
 * <p>What may live here: values that describe a tensor and the tensor itself. Nothing here knows what is computed
 * with them.
 *
 * <p>{@link io.github.depthwise4j.tensor.Shape}, {@link io.github.depthwise4j.tensor.DataType} and
 * {@link io.github.depthwise4j.tensor.DataFormat} are immutable. A {@link io.github.depthwise4j.tensor.Tensor} may be
 * shared between threads. If one thread writes while another reads, the values are undefined. The process does not
 * crash.
 */
@NullMarked
package io.github.depthwise4j.tensor;

import org.jspecify.annotations.NullMarked;
