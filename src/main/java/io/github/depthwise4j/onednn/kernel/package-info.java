/**
 * What is known of oneDNN's kernels without asking oneDNN.
 *
 * <p>What may live here: the names of kernels and what they say, faults of kernels, and what of a problem makes no
 * difference to a kernel. Nothing here calls oneDNN. The package is internal.
 */
package io.github.depthwise4j.onednn.kernel;
