/**
 * Files and output of the command line.
 *
 * <p>What may live here: files that commands read and write, the failure and the exit codes of a command, and the
 * format of tables, numbers and progress. Nothing here knows commands or picocli.
 */
package io.github.depthwise4j.cli.io;
