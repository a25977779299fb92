/**
 * Programs that drive the server as its callers do, and as bad callers and bad days do: {@code ci/server.sh} runs them.
 * They start the server as a process of its own, and talk to 127.0.0.1 only.
 */
package io.github.depthwise4j.server.load;
