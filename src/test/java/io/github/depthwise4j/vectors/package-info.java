/**
 * The cases of {@code src/test/resources/vectors}: read once, as records. Each case in the files names the project it
 * comes from in its field {@code source}.
 */
package io.github.depthwise4j.vectors;
