/**
 * Blocks of native memory: their owners, their limits, and when they are freed.
 *
 * <p>What may live here: {@link io.github.depthwise4j.memory.NativeMemory}, and the classes that own it, count it or
 * limit it. Nothing here knows tensors, problems or oneDNN. The package is internal: it is not exported by the module.
 */
package io.github.depthwise4j.memory;
