package io.github.depthwise4j;

import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.reference.ReferenceConvolution;
import io.github.depthwise4j.tensor.Shape;
import io.github.depthwise4j.tensor.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The memory around the caller's buffers is not written. It contains NaN, so a result shows if it was read. The buffers
 * start at many addresses that are multiples of 4 bytes.
 */
class GuardBytesTest {
    private static final int ALIGNMENT = 64;
    private static final int GUARD = 4096;
    /** All bits set: as a float this is a NaN. */
    private static final byte PATTERN = (byte) 0xFF;

    private static final int[] OFFSETS = {0, 4, 20, 32, 60};

    @ParameterizedTest
    @MethodSource("io.github.depthwise4j.SampleProblems#all")
    void nothingAroundTheBuffersIsTouched(ConvolutionProblem problem) {
        float[] inputValues = Numbers.integers(problem.inputShape(), 1);
        float[] filterValues = Numbers.integers(problem.filterShape(), 2);
        float[] biasValues = Numbers.bias(problem, 3);
        float[] expected = ReferenceConvolution.compute(problem, inputValues, filterValues, biasValues)
                .toFloatArray();
        for (int offset : OFFSETS) {
            Guarded input = new Guarded(problem.inputShape(), offset);
            Guarded output = new Guarded(problem.outputShape(), (offset + 16) % ALIGNMENT);
            input.floats().put(inputValues);
            try (DepthwiseConv2d operation = Convolve.operation(problem, filterValues, biasValues);
                    Tensor inputTensor = Tensor.wrap(input.floats().asReadOnlyBuffer(), input.shape.dims());
                    Tensor outputTensor = Tensor.wrap(output.floats(), output.shape.dims())) {
                operation.run(inputTensor, outputTensor);
            }
            Numbers.assertEqual("output at offset " + offset, output.values(), expected);
            Numbers.assertEqual("input at offset " + offset, input.values(), inputValues);
            output.assertGuardsIntact("output", offset);
            input.assertGuardsIntact("input", offset);
        }
    }

    /** Floats in the middle of a larger direct buffer. */
    private static final class Guarded {
        private final Shape shape;
        private final int start;
        private final int length;
        private final ByteBuffer all;

        Guarded(Shape shape, int offset) {
            this.shape = shape;
            this.start = GUARD + offset;
            this.length = (int) shape.elementCount() * Float.BYTES;
            this.all = ByteBuffer.allocateDirect(start + length + GUARD + ALIGNMENT)
                    .alignedSlice(ALIGNMENT)
                    .order(ByteOrder.nativeOrder());
            for (int i = 0; i < all.capacity(); i++) {
                all.put(i, PATTERN);
            }
        }

        FloatBuffer floats() {
            return all.slice(start, length).order(ByteOrder.nativeOrder()).asFloatBuffer();
        }

        float[] values() {
            float[] values = new float[length / Float.BYTES];
            floats().get(values);
            return values;
        }

        void assertGuardsIntact(String role, int offset) {
            for (int i = 0; i < all.capacity(); i++) {
                if ((i < start || i >= start + length) && all.get(i) != PATTERN) {
                    throw new AssertionError(role + " at offset " + offset + ": the byte at " + (i - start)
                            + " was written; the buffer has " + length);
                }
            }
        }
    }
}
