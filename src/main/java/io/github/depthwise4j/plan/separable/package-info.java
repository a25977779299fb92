/**
 * Plans for separable convolutions, each made of plans for its two convolutions.
 *
 * <p>{@link io.github.depthwise4j.plan.separable.SeparablePlanner} selects one of three. {@code BandedPlan} computes
 * both convolutions band by band, so that what lies between them stays in the cache. {@code SequencePlan} computes one
 * after the other. {@code BoxedPlan} computes both box by box: a box has some rows and columns of an image, with all
 * channels. It is for problems for which the other two would need much memory.
 *
 * <p>What may live here: such plans, and the selection among them. How one convolution is computed is decided below, in
 * {@code choice} and {@code strategy}.
 */
package io.github.depthwise4j.plan.separable;
