package io.github.depthwise4j.onednn;

import static org.bytedeco.dnnl.global.dnnl.*;

import io.github.depthwise4j.onednn.functions.DnnlFunctions;
import java.util.Map;

/** A copy from one layout to another. */
public final class Reorder extends Primitive {
    private final MemoryDescriptor from;
    private final MemoryDescriptor to;

    private Reorder(PrimitiveDescriptor descriptor) {
        super(descriptor);
        this.from = ownArgument(dnnl_query_src_md);
        this.to = ownArgument(dnnl_query_dst_md);
    }

    /** The reorder between two layouts of one tensor; the descriptors stay the caller's. */
    public static Reorder create(MemoryDescriptor from, MemoryDescriptor to, String subject) {
        return create(from, to, subject, "");
    }

    /**
     * A reorder from a source that repeats elements by a stride of 0. oneDNN's "simple" kernels (3.11) accept such a
     * source but copy wrong elements, so they are skipped. oneDNN offers them if it has no generated kernel for the
     * shape, as without AVX-512.
     *
     * @throws io.github.depthwise4j.errors.OneDnnException if there is no other kernel
     */
    public static Reorder repeating(MemoryDescriptor from, MemoryDescriptor to, String subject) {
        return create(from, to, subject, "simple");
    }

    private static Reorder create(MemoryDescriptor from, MemoryDescriptor to, String subject, String skippedPrefix) {
        try (Attributes attributes = new Attributes()) {
            PrimitiveDescriptor descriptor = PrimitiveDescriptor.create(
                    "dnnl_reorder_primitive_desc_create", new Creation(from, to, attributes), subject);
            skip(descriptor, skippedPrefix);
            return new Reorder(descriptor);
        }
    }

    /** No lambda: it takes Java a millisecond before the first result. */
    private record Creation(MemoryDescriptor from, MemoryDescriptor to, Attributes attributes)
            implements PrimitiveDescriptor.Creation {
        @Override
        public long create(DnnlFunctions dnnl, long engine) {
            return dnnl.reorderDesc(engine, from.handle(), to.handle(), attributes.handle());
        }
    }

    /**
     * Skips implementations whose names start with the prefix. If no other is left, closes the descriptor and throws.
     */
    private static void skip(PrimitiveDescriptor descriptor, String prefix) {
        try {
            while (!prefix.isEmpty() && descriptor.implementation().startsWith(prefix)) {
                OneDnn.check(descriptor.next(), "dnnl_primitive_desc_next_impl", descriptor.subject());
            }
        } catch (RuntimeException | Error e) {
            descriptor.close();
            throw e;
        }
    }

    /** Whether oneDNN generates code for the copy. Its plain loops are many times slower. */
    public boolean isGenerated() {
        return implementation().startsWith("jit");
    }

    @Override
    Map<Role, MemoryDescriptor> arguments() {
        return Map.of(Role.SRC, from, Role.DST, to);
    }
}
