/**
 * The ground floor's exceptions: what users may have to catch although the floor that throws it is not exported.
 *
 * <p>What may live here: exceptions of floors below {@link io.github.depthwise4j.tensor}, and nothing that they would
 * need besides Java. Those of the floors above live in {@link io.github.depthwise4j.problem}.
 */
package io.github.depthwise4j.errors;
