package io.github.depthwise4j.onednn;

import static org.bytedeco.dnnl.global.dnnl.*;

import io.github.depthwise4j.memory.NativeMemory;
import io.github.depthwise4j.onednn.functions.DnnlFunctions;

/**
 * The attributes of every primitive: the caller provides the scratchpad, and no arithmetic has less precision than
 * float32.
 */
final class Attributes implements AutoCloseable {
    private final DnnlFunctions dnnl = OneDnn.dnnl();
    private final long handle;

    Attributes() {
        NativeMemory.requireSpare();
        handle = OneDnn.handle(dnnl.primitiveAttrCreate(), "dnnl_primitive_attr_create", "attributes");
        Handles.created();
        try {
            OneDnn.check(
                    dnnl.primitiveAttrSetScratchpadMode(handle, dnnl_scratchpad_mode_user),
                    "dnnl_primitive_attr_set_scratchpad_mode",
                    "user");
            OneDnn.check(
                    dnnl.primitiveAttrSetFpmathMode(handle, dnnl_fpmath_mode_strict),
                    "dnnl_primitive_attr_set_fpmath_mode",
                    "strict");
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    long handle() {
        return handle;
    }

    @Override
    public void close() {
        dnnl.primitiveAttrDestroy(handle);
        Handles.destroyed();
    }
}
