/**
 * The oracle: the expected results of the operations, and the largest error that a result in {@code float} may have.
 *
 * <p>What may live here: loops that follow the formula of {@link io.github.depthwise4j.problem.ConvolutionProblem}
 * directly, the rigorous error bound, random problems, and the {@link io.github.depthwise4j.reference.Verifier} that
 * uses them. The package is the specification: nothing here is optimised, and nothing here knows native code or other
 * ways to compute a result.
 *
 * <p>Each class says whether threads may share it. No argument may be null unless a method says so.
 */
@NullMarked
package io.github.depthwise4j.reference;

import org.jspecify.annotations.NullMarked;
