/**
 * A network made ready: the steps that compute it, and the memory between them.
 *
 * <p>What may live here: the plan of a network, its steps, and the division of one block of memory among the results of
 * the steps. How a convolution is computed is decided by {@link io.github.depthwise4j.plan.Planner}.
 *
 * <dl>
 *   <dt>step <dd>one node of the graph, or a part of it: one convolution plan, or a few primitives
 *   <dt>value <dd>the result of a node, or numbers that never change
 *   <dt>root <dd>the value whose memory a value shares: itself, or what it is another shape of
 *   <dt>arena <dd>the memory and the executions of one run at a time
 * </dl>
 */
package io.github.depthwise4j.network.plan;
