/**
 * The command line, {@code depthwise4j}: the top floor, which may use every other and which no other uses.
 *
 * <p>What may live here: one class per command, the options they share, what they read and write ({@code .npy} files
 * and pictures), and the words in which a failure is told. Nothing here computes a convolution. All output goes to the
 * writers of picocli's {@code CommandLine}, so that a test can read it; no code prints to {@code System.out} or ends
 * the JVM but {@link io.github.depthwise4j.cli.Main#main}.
 */
package io.github.depthwise4j.cli;
