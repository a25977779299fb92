package io.github.depthwise4j.onednn.functions;

import org.bytedeco.dnnl.dnnl_engine;
import org.bytedeco.dnnl.dnnl_memory;
import org.bytedeco.dnnl.dnnl_memory_desc;
import org.bytedeco.dnnl.dnnl_post_ops;
import org.bytedeco.dnnl.dnnl_primitive;
import org.bytedeco.dnnl.dnnl_primitive_attr;
import org.bytedeco.dnnl.dnnl_primitive_desc;
import org.bytedeco.dnnl.dnnl_stream;
import org.bytedeco.javacpp.Pointer;

/**
 * Handles as pointers of JavaCPP's binding. The pointers own nothing: JavaCPP's own take a lock of the whole JVM, and
 * fail if the process is larger than JavaCPP's limit.
 */
final class BindingHandles {
    private BindingHandles() {}

    /** A pointer to a given address. */
    static final class Address extends Pointer {
        Address(long address) {
            super((Pointer) null);
            this.address = address;
        }
    }

    static dnnl_engine engine(long handle) {
        return new dnnl_engine(new Address(handle));
    }

    static dnnl_stream stream(long handle) {
        return new dnnl_stream(new Address(handle));
    }

    static dnnl_memory memory(long handle) {
        return new dnnl_memory(new Address(handle));
    }

    static dnnl_memory_desc desc(long handle) {
        return new dnnl_memory_desc(new Address(handle));
    }

    static dnnl_primitive_attr attr(long handle) {
        return new dnnl_primitive_attr(new Address(handle));
    }

    static dnnl_post_ops ops(long handle) {
        return new dnnl_post_ops(new Address(handle));
    }

    static dnnl_primitive_desc primitiveDesc(long handle) {
        return new dnnl_primitive_desc(new Address(handle));
    }

    static dnnl_primitive primitive(long handle) {
        return new dnnl_primitive(new Address(handle));
    }
}
