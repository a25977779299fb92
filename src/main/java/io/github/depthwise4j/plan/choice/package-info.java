/**
 * The choice of a strategy for a problem.
 *
 * <p>What may live here: the candidates, the rules for each instruction set, the measurement of candidates, wisdom and
 * its file, and the sizes of the CPU's caches. Rules and candidates are pure: tests give them the facts about oneDNN,
 * and need no native code.
 */
package io.github.depthwise4j.plan.choice;
