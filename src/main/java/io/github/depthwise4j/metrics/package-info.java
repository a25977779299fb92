/**
 * Metrics for Micrometer, which programs that use this package have on their class path or module path.
 *
 * <p>What may live here: what carries the numbers of {@link io.github.depthwise4j.LibraryStats} to Micrometer. Nothing
 * else in the library knows Micrometer.
 */
@NullMarked
package io.github.depthwise4j.metrics;

import org.jspecify.annotations.NullMarked;
