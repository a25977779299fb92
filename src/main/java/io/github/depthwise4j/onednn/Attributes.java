package io.github.depthwise4j.onednn;

import static org.bytedeco.dnnl.global.dnnl.*;

import io.github.depthwise4j.memory.NativeMemory;
import org.bytedeco.dnnl.dnnl_primitive_attr;

/**
 * The attributes of every primitive: the caller provides the scratchpad, and no arithmetic has less precision than
 * float32.
 */
final class Attributes implements AutoCloseable {
    private final dnnl_primitive_attr handle = new dnnl_primitive_attr();

    Attributes() {
        NativeMemory.requireSpare();
        OneDnn.check(dnnl_primitive_attr_create(handle), "dnnl_primitive_attr_create", "attributes");
        Handles.created();
        try {
            OneDnn.check(
                    dnnl_primitive_attr_set_scratchpad_mode(handle, dnnl_scratchpad_mode_user),
                    "dnnl_primitive_attr_set_scratchpad_mode",
                    "user");
            OneDnn.check(
                    dnnl_primitive_attr_set_fpmath_mode(handle, dnnl_fpmath_mode_strict),
                    "dnnl_primitive_attr_set_fpmath_mode",
                    "strict");
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    dnnl_primitive_attr handle() {
        return handle;
    }

    @Override
    public void close() {
        dnnl_primitive_attr_destroy(handle);
        Handles.destroyed();
    }
}
