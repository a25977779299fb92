package io.github.depthwise4j.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.github.depthwise4j.Data;
import io.github.depthwise4j.errors.NativeMemoryException;
import io.github.depthwise4j.memory.LimitedMemory;
import io.github.depthwise4j.memory.LiveBlocks;
import io.github.depthwise4j.memory.MemoryCounts;
import io.github.depthwise4j.plan.base.Planning;
import io.github.depthwise4j.problem.Activation;
import io.github.depthwise4j.problem.ConvolutionParameters;
import io.github.depthwise4j.problem.Fusion;
import io.github.depthwise4j.problem.Padding;
import io.github.depthwise4j.reference.RuntimeVerification;
import io.github.depthwise4j.tensor.DataFormat;
import io.github.depthwise4j.tensor.Tensor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An operation that cannot be built leaves no copy of a filter or bias behind, whatever it has and whatever fails. */
class FailedBuildTest {
    private static final int[] ONES = {1, 1, 1, 1};

    private final Tensor filter = Data.random(1, 3, 3, 4, 2);
    private final Tensor bias = Data.random(2, 8);
    private final Tensor pointwiseFilter = Data.random(3, 1, 1, 8, 5);
    private final Tensor pointwiseBias = Data.random(4, 5);

    private Counts before;

    private record Counts(long blocks, long bytes, int counters) {
        static Counts now() {
            return new Counts(MemoryCounts.liveBlocks(), MemoryCounts.liveBytes(), CacheCounters.live());
        }
    }

    private interface Build {
        BuiltOperation<?> with(RuntimeVerification verification);
    }

    @BeforeEach
    void count() {
        LiveBlocks.settled();
        before = Counts.now();
    }

    @AfterEach
    void close() {
        BuiltOperation.close(filter, bias, pointwiseFilter, pointwiseBias);
    }

    private static Fusion fusion(Tensor bias) {
        return new Fusion(bias != null, false, Activation.NONE);
    }

    private Build convolution(Tensor itsBias) {
        ConvolutionParameters parameters =
                ConvolutionParameters.depthwiseConv2d(ONES, Padding.VALID, DataFormat.NHWC, new int[] {1, 1}, "");
        return verification ->
                BuiltConvolution.of(parameters, filter, itsBias, fusion(itsBias), Planning.standard(), verification);
    }

    private Build separable(Tensor depthwiseBias, Tensor itsBias) {
        ConvolutionParameters parameters =
                ConvolutionParameters.separableConv2d(ONES, Padding.VALID, DataFormat.NHWC, new int[] {1, 1}, "");
        return verification -> BuiltSeparable.of(
                parameters,
                new BuiltSeparable.Part(filter, depthwiseBias, fusion(depthwiseBias)),
                new BuiltSeparable.Part(pointwiseFilter, itsBias, fusion(itsBias)),
                Planning.standard(),
                verification);
    }

    /** Refuses the first copy, then the second one, and so on; then lets the constructor fail, after all copies. */
    private void failEverywhere(Build build, int copies) {
        long allowed = 0;
        for (int refusals = 0; ; refusals++) {
            LimitedMemory limit = LimitedMemory.toMore(allowed).withoutCollecting();
            try {
                build.with(RuntimeVerification.off()).close();
                assertThat(refusals).as("copies that were refused").isEqualTo(copies);
                break;
            } catch (NativeMemoryException e) {
                allowed += e.asked() - (e.limit().orElseThrow() - e.inUse());
            } finally {
                limit.close();
            }
            assertThat(Counts.now()).as("after refusal %d", refusals).isEqualTo(before);
        }
        assertThat(Counts.now()).as("after closing").isEqualTo(before);
        assertThatNullPointerException().isThrownBy(() -> build.with(null));
        assertThat(Counts.now()).as("after the constructor failed").isEqualTo(before);
    }

    @Test
    void aConvolution() {
        failEverywhere(convolution(null), 1);
        failEverywhere(convolution(bias), 2);
    }

    @Test
    void aSeparableConvolution() {
        failEverywhere(separable(null, null), 2);
        failEverywhere(separable(bias, null), 3);
        failEverywhere(separable(null, pointwiseBias), 3);
        failEverywhere(separable(bias, pointwiseBias), 4);
    }
}
