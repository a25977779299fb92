/**
 * The oracle for the layers of a network other than convolutions, in pure Java.
 *
 * <p>What may live here: the loops that compute such a layer in {@code double}, and the largest error that each result
 * may have. No native code.
 */
@NullMarked
package io.github.depthwise4j.reference.layer;

import org.jspecify.annotations.NullMarked;
