package io.github.depthwise4j.network.tflite;

import java.util.List;

/** TensorFlow Lite's names of the types of tensors, by their numbers. */
final class TensorType {
    static final int FLOAT32 = 0;
    static final int FLOAT16 = 1;
    static final int INT32 = 2;
    static final int INT64 = 4;

    private static final List<String> NAMES = List.of(
            "float32",
            "float16",
            "int32",
            "uint8",
            "int64",
            "string",
            "bool",
            "int16",
            "complex64",
            "int8",
            "float64",
            "complex128",
            "uint64",
            "resource",
            "variant",
            "uint32",
            "uint16",
            "int4",
            "bfloat16");

    private TensorType() {}

    static String name(int type) {
        return type < NAMES.size() ? NAMES.get(type) : "type " + type;
    }
}
