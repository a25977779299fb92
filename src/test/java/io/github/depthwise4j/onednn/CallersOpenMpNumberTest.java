package io.github.depthwise4j.onednn;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.depthwise4j.Depthwise4j;
import io.github.depthwise4j.Threads;
import io.github.depthwise4j.memory.NativeMemory;
import io.github.depthwise4j.natives.NativeFunctions;
import io.github.depthwise4j.problem.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The number of OpenMP's threads belongs to the calling thread, whose other libraries may use it: it is found again as
 * it was left.
 */
class CallersOpenMpNumberTest {
    private static final int OF_THE_CALLER = 3;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "depthwise_conv2d float32 NHWC SAME mb2ic32ih30iw30oc32kh3kw3 bias",
                "depthwise_conv2d float32 NHWC SAME mb1ic16ih30iw30oc32kh3kw3",
                "depthwise_conv2d float32 NCHW SAME mb2ic40ih20iw20oc80kh3kw3",
                "depthwise_conv2d float32 NHWC [[0,0],[2,2],[2,2],[0,0]] mb1ic8ih0iw4oc8kh3kw3 bias",
                "conv2d float32 NCHW SAME mb2ic16ih20iw20oc24kh3kw3 bias",
                "depthwise_conv2d float32 NHWC SAME mb1ic16ih40iw40oc16kh3kw3 then conv2d float32 NHWC VALID "
                        + "mb1ic16ih40iw40oc8kh1kw1"
            })
    void planningAndComputingLeaveTheCallersNumberAsItWas(String line) {
        OneDnn.get();
        Problem problem = Problem.parse(line);
        Threads.run(2, thread -> {
            OpenMpThreads.setThreads(OF_THE_CALLER);
            assertThat(OpenMpThreads.maxThreads()).isEqualTo(OF_THE_CALLER);
            assertThat(Depthwise4j.verifier().verify(problem, thread).passed()).isTrue();
            assertThat(OpenMpThreads.maxThreads()).isEqualTo(OF_THE_CALLER);
        });
    }

    @Test
    void aStepThatFailsLeavesTheCallersNumberAsItWas() {
        OneDnn.get();
        int before = OpenMpThreads.maxThreads();
        try (MemoryDescriptor from = MemoryDescriptor.activation(ActivationLayout.CHANNELS_FIRST, 1, 16, 4, 4);
                MemoryDescriptor to = MemoryDescriptor.activation(ActivationLayout.CHANNELS_LAST, 1, 16, 4, 4);
                Reorder reorder = Reorder.create(from, to, "a test");
                Execution execution = Execution.of(reorder);
                NativeMemory step = NativeMemory.allocate(20 * Long.BYTES)) {
            step.clear();
            execution.describe(step.bytesOfOwner().asLongBuffer());
            // The number of arguments: oneDNN refuses to execute without any.
            step.bytesOfOwner().putLong(2 * Long.BYTES, 0);
            OpenMpThreads.setThreads(OF_THE_CALLER);
            int status = NativeFunctions.run(step.address(), 1, null, 0, 0, 0, 0, null, 0);
            assertThat(status).isPositive();
            assertThat(OpenMpThreads.maxThreads()).isEqualTo(OF_THE_CALLER);
        } finally {
            OpenMpThreads.setThreads(before);
        }
    }
}
