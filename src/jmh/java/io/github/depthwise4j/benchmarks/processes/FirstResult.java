package io.github.depthwise4j.benchmarks.processes;

import io.github.depthwise4j.benchmarks.cases.CaseData;
import io.github.depthwise4j.benchmarks.cases.Layer;
import io.github.depthwise4j.benchmarks.engines.Engine;
import io.github.depthwise4j.benchmarks.engines.Prepared;
import io.github.depthwise4j.benchmarks.engines.Unsupported;
import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.tensor.DataFormat;
import java.io.IOException;

/** A process that computes one layer once, says so and ends. Argument: the class name of an {@link Engine}. */
public final class FirstResult {
    static final String LAYER = "28x28x256";

    private FirstResult() {}

    public static void main(String[] arguments) throws ReflectiveOperationException, IOException {
        Engine engine =
                (Engine) Class.forName(arguments[0]).getDeclaredConstructor().newInstance();
        for (DataFormat format : DataFormat.values()) {
            ConvolutionProblem problem = Layer.parse(LAYER).problem(format, 1);
            try {
                Prepared prepared = engine.prepare(problem, CaseData.unchecked(problem), 1);
                prepared.run();
                if (prepared.output()[0] == 0) {
                    throw new IllegalStateException("no result");
                }
                break;
            } catch (Unsupported e) {
                // The other format then.
                continue;
            }
        }
        StartData.end();
    }
}
