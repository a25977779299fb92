/**
 * A service on Spring Boot that computes a layer, to copy from: properties, health, metrics, plans that are made before
 * the service is ready, and an end in order. Read {@link io.github.depthwise4j.spring.LayerConfiguration} first.
 */
package io.github.depthwise4j.spring;
