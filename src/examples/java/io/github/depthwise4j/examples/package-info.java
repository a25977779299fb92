/**
 * Known networks on the public API, to be copied.
 *
 * <p>A network class ({@link io.github.depthwise4j.examples.MobileNetV1}, {@link
 * io.github.depthwise4j.examples.MobileNetV2}, {@link io.github.depthwise4j.examples.MobileNetV3Large}, {@link
 * io.github.depthwise4j.examples.EfficientNetB0}, {@link io.github.depthwise4j.examples.Xception}) adds its layers to
 * {@link io.github.depthwise4j.examples.KerasLayers}, which gets numbers from {@link
 * io.github.depthwise4j.examples.Weights}: random ones, or those of Keras from an archive of NumPy ({@link
 * io.github.depthwise4j.examples.NpzWeights}) or from HDF5 ({@link io.github.depthwise4j.examples.H5Weights}). {@link
 * io.github.depthwise4j.examples.NetworkCommand} runs them.
 */
package io.github.depthwise4j.examples;
