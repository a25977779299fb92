/**
 * The command line, {@code depthwise4j}. It may use every other package, and no other package uses it.
 *
 * <p>What may live here: one class per command, and the code that runs operations for them. The command classes name
 * their options and print their results. {@code cli.options} turns the texts of options into values,
 * {@code cli.pictures} filters and writes pictures, {@code cli.io} reads and writes files and formats output. Nothing
 * here computes a convolution. All output goes to the writers of picocli's {@code CommandLine}, so tests can read it.
 * Only {@link io.github.depthwise4j.cli.Main#main} prints to the console and ends the JVM. The packages are internal.
 */
package io.github.depthwise4j.cli;
