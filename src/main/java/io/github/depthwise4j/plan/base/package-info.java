/**
 * What all kinds of plans share.
 *
 * <p>What may live here: the types of plans and what they tell about themselves, packed filters, pools of workspaces,
 * and what is true of a problem for every strategy. Nothing here knows a strategy, a thread of the library or how a
 * plan is chosen.
 */
package io.github.depthwise4j.plan.base;
