/**
 * NumPy's files: one array in a {@code .npy} file, several in a {@code .npz} archive.
 *
 * <p>What may live here: {@link io.github.depthwise4j.numpy.NpyFile} and {@link io.github.depthwise4j.numpy.NpzFile},
 * and what they are made of. Files become tensors and tensors become files. Nothing here knows what tensors are used
 * for.
 */
@NullMarked
package io.github.depthwise4j.numpy;

import org.jspecify.annotations.NullMarked;
