/**
 * What the public operations delegate to.
 *
 * <p>What may live here: built operations with their filters, the cache of their plans with its bounds and counters,
 * the one-shot calls, the transposition, and the verification of some calls by the oracle. {@code plan} makes the
 * plans. The package is internal: the module does not export it.
 */
package io.github.depthwise4j.operation;
