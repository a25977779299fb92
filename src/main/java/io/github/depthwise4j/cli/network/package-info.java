/**
 * The commands for whole networks.
 *
 * <p>What may live here: the command {@code network}, its subcommands, and what turns pictures into inputs of networks
 * and their outputs into text or pictures.
 */
package io.github.depthwise4j.cli.network;
