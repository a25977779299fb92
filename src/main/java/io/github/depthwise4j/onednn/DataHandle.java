package io.github.depthwise4j.onednn;

import org.bytedeco.javacpp.Pointer;

/** A pointer with a changeable address, so a call needs no new pointer. It owns no memory. */
final class DataHandle extends Pointer {
    DataHandle() {
        super((Pointer) null);
    }

    DataHandle pointTo(long address) {
        this.address = address;
        return this;
    }
}
