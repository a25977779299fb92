/**
 * What readers and writers of all file formats share.
 *
 * <p>What may live here: {@link io.github.depthwise4j.files.AtomicFile}, through which every writer replaces a file,
 * and {@link io.github.depthwise4j.files.FileReason}, which says why a file cannot be used. The package knows only
 * {@code errors} and is internal: the module does not export it.
 */
package io.github.depthwise4j.files;
