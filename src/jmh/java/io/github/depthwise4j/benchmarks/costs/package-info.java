/**
 * Makes the tables of costs by which the rules choose: it times all candidates of random problems, fits the nanoseconds
 * of what {@link io.github.depthwise4j.plan.choice.Work} counts, and changes them so that the rules choose better. See
 * ci/fit-costs.sh.
 *
 * <p>What may live here: the times of candidates, their file, the fit, the table's text, and how good its choices are.
 * Drawing problems belongs to {@code hunt}.
 */
package io.github.depthwise4j.benchmarks.costs;
