/**
 * The exceptions that users may have to catch, except {@code InvalidProblemException}, which lies with the rules it is
 * about in {@code io.github.depthwise4j.problem}.
 *
 * <p>What may live here: exceptions, which need nothing besides Java.
 */
@NullMarked
package io.github.depthwise4j.errors;

import org.jspecify.annotations.NullMarked;
