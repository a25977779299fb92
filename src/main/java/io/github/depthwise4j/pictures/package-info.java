/**
 * Pictures from files, 8 bits for each channel, with the numbers that stand in the file.
 *
 * <p>Java's own classes decode the files. What they would change, lose or misread is done here or refused.
 */
package io.github.depthwise4j.pictures;
