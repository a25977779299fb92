/**
 * The division of a plan among threads.
 *
 * <p>What may live here: the helper threads and the jobs they join; the division of a problem into slices, that is
 * images, bands or blocks; the plan that is divided. Nothing here knows a strategy: how a slice is planned is passed
 * in.
 *
 * <p>A helper joins a call in {@link io.github.depthwise4j.plan.parallel.Workers}.
 */
package io.github.depthwise4j.plan.parallel;
