/**
 * Other libraries that compute depthwise convolutions, each as fast as its Java API allows. Built beside the
 * product, which does not know them; {@code ci/benchmarks.sh --peers} runs them, each in a process of its own.
 */
package io.github.depthwise4j.peers;
