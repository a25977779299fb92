/**
 * oneDNN: the only room that knows {@code org.bytedeco.dnnl}.
 *
 * <p>What may live here: loading the native code, the engine, memory descriptors, primitives, their execution, and control of
 * oneDNN's threads. It knows sizes and layouts, not which of several ways to a result is best: that is decided one floor up.
 *
 * <p>The C API is used, because its handles are not tracked by JavaCPP's deallocator, whose lock and garbage collections must
 * never be met while computing. Every status is checked. Every handle has one owner; {@link
 * io.github.depthwise4j.onednn.Handles#live()} counts those not yet destroyed. The package is internal.
 */
package io.github.depthwise4j.onednn;
