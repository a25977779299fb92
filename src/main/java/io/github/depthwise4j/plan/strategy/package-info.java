/**
 * The strategies, and the plans that execute them.
 *
 * <p>What may live here: the strategies, which are data; for each strategy the class of the plan that executes it with
 * oneDNN; and the division of such a plan into parts that threads compute. Only {@link
 * io.github.depthwise4j.plan.strategy.StrategyExecutors} knows which class executes which strategy. Nothing here knows
 * why a strategy was chosen.
 *
 * <p>A strategy that copies parts of a problem is a {@link io.github.depthwise4j.plan.strategy.TiledStrategy}. It only
 * says how the problem is divided into tiles and what a copy contains. {@code Tiles} computes the tiles, {@code
 * TileCopies} and {@code TileKind} make the primitives for each kind of tile, {@code TileFilters} packs the filters of
 * all tiles, and {@code TilePlan} executes tiles, on one thread or on several.
 *
 * <p>How to add a strategy:
 *
 * <ol>
 *   <li>Add a record to {@link io.github.depthwise4j.plan.strategy.Strategy}, or to {@link
 *       io.github.depthwise4j.plan.strategy.TiledStrategy}: to {@code permits} and to {@code parse}.
 *   <li>If it is not a tiled one, add the class of its plan to this package, let {@link
 *       io.github.depthwise4j.plan.strategy.StrategyExecutors} make this plan, and say in {@link
 *       io.github.depthwise4j.plan.strategy.StrategyDivision} how it is divided. Otherwise it is never divided, and a
 *       call uses one thread.
 *   <li>In {@code choice}: add it to {@code Possibilities}, so that the rules and measurements consider it, count what
 *       it does in {@code Work}, and add the costs of what was not counted before to the tables.
 *   <li>If it reads or writes memory more than once, correct the estimate of its time in {@code Slicing}.
 *   <li>Add cases to {@code StrategyTest}, {@code StrategyDivisionTest}, {@code CandidatesTest} and {@code RulesTest}.
 * </ol>
 */
package io.github.depthwise4j.plan.strategy;
