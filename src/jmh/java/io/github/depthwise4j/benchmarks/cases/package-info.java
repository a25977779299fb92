/**
 * What is benchmarked: layers, the sets they form, their data in aligned memory, and the lines of a table. It knows
 * neither who computes them nor how they are timed.
 */
package io.github.depthwise4j.benchmarks.cases;
