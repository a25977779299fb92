/**
 * oneDNN: the only package, with its package of functions, that knows {@code org.bytedeco.dnnl}.
 *
 * <p>What may live here: the loaded library and its engine, memory descriptors, primitives and their execution, the
 * control of oneDNN's threads, and the selection of kernels, with those that an operator excludes. The package knows
 * sizes and layouts. It does not know which strategy is best; the packages above decide that. What is known of kernels
 * without asking oneDNN is in {@link io.github.depthwise4j.onednn.kernel}.
 *
 * <p>It uses oneDNN's C API, in one of two ways that do the same: {@link
 * io.github.depthwise4j.onednn.functions.DnnlFunctions}. The usual one is this library's own native code, which calls
 * oneDNN's library: JavaCPP's presets bring it, and JavaCPP unpacks it. Where that code cannot be loaded, JavaCPP's
 * binding is called. The constants are those of the binding in both ways.
 *
 * <p>JavaCPP's deallocator tracks objects of the C++ API, and takes a lock and collects garbage for them. That must not
 * happen during a computation. It does not track the handles of the C API. Every status is checked. Every handle has
 * one owner, and {@link io.github.depthwise4j.onednn.Handles#live()} counts the handles that are not destroyed yet. The
 * package is internal.
 */
package io.github.depthwise4j.onednn;
