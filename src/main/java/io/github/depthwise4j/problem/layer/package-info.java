/**
 * The layers of a network other than convolutions, each stated completely: TensorFlow's parameters, checked, with all
 * sizes known.
 *
 * <p>What may live here: one class for each kind of layer, with TensorFlow's rules and the messages for broken rules.
 * Nothing here computes.
 */
@NullMarked
package io.github.depthwise4j.problem.layer;

import org.jspecify.annotations.NullMarked;
