/**
 * The exceptions of the library, except {@link io.github.depthwise4j.problem.InvalidProblemException}.
 *
 * <p>What may live here: exceptions that callers catch, also those of packages that are not exported. They need nothing
 * but Java.
 */
@NullMarked
package io.github.depthwise4j.errors;

import org.jspecify.annotations.NullMarked;
