/**
 * Problems: TensorFlow's parameters turned into one canonical form, with every rule and every message about them.
 *
 * <p>What may live here: the types of the parameters, {@link io.github.depthwise4j.problem.ConvolutionProblem}, its
 * text form, and {@link io.github.depthwise4j.problem.InvalidProblemException}. All of it is pure Java, knows no native
 * code, and is immutable and safe for any number of threads.
 *
 * <p>Inside, sizes carry oneDNN's names: {@code mb} (images), {@code ic}, {@code oc}, {@code g} (channels in, out,
 * groups), {@code ih}, {@code iw}, {@code oh}, {@code ow}, {@code kh}, {@code kw}.
 */
@NullMarked
package io.github.depthwise4j.problem;

import org.jspecify.annotations.NullMarked;
