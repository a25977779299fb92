/**
 * What plans depend on of the CPU, beside the instruction set.
 *
 * <p>What may live here: sizes of caches and widths of units, as the system tells them. What it does not tell has a
 * usual value. The package is internal.
 */
package io.github.depthwise4j.plan.cpu;
