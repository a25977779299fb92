/**
 * Runtime settings: what an operator can change without changing code.
 *
 * <p>What may live here: the settings, their defaults (a resource, kept in {@code native-config}), where they are read
 * from, their validation, and the version of the library. Every floor may read them. The package is internal.
 */
package io.github.depthwise4j.settings;
