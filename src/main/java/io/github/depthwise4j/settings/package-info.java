/**
 * Runtime settings: what an operator can change without changing code.
 *
 * <p>What may live here: the settings; their defaults, which are a file in {@code native-config}; the reading and
 * checking of their values; and the version of the library. Every package may use this one. The package is internal.
 */
package io.github.depthwise4j.settings;
