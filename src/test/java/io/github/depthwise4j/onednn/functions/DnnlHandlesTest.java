package io.github.depthwise4j.onednn.functions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.dnnl.global.dnnl.*;

import io.github.depthwise4j.ChildJvm;
import io.github.depthwise4j.onednn.OneDnn;
import java.util.HashSet;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What this library's own native code destroys is given back to the system. */
@EnabledOnOs(OS.LINUX)
class DnnlHandlesTest {
    /**
     * A process of its own: where much was freed before, the allocator may take a long time to use a place again.
     */
    static final class Destroys {
        private static final DnnlFunctions OWN = new OwnFunctions();
        private static final int REPETITIONS = 20_000;

        private Destroys() {}

        public static void main(String[] arguments) {
            OneDnn.get();
            long engine = OWN.engineCreate();
            long attr = OWN.primitiveAttrCreate();
            long image = OWN.memoryDescCreateWithTag(new long[] {1, 8, 12, 12}, dnnl_nchw);
            tell("memory_desc", () -> OWN.memoryDescClone(image), OWN::memoryDescDestroy);
            tell("primitive_attr", OWN::primitiveAttrCreate, OWN::primitiveAttrDestroy);
            tell("post_ops", OWN::postOpsCreate, OWN::postOpsDestroy);
            tell("stream", () -> OWN.streamCreate(engine), OWN::streamDestroy);
            tell("memory", () -> OWN.memoryCreate(image, engine), OWN::memoryDestroy);
            tell(
                    "primitive_desc",
                    () -> OWN.eltwiseDesc(engine, dnnl_eltwise_relu, image, image, 0, 0, attr),
                    OWN::primitiveDescDestroy);
            long desc = OWN.eltwiseDesc(engine, dnnl_eltwise_relu, image, image, 0, 0, attr);
            tell("primitive", () -> OWN.primitiveCreate(desc), OWN::primitiveDestroy);
        }

        /** The allocator uses a place again that was given back. */
        private static void tell(String name, LongSupplier creation, LongConsumer destruction) {
            Set<Long> handles = new HashSet<>();
            for (int i = 0; i < REPETITIONS; i++) {
                long created = creation.getAsLong();
                handles.add(created);
                destruction.accept(created);
            }
            System.out.println(name + (handles.size() < REPETITIONS ? " is given back" : " is kept"));
        }
    }

    @Test
    void whatIsDestroyedIsGivenBack() throws Exception {
        assertThat(ChildJvm.ofThisClassPath()
                        .allowingNativeCode()
                        .run(Destroys.class)
                        .lines())
                .hasSize(7)
                .allMatch(line -> line.endsWith(" is given back"));
    }
}
