/**
 * The options that several commands share, and the conversion of an option's text into a value.
 *
 * <p>What may live here: picocli's converters, and groups of options. Nothing here knows commands or files.
 */
package io.github.depthwise4j.cli.options;
