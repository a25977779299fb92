package io.github.depthwise4j.benchmarks.hunt;

import io.github.depthwise4j.problem.Problem;
import java.util.ArrayList;
import java.util.List;

/** The problems beside a problem. */
final class Neighbours {
    private static final int[] STEPS = {-1, 1};

    private Neighbours() {}

    /** The problems with one more and one less in each parameter, as far as they are valid. */
    static List<Problem> of(Problem problem) {
        Sizes sizes = Sizes.of(problem);
        List<Problem> all = new ArrayList<>();
        for (Parameter parameter : Parameter.values()) {
            if (sizes.canVary(parameter)) {
                for (int step : STEPS) {
                    int value = sizes.get(parameter) + step;
                    if (parameter != Parameter.POINTWISE || value > 0) {
                        sizes.with(parameter, value).problem().ifPresent(all::add);
                    }
                }
            }
        }
        return all;
    }
}
