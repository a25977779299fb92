/**
 * oneDNN: the only package that knows {@code org.bytedeco.dnnl}.
 *
 * <p>What may live here: the loaded library and its engine, memory descriptors, primitives and their execution, the
 * control of oneDNN's threads, and the knowledge of oneDNN's implementations: their names, known faults and exclusions.
 * The package knows sizes and layouts. It does not know which strategy is best; the packages above decide that.
 *
 * <p>It uses oneDNN's C API, because JavaCPP's deallocator does not track the C handles: its lock and its garbage
 * collections must not occur while computing. Every status is checked. Every handle has one owner, and
 * {@link io.github.depthwise4j.onednn.Handles#live()} counts the handles that are not destroyed yet. The package is
 * internal.
 */
package io.github.depthwise4j.onednn;
