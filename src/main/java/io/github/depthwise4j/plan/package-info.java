/**
 * Plans: how a problem is computed.
 *
 * <p>What may live here: the {@link io.github.depthwise4j.plan.Planner}; {@link io.github.depthwise4j.plan.Strategy},
 * which says as data how a problem is computed; what chooses a strategy: rules, measurement and wisdom; the plans,
 * which execute strategies, and the cache of plans. {@link io.github.depthwise4j.plan.StrategyExecutors} alone knows
 * which plan executes which strategy. A strategy is chosen once; executing a plan never changes it. The package is
 * internal.
 */
package io.github.depthwise4j.plan;
