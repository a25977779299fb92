/** Measurements that need processes of their own: workers that compute layers, and the start of a process. */
package io.github.depthwise4j.benchmarks.processes;
