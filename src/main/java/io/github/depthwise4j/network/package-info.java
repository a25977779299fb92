/**
 * Whole networks: made in Java or read from a file, and run by any number of threads.
 *
 * <p>What may live here: what users of networks call. The graph, the plan and the files are in packages below.
 */
@NullMarked
package io.github.depthwise4j.network;

import org.jspecify.annotations.NullMarked;
