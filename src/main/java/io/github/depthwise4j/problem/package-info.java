/**
 * Problems: TensorFlow's parameters turned into one canonical form, with every rule and every message about them.
 *
 * <p>What may live here: the types of the parameters, {@link io.github.depthwise4j.problem.ConvolutionProblem}, its
 * text form, and {@link io.github.depthwise4j.problem.InvalidProblemException}. All of it is pure Java, knows no native
 * code, and is immutable and safe for any number of threads.
 *
 * <p>Inside, sizes carry oneDNN's names: {@code mb} (images), {@code ic}, {@code oc}, {@code g} (channels in, out,
 * groups), {@code ih}, {@code iw}, {@code oh}, {@code ow}, {@code kh}, {@code kw}.
 *
 * <p>Some records here and in the packages above have written out {@code equals} and {@code hashCode}, with the meaning
 * that Java gives them in a record. Java makes its own at run time, at the first call: that takes some 40 ms in a
 * process, and some milliseconds for each record. So every record that is compared or hashed while the first plan is
 * made writes them out. {@code StartTest} fails if one does not.
 */
@NullMarked
package io.github.depthwise4j.problem;

import org.jspecify.annotations.NullMarked;
