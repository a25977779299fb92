/**
 * What the specifications of operations and networks stand on: one thing per JVM and content, and how arrays and texts
 * are written to a stream of Java's serialization.
 *
 * <p>What may live here: code that is the same for operations and for networks. The package is internal: the module
 * does not export it.
 */
package io.github.depthwise4j.operation.shared;
