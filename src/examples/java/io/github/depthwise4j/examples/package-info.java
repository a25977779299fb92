/**
 * Whole networks from the public operations, to be copied.
 *
 * <p>A network class ({@link io.github.depthwise4j.examples.MobileNetV1}, {@link
 * io.github.depthwise4j.examples.MobileNetV2}, {@link io.github.depthwise4j.examples.XceptionMiddleFlow}) writes down
 * an {@link io.github.depthwise4j.examples.Architecture}, a list of layers. {@link
 * io.github.depthwise4j.examples.Network} makes it ready for one input shape, with numbers from {@link
 * io.github.depthwise4j.examples.Weights}, and computes without allocating. {@link
 * io.github.depthwise4j.examples.NetworkCommand} runs them and shows where the time goes.
 */
package io.github.depthwise4j.examples;
