package io.github.depthwise4j.pictures;

import java.io.ByteArrayOutputStream;

/** Numbers of any number of bits one after the other, the highest bit first; the last byte is filled with zeros. */
final class PackedBits {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private int current;
    private int used;

    void put(int number, int bits) {
        for (int bit = bits - 1; bit >= 0; bit--) {
            current = current << 1 | number >> bit & 1;
            if (++used == 8) {
                bytes.write(current);
                current = 0;
                used = 0;
            }
        }
    }

    byte[] bytes() {
        while (used != 0) {
            put(0, 1);
        }
        return bytes.toByteArray();
    }
}
