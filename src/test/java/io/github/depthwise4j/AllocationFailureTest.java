package io.github.depthwise4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.depthwise4j.errors.NativeMemoryException;
import io.github.depthwise4j.memory.LimitedMemory;
import io.github.depthwise4j.memory.LiveBlocks;
import io.github.depthwise4j.memory.MemoryCounts;
import io.github.depthwise4j.onednn.Handles;
import io.github.depthwise4j.plan.base.Plan;
import io.github.depthwise4j.problem.Activation;
import io.github.depthwise4j.problem.Padding;
import io.github.depthwise4j.problem.PlanningEffort;
import io.github.depthwise4j.tensor.DataFormat;
import io.github.depthwise4j.tensor.Shape;
import io.github.depthwise4j.tensor.Tensor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Whatever allocation is refused, the call throws, nothing is left behind, and the same call works once there is
 * memory.
 */
class AllocationFailureTest {
    private static final int[] ONES = {1, 1};

    private record Counts(long bytes, long blocks, long handles, long plans) {
        static Counts now() {
            return new Counts(MemoryCounts.liveBytes(), MemoryCounts.liveBlocks(), Handles.live(), Plan.live());
        }
    }

    @Test
    void aDepthwiseConvolutionSurvivesEveryRefusal() {
        everyRefusal(new long[] {2, 12, 12, 8}, new long[] {3, 3, 8, 1}, DataFormat.NHWC);
    }

    @Test
    void aDepthwiseConvolutionThatRepeatsChannelsSurvivesEveryRefusal() {
        everyRefusal(new long[] {2, 12, 12, 8}, new long[] {3, 3, 8, 4}, DataFormat.NHWC);
    }

    @Test
    void aDepthwiseConvolutionInBlocksOfChannelsSurvivesEveryRefusal() {
        everyRefusal(new long[] {2, 40, 12, 12}, new long[] {3, 3, 40, 2}, DataFormat.NCHW);
    }

    @Test
    void aConvolutionOfAnEmptyImageSurvivesEveryRefusal() {
        everyRefusal(new long[] {1, 0, 4, 8}, new long[] {3, 3, 8, 1}, DataFormat.NHWC);
    }

    private static void everyRefusal(long[] image, long[] window, DataFormat format) {
        try (Tensor in = Data.random(1, image);
                Tensor filter = Data.random(2, window);
                Tensor bias = Data.random(3, window[2] * window[3])) {
            refuseEachAllocation(() -> {
                try (DepthwiseConv2d op = DepthwiseConv2d.builder(filter)
                                .bias(bias)
                                .activation(Activation.RELU6)
                                .dataFormat(format)
                                .padding(Padding.explicit(pairs(format)))
                                .planning(PlanningEffort.ESTIMATE)
                                .build();
                        Tensor out = op.run(in);
                        Tensor again = op.run(in)) {
                    assertThat(again.toFloatArray()).isEqualTo(out.toFloatArray());
                }
            });
        }
    }

    private static int[][] pairs(DataFormat format) {
        int[][] pairs = new int[4][2];
        pairs[format.heightAxis()] = new int[] {2, 2};
        pairs[format.widthAxis()] = new int[] {2, 2};
        return pairs;
    }

    @AfterEach
    void forgetWhatWasMeasured() {
        Depthwise4j.forgetWisdom();
    }

    /**
     * A candidate for which there is no memory may be left out, so that more is refused than calls: many limits are
     * tried.
     */
    @Test
    void aMeasuredConvolutionSurvivesEveryRefusal() {
        try (Tensor in = Data.random(1, 1, 6, 6, 8);
                Tensor filter = Data.random(2, 3, 3, 8, 2)) {
            String[] plan = new String[1];
            Runnable call = () -> {
                // What one call has measured would spare the next one the measurement.
                Depthwise4j.forgetWisdom();
                try (DepthwiseConv2d op = DepthwiseConv2d.builder(filter)
                                .planning(PlanningEffort.MEASURE)
                                .build();
                        Tensor out = op.run(in)) {
                    assertThat(out.shape().elementCount()).isPositive();
                    plan[0] = op.plan(in.shape()).describe();
                }
            };
            call.run();
            assertThat(plan[0]).contains("chosen by      measurement");
            long needed = refuseEachAllocation(call);
            Counts before = Counts.now();
            for (long more = needed; more <= 3 * needed; more += Math.max(1, needed / 20)) {
                try (LimitedMemory limit = LimitedMemory.toMore(more).withoutCollecting()) {
                    assertThat(limit.limit()).isPositive();
                    call.run();
                }
                Depthwise4j.trim();
                assertThat(Counts.now()).as("with a limit of %d bytes", more).isEqualTo(before);
            }
        }
    }

    @Test
    void aSeparableConvolutionSurvivesEveryRefusal() {
        try (Tensor in = Data.random(1, 1, 64, 64, 32);
                Tensor depthwise = Data.random(2, 3, 3, 32, 1);
                Tensor pointwise = Data.random(3, 1, 1, 32, 16)) {
            refuseEachAllocation(() -> {
                Nn.separableConv2d(in, depthwise, pointwise, new int[] {1, 1, 1, 1}, Padding.SAME, null, ONES, null)
                        .close();
            });
        }
    }

    @Test
    void aCallOnArraysSurvivesEveryRefusal() {
        try (Tensor filter = Data.random(2, 3, 3, 8, 1)) {
            float[] in = new float[20 * 20 * 8];
            float[] out = new float[18 * 18 * 8];
            refuseEachAllocation(() -> {
                try (DepthwiseConv2d op = DepthwiseConv2d.builder(filter).build()) {
                    op.run(in, Shape.of(1, 20, 20, 8), out);
                }
            });
        }
    }

    /**
     * Raises the limit bit by bit, from one under which nothing works to one under which the call does.
     *
     * @return the bytes that the call needed
     */
    private static long refuseEachAllocation(Runnable call) {
        Depthwise4j.trim();
        call.run();
        Depthwise4j.trim();
        LiveBlocks.settled();
        Counts before = Counts.now();
        long needed = 0;
        int refusals = 0;
        while (true) {
            LimitedMemory limit = LimitedMemory.toMore(needed).withoutCollecting();
            try {
                call.run();
                break;
            } catch (NativeMemoryException e) {
                refusals++;
                // The least with which this allocation succeeds.
                needed += e.asked() - (e.limit().orElseThrow() - e.inUse());
            } finally {
                limit.close();
            }
            // The plans of one-shot calls stay.
            Depthwise4j.trim();
            assertThat(Counts.now()).as("after refusal %d", refusals).isEqualTo(before);
        }
        assertThat(refusals).isGreaterThan(2);
        Depthwise4j.trim();
        assertThat(Counts.now()).isEqualTo(before);
        return needed;
    }
}
