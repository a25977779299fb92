/**
 * The division of a plan among threads.
 *
 * <p>What may live here: the helpers and the jobs they join; the number and the sizes of slices; the plan that is
 * divided. Nothing here knows a strategy: the caller passes a function that plans a slice.
 *
 * <p>A helper joins a call in {@link io.github.depthwise4j.plan.parallel.Workers}.
 */
package io.github.depthwise4j.plan.parallel;
