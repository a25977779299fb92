/** What was measured, as it is kept in files, and what reports and charts have in common. It times nothing. */
package io.github.depthwise4j.benchmarks.report;
