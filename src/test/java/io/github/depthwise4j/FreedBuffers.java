package io.github.depthwise4j;

import io.github.depthwise4j.numpy.NpyFile;
import io.github.depthwise4j.problem.Padding;
import io.github.depthwise4j.tensor.Tensor;
import java.io.ByteArrayOutputStream;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;

/**
 * Uses tensors over buffers of arenas in every way, after the arena was closed and on a thread that may not use it. It
 * prints the uses and what each threw. The classes of arenas differ between the versions of Java, so this class calls
 * them by reflection.
 */
final class FreedBuffers {
    /** Large enough for the allocator to give its pages back, so that a read of it ends the process. */
    private static final int FLOATS = 1 << 20;

    private FreedBuffers() {}

    /** An arena of this version of Java. */
    private static final class Arena {
        private final Class<?> type;
        private final Object arena;

        Arena(String confinedOrShared) throws ReflectiveOperationException {
            boolean isOld = Runtime.version().feature() == 17;
            type = Class.forName(isOld ? "jdk.incubator.foreign.ResourceScope" : "java.lang.foreign.Arena");
            String shared = isOld ? "newSharedScope" : "ofShared";
            String confined = isOld ? "newConfinedScope" : "ofConfined";
            arena = type.getMethod(confinedOrShared.equals("shared") ? shared : confined)
                    .invoke(null);
        }

        ByteBuffer allocate(long bytes) throws ReflectiveOperationException {
            Object segment;
            Class<?> segments;
            if (Runtime.version().feature() == 17) {
                segments = Class.forName("jdk.incubator.foreign.MemorySegment");
                Method allocate = segments.getMethod("allocateNative", long.class, long.class, type);
                segment = allocate.invoke(null, bytes, 64L, arena);
            } else {
                segments = Class.forName("java.lang.foreign.MemorySegment");
                segment = type.getMethod("allocate", long.class, long.class).invoke(arena, bytes, 64L);
            }
            return ((ByteBuffer) segments.getMethod("asByteBuffer").invoke(segment)).order(ByteOrder.nativeOrder());
        }

        void close() throws ReflectiveOperationException {
            type.getMethod("close").invoke(arena);
        }
    }

    /** One use of a tensor. */
    private interface Use {
        void of(Tensor tensor) throws Exception;
    }

    private static Map<String, Use> uses(Tensor whole) {
        Tensor other = Tensor.allocate(whole.dataType(), whole.shape());
        Tensor filter = Tensor.of(new float[] {1}, 1, 1, 1, 1);
        float[] array = new float[FLOATS];
        DepthwiseConv2d conv =
                DepthwiseConv2d.builder(filter).padding(Padding.SAME).build();
        DepthwiseConv2d residual =
                DepthwiseConv2d.builder(filter).padding(Padding.SAME).residual().build();
        Map<String, Use> uses = new LinkedHashMap<>();
        uses.put("get", tensor -> tensor.get(0, 0, 0, 0));
        uses.put("set", tensor -> tensor.set(1, 0, 0, 0, 0));
        uses.put("fill", tensor -> tensor.fill(1));
        uses.put("contentEquals", tensor -> tensor.contentEquals(other));
        uses.put("contentEquals of another", other::contentEquals);
        uses.put("toFloatArray", Tensor::toFloatArray);
        uses.put("toNestedArray", Tensor::toNestedArray);
        uses.put("copyTo", tensor -> tensor.copyTo(ByteBuffer.allocate(4 * FLOATS)));
        uses.put("copyFrom", tensor -> tensor.copyFrom(array));
        uses.put("asFloatBuffer", tensor -> tensor.asFloatBuffer().get(0));
        uses.put("read", tensor -> tensor.read(view -> view.get(0)));
        uses.put("write", tensor -> tensor.write(view -> view.put(0, 1)));
        uses.put("slice", tensor -> tensor.slice(0, 1).get(0, 0, 0, 0));
        uses.put("NpyFile.write", tensor -> NpyFile.write(new ByteArrayOutputStream(), tensor));
        uses.put("input", tensor -> conv.run(tensor, other));
        uses.put("output", tensor -> conv.run(other, tensor));
        uses.put("residual", tensor -> residual.run(other, tensor, Tensor.allocate(other.dataType(), other.shape())));
        uses.put("filter", tensor -> DepthwiseConv2d.builder(tensor.reshape(1024, 1024, 1, 1))
                .build()
                .run(other));
        return uses;
    }

    public static void main(String[] arguments) throws Exception {
        for (String kind : List.of("confined", "shared")) {
            Arena arena = new Arena(kind);
            Tensor tensor = Tensor.wrap(arena.allocate(4L * FLOATS), 1, 1024, 1024, 1);
            Tensor view = tensor.reshape(1, 1024, 1024, 1);
            var handedOut = tensor.asFloatBuffer();
            Map<String, Use> uses = uses(tensor);
            tryAll("open", uses, tensor);
            if (kind.equals("confined")) {
                FutureTask<Void> foreign = new FutureTask<>(() -> {
                    tryAll("foreign thread", uses, tensor);
                    return null;
                });
                new Thread(foreign).start();
                foreign.get();
            }
            tensor.read(elements -> {
                closeUnchecked(arena);
                return attempt("inside read", ignored -> elements.get(0), tensor);
            });
            tryAll("closed", uses, tensor);
            tryAll("closed view", uses, view);
            attempt("buffer from before", ignored -> handedOut.get(0), tensor);
            System.out.println(tensor);
            view.close();
            tensor.close();
        }
        System.out.println("end");
    }

    private static void closeUnchecked(Arena arena) {
        try {
            arena.close();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void tryAll(String state, Map<String, Use> uses, Tensor tensor) {
        new ArrayList<>(uses.entrySet()).forEach(use -> attempt(state + ", " + use.getKey(), use.getValue(), tensor));
    }

    private static Void attempt(String name, Use use, Tensor tensor) {
        try {
            use.of(tensor);
            System.out.println(name + ": done");
        } catch (Exception e) {
            System.out.println(name + ": " + e);
        }
        return null;
    }
}
