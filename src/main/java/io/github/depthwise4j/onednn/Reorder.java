package io.github.depthwise4j.onednn;

import static org.bytedeco.dnnl.global.dnnl.*;

import java.util.Map;
import org.bytedeco.dnnl.dnnl_engine;
import org.bytedeco.dnnl.dnnl_primitive_attr;
import org.bytedeco.dnnl.dnnl_primitive_desc;

/** A copy from one layout to another. */
public final class Reorder extends Primitive {
    private final MemoryDescriptor from;
    private final MemoryDescriptor to;

    private Reorder(dnnl_primitive_desc descriptor, String subject) {
        super(descriptor, subject);
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
     * @throws io.github.depthwise4j.problem.OneDnnException if there is no other kernel
     */
    public static Reorder repeating(MemoryDescriptor from, MemoryDescriptor to, String subject) {
        return create(from, to, subject, "simple");
    }

    private static Reorder create(MemoryDescriptor from, MemoryDescriptor to, String subject, String passedOver) {
        dnnl_engine engine = OneDnn.get().engine();
        dnnl_primitive_desc descriptor = new dnnl_primitive_desc();
        int before = OpenMpThreads.single();
        dnnl_primitive_attr attributes = attributes();
        try {
            OneDnn.check(
                    dnnl_reorder_primitive_desc_create(
                            descriptor, from.handle(), engine, to.handle(), engine, attributes),
                    "dnnl_reorder_primitive_desc_create",
                    subject);
            passOver(descriptor, passedOver, subject);
            return new Reorder(descriptor, subject);
        } finally {
            dnnl_primitive_attr_destroy(attributes);
            OpenMpThreads.restore(before);
        }
    }

    /** Moves on to an implementation whose name does not begin so; where there is none, the descriptor is destroyed. */
    private static void passOver(dnnl_primitive_desc descriptor, String passedOver, String subject) {
        try {
            while (!passedOver.isEmpty()
                    && implementationOf(descriptor, subject).startsWith(passedOver)) {
                OneDnn.check(dnnl_primitive_desc_next_impl(descriptor), "dnnl_primitive_desc_next_impl", subject);
            }
        } catch (RuntimeException | Error e) {
            dnnl_primitive_desc_destroy(descriptor);
            throw e;
        }
    }

    @Override
    Map<Role, MemoryDescriptor> arguments() {
        return Map.of(Role.SRC, from, Role.DST, to);
    }
}
