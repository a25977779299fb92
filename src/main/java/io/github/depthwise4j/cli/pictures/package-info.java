/**
 * Filtering pictures for the command {@code image}: the kernels, the convolution of a picture in bands, and the writing
 * of PNG and JPEG files.
 *
 * <p>What may live here: everything about pictures that only the command line needs. The package {@code pictures},
 * which others may use too, reads the files.
 */
package io.github.depthwise4j.cli.pictures;
