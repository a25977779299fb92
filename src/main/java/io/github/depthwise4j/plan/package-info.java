/**
 * Plans: how a problem is computed.
 *
 * <p>What may live here: the {@link io.github.depthwise4j.plan.Planner}, one class per strategy,
 * {@link io.github.depthwise4j.plan.Plan} and what it executes with, the cache of plans, and
 * what is known from measuring. The choice among several ways is made
 * here, once; executing a plan never changes it. The package is internal.
 */
package io.github.depthwise4j.plan;
