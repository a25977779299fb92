package io.github.depthwise4j.spark;

import java.io.Serializable;

/**
 * How the rows of a partition are read and written; sent to the tasks.
 *
 * @param input the index of the input column
 * @param path the index of a column that names the row in messages, or -1
 * @param format what the input column holds
 * @param bytes whether results are written as bytes and not as arrays
 * @param reasons whether a row that cannot be read gets null and a reason, and does not fail the task
 * @param scale what each sample of a picture is multiplied by
 * @param offset what is added then
 */
record BatchSettings(int input, int path, Format format, boolean bytes, boolean reasons, float scale, float offset)
        implements Serializable {
    /** What an input column can hold. */
    enum Format {
        PICTURE,
        FLOAT32,
        ARRAY
    }
}
