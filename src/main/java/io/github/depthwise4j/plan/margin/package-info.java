/**
 * Outputs whose windows see only padding.
 *
 * <p>An image with much more padding than its windows reach has a margin of outputs that all have the same value for
 * each channel. A {@link io.github.depthwise4j.plan.margin.Margins} divides the output into such a margin and the core.
 * The core is a problem of its own, with less padding. Its plan writes its result to the beginning of the caller's
 * output. The rows are then moved to where they belong, and the margin is filled. This needs no memory of its own.
 *
 * <p>What may live here: what finds the core, what fills the margin, and the plans that do it. Nothing here knows how
 * the core is computed.
 */
package io.github.depthwise4j.plan.margin;
