/**
 * The oracle: what the operations must give, and how far a result in {@code float} may be from it.
 *
 * <p>What may live here: loops that read straight against the formula of
 * {@link io.github.depthwise4j.problem.ConvolutionProblem}, the rigorous error bound, random problems, and the
 * {@link io.github.depthwise4j.reference.Verifier} that puts them together. The package is the specification: nothing
 * here is tuned, and nothing here knows native code or how a result is computed elsewhere.
 *
 * <p>Classes say themselves whether they may be shared between threads. No argument may be null unless a method says
 * so.
 */
@NullMarked
package io.github.depthwise4j.reference;

import org.jspecify.annotations.NullMarked;
