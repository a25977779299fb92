package io.github.depthwise4j.onednn;

import org.bytedeco.javacpp.Pointer;

/** A pointer that can be aimed at another address, so that a call needs no new one. It owns nothing. */
final class DataHandle extends Pointer {
    DataHandle() {
        super((Pointer) null);
    }

    DataHandle aimAt(long address) {
        this.address = address;
        return this;
    }
}
