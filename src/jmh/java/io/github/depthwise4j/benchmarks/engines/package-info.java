/**
 * Who computes: this library, oneDNN called bare, and a plain copy. Other libraries, which are built apart, are engines
 * too and are known by their names only. A contestant is an engine that is timed in turns with others.
 */
package io.github.depthwise4j.benchmarks.engines;
