package io.github.depthwise4j.tensor;

/** The type of a tensor's elements, named as TensorFlow names it. */
public enum DataType {
    /** IEEE 754 binary32: Java's {@code float}. */
    FLOAT32("float32", Float.BYTES);

    private final String text;
    private final int byteSize;

    DataType(String text, int byteSize) {
        this.text = text;
        this.byteSize = byteSize;
    }

    /** {@return the size of one element in bytes} */
    public int byteSize() {
        return byteSize;
    }

    /** TensorFlow's name of the type, as in {@code tf.float32}. */
    @Override
    public String toString() {
        return text;
    }
}
