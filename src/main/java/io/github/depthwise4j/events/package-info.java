/**
 * Events of the JDK Flight Recorder.
 *
 * <p>What may live here: the event classes, and {@link io.github.depthwise4j.events.Events}, the only entry to them,
 * which also works in a Java without {@code jdk.jfr}. The package knows no other package: events consist of texts and
 * numbers. It is internal; the README documents the names and contents of the events.
 */
package io.github.depthwise4j.events;
