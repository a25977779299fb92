package io.github.depthwise4j.peers;

import com.sun.management.ThreadMXBean;
import io.github.depthwise4j.benchmarks.cases.CaseData;
import io.github.depthwise4j.benchmarks.cases.Layer;
import io.github.depthwise4j.benchmarks.engines.Engine;
import io.github.depthwise4j.benchmarks.engines.Prepared;
import io.github.depthwise4j.benchmarks.engines.Unsupported;
import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.tensor.DataFormat;
import java.lang.management.ManagementFactory;

/** Prints how many bytes of the Java heap one call allocates. Argument: the class name of an {@link Engine}. */
public final class HeapPerCall {
    private static final int CALLS = 2000;
    private static final int ROUNDS = 5;

    private HeapPerCall() {}

    public static void main(String[] arguments) throws ReflectiveOperationException {
        Engine engine =
                (Engine) Class.forName(arguments[0]).getDeclaredConstructor().newInstance();
        for (DataFormat format : DataFormat.values()) {
            ConvolutionProblem problem = Layer.parse("14x14x64").problem(format, 1);
            try (Prepared prepared = engine.prepare(problem, CaseData.unchecked(problem), 1)) {
                System.out.println(engine.name() + " " + engine.version() + ": " + bytes(prepared) + " bytes");
                return;
            } catch (Unsupported e) {
                // The other format then.
                continue;
            }
        }
    }

    /** The least of several rounds: in the first ones Java still compiles, and cannot leave objects out. */
    private static long bytes(Prepared prepared) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long least = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < CALLS; i++) {
                prepared.run();
            }
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        return least / CALLS;
    }
}
