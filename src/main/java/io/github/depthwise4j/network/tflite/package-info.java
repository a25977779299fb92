/**
 * Models of TensorFlow Lite: from the bytes of a {@code .tflite} file to a graph.
 *
 * <p>What may live here: the reader of flatbuffers, the tables of TensorFlow Lite's schema, and the translation of its
 * operators. A file is not trusted: every offset and length is checked before it is used, and no memory is allocated
 * because a file says so, but only for numbers that it holds.
 */
package io.github.depthwise4j.network.tflite;
