/**
 * TensorFlow's own kernels and this library on the same problems. Built beside the product, which does not know them;
 * the way in is {@link io.github.depthwise4j.tensorflow.AgainstTensorFlow}.
 */
package io.github.depthwise4j.tensorflow;
