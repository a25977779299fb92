/**
 * The native code of this library itself, which its source in {@code src/main/native} holds: memory, and what a call
 * needs beside oneDNN.
 *
 * <p>What may live here: the native methods, the loading of the library that contains them, and what does the same
 * where that library cannot be loaded. It knows neither sizes nor layouts nor owners: the packages above check what
 * they pass. The package is internal.
 */
package io.github.depthwise4j.natives;
