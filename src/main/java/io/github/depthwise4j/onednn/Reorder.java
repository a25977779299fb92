package io.github.depthwise4j.onednn;

import static org.bytedeco.dnnl.global.dnnl.*;

import java.util.Map;
import org.bytedeco.dnnl.dnnl_engine;

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
     * A reorder whose source repeats elements, by a stride of 0. oneDNN's "simple" kernels take such a source and copy something else
     * (3.11, where neither AVX-512 nor a simpler shape lets it generate code), so that they are passed over.
     *
     * @throws io.github.depthwise4j.errors.OneDnnException if there is no other kernel
     */
    public static Reorder repeating(MemoryDescriptor from, MemoryDescriptor to, String subject) {
        return create(from, to, subject, "simple");
    }

    private static Reorder create(MemoryDescriptor from, MemoryDescriptor to, String subject, String passedOver) {
        dnnl_engine engine = OneDnn.get().engine();
        try (Attributes attributes = new Attributes()) {
            PrimitiveDescriptor descriptor = PrimitiveDescriptor.create(
                    "dnnl_reorder_primitive_desc_create",
                    created -> dnnl_reorder_primitive_desc_create(
                            created, from.handle(), engine, to.handle(), engine, attributes.handle()),
                    subject);
            passOver(descriptor, passedOver);
            return new Reorder(descriptor);
        }
    }

    /** Moves on to an implementation whose name does not begin so; where there is none, the descriptor is closed. */
    private static void passOver(PrimitiveDescriptor descriptor, String passedOver) {
        try {
            while (!passedOver.isEmpty() && descriptor.implementation().startsWith(passedOver)) {
                OneDnn.check(descriptor.next(), "dnnl_primitive_desc_next_impl", descriptor.subject());
            }
        } catch (RuntimeException | Error e) {
            descriptor.close();
            throw e;
        }
    }

    @Override
    Map<Role, MemoryDescriptor> arguments() {
        return Map.of(Role.SRC, from, Role.DST, to);
    }
}
