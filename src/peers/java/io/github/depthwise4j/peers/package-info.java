/**
 * Other libraries that compute depthwise convolutions, each as fast as its Java API allows. Built by the Maven profiles
 * {@code bench} and {@code peers} together; {@code ci/benchmarks.sh --peers} runs them, each in a process of its own.
 */
package io.github.depthwise4j.peers;
