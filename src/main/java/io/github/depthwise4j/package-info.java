/**
 * The operations: TensorFlow's {@code tf.nn.depthwise_conv2d} for Java, computed by oneDNN.
 *
 * <p>What may live here: what users call, and nothing that computes. {@link io.github.depthwise4j.Nn} has the one-shot functions,
 * with TensorFlow's names and order of arguments; {@link io.github.depthwise4j.DepthwiseConv2d} is built once and run many times,
 * which is what a server does.
 *
 * <p><b>Threads.</b> Everything here may be used by any number of threads at the same time, including {@code close()} while
 * another thread is calling: calls that have begun end well, later ones are refused with {@link IllegalStateException}. A
 * call computes on the thread that makes it, which idle helpers may join, see {@link io.github.depthwise4j.problem.Parallelism}; results do
 * not depend on how many threads there are.
 *
 * <p><b>Errors.</b> Parameters that break a rule are refused with
 * {@link io.github.depthwise4j.problem.InvalidProblemException} before anything native is touched. If oneDNN itself fails, there
 * is {@link io.github.depthwise4j.errors.OneDnnException}; if it cannot be loaded,
 * {@link io.github.depthwise4j.errors.NativeLoadException}.
 */
package io.github.depthwise4j;
