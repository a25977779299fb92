/**
 * Reading picture files: 8 bits per channel, with the numbers stored in the file.
 *
 * <p>What may live here: {@link io.github.depthwise4j.pictures.PictureReader} and the code that corrects Java's
 * decoders. Java's own classes decode the files. If they would change, lose or misread samples, this package decodes
 * these samples itself or refuses the file. It uses {@code files} only. The package is internal: the module does not
 * export it.
 */
package io.github.depthwise4j.pictures;
