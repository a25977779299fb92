/**
 * Events for the JDK's flight recorder.
 *
 * <p>What may live here: event classes, made of plain texts and numbers. Every floor may report them. The package is
 * internal.
 */
package io.github.depthwise4j.events;
