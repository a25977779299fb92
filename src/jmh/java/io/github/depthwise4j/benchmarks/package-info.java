/**
 * Benchmarks of single layers beside oneDNN called bare and other libraries. See ci/benchmarks.sh.
 *
 * <p>What may live here: the command, and one class for each kind of measurement and of report. What they share is in
 * the packages below: {@code cases}, {@code report}, {@code engines}, {@code processes}, each of which uses only those
 * before it.
 */
package io.github.depthwise4j.benchmarks;
