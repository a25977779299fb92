package io.github.depthwise4j.onednn;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.depthwise4j.ChildJvm;
import io.github.depthwise4j.DepthwiseConv2d;
import io.github.depthwise4j.tensor.Tensor;
import org.junit.jupiter.api.Test;

/**
 * JavaCPP's static initialisers can wait for each other for ever if two threads run them. So this library loads the
 * binding only while its caller waits: a program with one thread may then use JavaCPP for anything.
 */
class WaitingForJavaCppTest {
    /** The program of an application that uses JavaCPP itself. */
    static final class OneThread {
        private OneThread() {}

        public static void main(String[] arguments) {
            try (Tensor filter = Tensor.of(new float[3 * 3 * 8], 3, 3, 8, 1);
                    DepthwiseConv2d operation = DepthwiseConv2d.builder(filter).build()) {
                long loaders = Thread.getAllStackTraces().keySet().stream()
                        .filter(thread -> thread.getName().contains("depthwise4j-loader"))
                        .count();
                System.out.println("still loading: " + loaders + " " + operation.name());
            }
            Runtime.getRuntime().halt(0);
        }
    }

    @Test
    void nothingIsLoadedBehindTheCallersBack() throws Exception {
        assertThat(ChildJvm.ofThisClassPath().allowingNativeCode().run(OneThread.class))
                .contains("still loading: 0");
    }
}
