/**
 * TensorFlow's own kernels and this library on the same problems. Built by the Maven profile {@code tensorflow} only;
 * the way in is {@link io.github.depthwise4j.tensorflow.AgainstTensorFlow}.
 */
package io.github.depthwise4j.tensorflow;
