/**
 * The functions of oneDNN's C API, by two ways that do the same.
 *
 * <p>What may live here: one interface with oneDNN's functions, what calls them by this library's own native code, and
 * what calls them by JavaCPP's binding. A function here does nothing but the call: the package above checks statuses
 * and owns handles. The package is internal.
 */
package io.github.depthwise4j.onednn.functions;
