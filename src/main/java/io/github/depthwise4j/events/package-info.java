/**
 * Events of the JDK Flight Recorder: what an operator can watch without the library printing anything.
 *
 * <p>What may live here: the event classes, and {@link io.github.depthwise4j.events.Events}, the only door to them,
 * which works in a Java without {@code jdk.jfr} too. Nothing here knows tensors, problems or oneDNN: events are texts
 * and numbers. The package is internal; the events' names and fields are documented in the README.
 */
package io.github.depthwise4j.events;
