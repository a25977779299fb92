/**
 * What reading and writing have in common, whatever the format.
 *
 * <p>What may live here: {@link io.github.depthwise4j.files.FileFormatException}, by which every reader refuses a bad
 * file, and {@link io.github.depthwise4j.files.AtomicFile}, through which every writer replaces one. The package knows
 * no other and is internal: it is not exported by the module.
 */
package io.github.depthwise4j.files;
