/**
 * The native code of this library itself, which its source in {@code src/main/native} holds: memory, what a call
 * needs beside oneDNN, and the file of oneDNN that it opens. The functions of oneDNN are in the package above.
 *
 * <p>What may live here: the native methods, the loading of the library that contains them, and what does the same
 * where that library cannot be loaded. It knows neither sizes nor layouts nor owners: the packages above check what
 * they pass. The package is internal.
 */
package io.github.depthwise4j.natives;
