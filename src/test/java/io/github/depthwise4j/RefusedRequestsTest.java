package io.github.depthwise4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.depthwise4j.errors.NativeMemoryException;
import io.github.depthwise4j.memory.LiveBlocks;
import io.github.depthwise4j.memory.MemoryCounts;
import io.github.depthwise4j.memory.RefusedRequests;
import io.github.depthwise4j.onednn.Handles;
import io.github.depthwise4j.onednn.OpenMpNumber;
import io.github.depthwise4j.plan.base.Plan;
import io.github.depthwise4j.problem.Activation;
import io.github.depthwise4j.problem.Padding;
import io.github.depthwise4j.problem.PlanningEffort;
import io.github.depthwise4j.tensor.DataFormat;
import io.github.depthwise4j.tensor.Shape;
import io.github.depthwise4j.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Each request for memory is refused once, also those before a native call: the call computes in another way or throws,
 * nothing native is left behind, and the thread's OpenMP number is the one it was.
 */
class RefusedRequestsTest {
    private record State(long bytes, long blocks, long handles, long plans, int openMp) {
        static State now() {
            return new State(
                    MemoryCounts.liveBytes(),
                    MemoryCounts.liveBlocks(),
                    Handles.live(),
                    Plan.live(),
                    OpenMpNumber.here());
        }
    }

    @ParameterizedTest
    @CsvSource({"NHWC,1", "NHWC,3", "NCHW,1", "NCHW,2"})
    void aDepthwiseConvolutionLeavesNothingBehind(DataFormat format, long multiplier) {
        long[] image = format == DataFormat.NHWC ? new long[] {2, 9, 9, 16} : new long[] {2, 16, 9, 9};
        try (Tensor in = Data.random(1, image);
                Tensor filter = Data.random(2, 3, 3, 16, multiplier);
                Tensor bias = Data.random(3, 16 * multiplier)) {
            refuseEachRequest(() -> {
                try (DepthwiseConv2d op = DepthwiseConv2d.builder(filter)
                                .bias(bias)
                                .activation(Activation.RELU6)
                                .dataFormat(format)
                                .padding(Padding.SAME)
                                .planning(PlanningEffort.ESTIMATE)
                                .build();
                        Tensor out = op.run(in)) {
                    assertThat(out.shape().elementCount()).isPositive();
                }
            });
        }
    }

    @Test
    void aSeparableConvolutionInBandsLeavesNothingBehind() {
        try (Tensor in = Data.random(1, 1, 128, 128, 16);
                Tensor depthwise = Data.random(2, 3, 3, 16, 1);
                Tensor pointwise = Data.random(3, 1, 1, 16, 8)) {
            refuseEachRequest(() -> {
                try (SeparableConv2d op =
                                SeparableConv2d.builder(depthwise, pointwise).build();
                        Tensor out = op.run(in)) {
                    assertThat(out.shape().elementCount()).isPositive();
                }
            });
        }
    }

    @Test
    void aCallOnArraysLeavesNothingBehind() {
        try (Tensor filter = Data.random(2, 3, 3, 8, 1)) {
            float[] in = new float[20 * 20 * 8];
            float[] out = new float[18 * 18 * 8];
            refuseEachRequest(() -> {
                try (DepthwiseConv2d op = DepthwiseConv2d.builder(filter).build()) {
                    op.run(in, Shape.of(1, 20, 20, 8), out);
                }
            });
        }
    }

    private static long requests(Runnable call) {
        try (RefusedRequests none = RefusedRequests.after(Long.MAX_VALUE)) {
            call.run();
            return none.count();
        }
    }

    private static void refuseEachRequest(Runnable call) {
        call.run();
        Depthwise4j.trim();
        LiveBlocks.settled();
        State before = State.now();
        int refused = 0;
        // Another way, taken after a refusal, may take more requests.
        long requests = requests(call);
        Depthwise4j.trim();
        do {
            RefusedRequests one = RefusedRequests.after(refused);
            try {
                call.run();
            } catch (NativeMemoryException e) {
                assertThat(e.getMessage()).contains("refuses");
            } finally {
                one.close();
            }
            requests = Math.max(requests, one.count());
            Depthwise4j.trim();
            assertThat(State.now()).as("after request %d was refused", refused).isEqualTo(before);
            refused++;
        } while (refused < requests);
        assertThat(refused).isGreaterThan(20);
    }
}
