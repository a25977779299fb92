/**
 * Reading picture files: 8 bits per channel, with the numbers stored in the file.
 *
 * <p>What may live here: {@link io.github.depthwise4j.pictures.PictureReader}, its result
 * {@link io.github.depthwise4j.pictures.Picture}, and the hidden code that corrects Java's decoders. Java's own classes
 * decode the files. Where they would change, lose or misread samples, this package decodes the samples itself or
 * refuses the file. It knows no tensors.
 *
 * <p>Reading needs the module {@code java.desktop}. The library runs without it: a module that reads pictures requires
 * it itself. No argument may be null unless it is marked as nullable.
 */
@NullMarked
package io.github.depthwise4j.pictures;

import org.jspecify.annotations.NullMarked;
