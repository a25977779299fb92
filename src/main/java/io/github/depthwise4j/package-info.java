/**
 * What users call: TensorFlow's {@code tf.nn.depthwise_conv2d}, {@code conv2d} and {@code separable_conv2d} for Java,
 * computed by oneDNN.
 *
 * <p>What may live here: what users call, and nothing that computes. {@link io.github.depthwise4j.Nn} has the one-shot
 * functions, with TensorFlow's names and order of arguments. A {@link io.github.depthwise4j.ConvolutionOperation} is
 * built once and run many times: servers use it.
 *
 * <p><b>Threads.</b> Everything here is thread-safe, except builders. {@code close()} may be called during a call of
 * another thread: running calls end normally, and later calls throw {@link IllegalStateException}. A call computes on
 * the thread that makes it, and idle helper threads may join, see {@link io.github.depthwise4j.problem.Parallelism}.
 * Results do not depend on the number of threads.
 *
 * <p><b>Null.</b> A parameter marked {@code @Nullable} takes null; the method says what null means. Every other
 * parameter refuses null with a {@link NullPointerException} that names it, or with an {@code InvalidProblemException}
 * if TensorFlow has no default for it.
 *
 * <p><b>Errors.</b> Parameters that break a rule are refused with
 * {@link io.github.depthwise4j.problem.InvalidProblemException} before anything native is touched. If oneDNN fails,
 * calls throw {@link io.github.depthwise4j.errors.OneDnnException}; if it cannot be loaded,
 * {@link io.github.depthwise4j.errors.NativeLoadException}.
 */
@NullMarked
package io.github.depthwise4j;

import org.jspecify.annotations.NullMarked;
