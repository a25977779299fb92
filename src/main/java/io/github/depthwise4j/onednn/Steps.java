package io.github.depthwise4j.onednn;

import static org.bytedeco.dnnl.global.dnnl.*;

import io.github.depthwise4j.memory.CloseStack;
import io.github.depthwise4j.memory.NativeMemory;
import io.github.depthwise4j.natives.NativeFunctions;
import java.nio.LongBuffer;
import java.util.List;

/**
 * Primitives that are executed one after the other, in one crossing from Java to native code. They compute on the
 * calling thread only. One thread uses them at a time; a run allocates nothing and takes no lock. The owner closes them
 * before the executions.
 */
public final class Steps implements CloseStack.Part {
    private static final int MOST_PLACES = 5;
    private static final int PLACE_LONGS = 3;
    private static final int STEP_LONGS = 5 + MOST_PLACES * PLACE_LONGS;

    private final Step[] steps;
    private final NativeMemory memory;

    /** One primitive, with the places of all arguments but the scratchpad. */
    public record Step(Execution execution, List<Place> places) {
        public Step {
            places = List.copyOf(places);
            if (places.size() > MOST_PLACES) {
                throw new IllegalArgumentException(places.size() + " places, but a step has at most " + MOST_PLACES);
            }
        }
    }

    private Steps(List<Step> steps) {
        this.steps = steps.toArray(new Step[0]);
        this.memory = NativeMemory.allocate((long) this.steps.length * STEP_LONGS * Long.BYTES);
        try {
            write();
        } catch (RuntimeException | Error e) {
            memory.close();
            throw e;
        }
    }

    /** The steps in this order, of at least one. The executions stay the caller's. */
    public static Steps of(List<Step> steps) {
        return new Steps(steps);
    }

    private void write() {
        memory.clear();
        LongBuffer numbers = memory.bytesOfOwner().asLongBuffer();
        for (int i = 0; i < steps.length; i++) {
            numbers.position(i * STEP_LONGS);
            steps[i].execution.describe(numbers);
            numbers.put(steps[i].places.size());
            for (Place place : steps[i].places) {
                numbers.put(steps[i].execution.nativeArgumentAddress(place.role()))
                        .put(place.operand().ordinal())
                        .put(place.offset());
            }
        }
    }

    /**
     * Executes all steps over operands at these addresses. An operand that no step uses may be 0.
     *
     * @throws io.github.depthwise4j.errors.OneDnnException if oneDNN fails; later steps are not executed
     */
    public void run(long src, long weights, long bias, long residual, long dst) {
        run(null, src, weights, bias, residual, null, dst);
    }

    /**
     * The same, where the input, the output, or both can be in arrays of the Java heap. The garbage collector does not
     * move the arrays meanwhile, and some collectors wait for the end. So this must be short.
     *
     * @param srcArray null if {@code src} is an address, and not a distance in bytes from the array's first element
     * @param dstArray null if {@code dst} is an address
     * @throws io.github.depthwise4j.errors.OneDnnException if oneDNN fails; later steps are not executed
     * @throws UnsupportedOperationException if an array is passed, but {@link #takeArrays()} is false
     */
    public void run(float[] srcArray, long src, long weights, long bias, long residual, float[] dstArray, long dst) {
        int status = OpenMpThreads.isControlled()
                ? NativeFunctions.run(
                        memory.address(), steps.length, srcArray, src, weights, bias, residual, dstArray, dst)
                : runHere(srcArray, src, weights, bias, residual, dstArray, dst);
        if (status != dnnl_success) {
            fail(status);
        }
    }

    /** Whether operands can be in arrays of the Java heap: only this library's own native code can do that. */
    public static boolean takeArrays() {
        return OpenMpThreads.isControlled();
    }

    private void fail(int status) {
        if (status == NativeFunctions.NO_ARRAY) {
            throw new OutOfMemoryError("the JVM has no memory to give native code access to an array");
        }
        OneDnn.check(status, "dnnl_primitive_execute", steps[0].execution.subject());
    }

    /** Without this library's own native code. */
    private int runHere(
            float[] srcArray, long src, long weights, long bias, long residual, float[] dstArray, long dst) {
        if (srcArray != null || dstArray != null) {
            throw new UnsupportedOperationException("arrays without the native library of depthwise4j");
        }
        for (Step step : steps) {
            for (Place place : step.places) {
                long operand =
                        switch (place.operand()) {
                            case NONE -> 0;
                            case SRC -> src;
                            case WEIGHTS -> weights;
                            case BIAS -> bias;
                            case RESIDUAL -> residual;
                            case DST -> dst;
                        };
                step.execution.pointTo(place.role(), operand + place.offset());
            }
            step.execution.runWithCurrentThreadCount();
        }
        return dnnl_success;
    }

    /** Leaves the closing of these steps to {@code owner}, and returns this. */
    public Steps ownedBy(CloseStack owner) {
        return owner.add(this, byteSize());
    }

    /** The native bytes of the description of the steps. */
    public long byteSize() {
        return memory.byteSize();
    }

    @Override
    public void close() {
        memory.close();
    }
}
