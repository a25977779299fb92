/**
 * The strategies, and the plans that execute them.
 *
 * <p>What may live here: {@link io.github.depthwise4j.plan.strategy.Strategy}, which says as data how a problem is
 * computed; for each strategy the class that executes it with oneDNN; and the division of such a plan among threads.
 * {@link io.github.depthwise4j.plan.strategy.StrategyExecutors} alone knows which class executes which strategy.
 * Nothing here knows why a strategy was chosen.
 */
package io.github.depthwise4j.plan.strategy;
