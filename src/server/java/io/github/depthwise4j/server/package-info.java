/**
 * A server that computes with depthwise4j, to copy from. It listens to HTTP by Jetty and has four jobs: PNG pictures
 * through a filter, raw {@code float32} numbers through a depthwise and a separable convolution, and images through a
 * network. It runs on Java 17; from Java 21 on, requests are computed on virtual threads.
 *
 * <p>Read {@link io.github.depthwise4j.server.Main} first, then {@link io.github.depthwise4j.server.ComputeHandler},
 * which is the way of a request.
 */
package io.github.depthwise4j.server;
