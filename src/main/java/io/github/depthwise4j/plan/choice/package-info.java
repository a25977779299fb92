/**
 * The choice of a strategy for a problem.
 *
 * <p>What may live here: the strategies that are possible for a problem, the estimates of their times, the rules that
 * choose by these estimates, the measurement of candidates, wisdom and its file. Rules and candidates are pure: tests
 * give them the facts about oneDNN and the CPU, and need no native code.
 */
package io.github.depthwise4j.plan.choice;
