package io.github.depthwise4j.plan.base;

import io.github.depthwise4j.problem.PlanDescription;
import io.github.depthwise4j.problem.SeparableProblem;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * How a plan computes a separable convolution.
 *
 * @param workspaceBytes the working memory of one thread for all bands and both parts
 * @param bandRows the rows of the intermediate that are computed at a time; all of them if the image is not divided
 * @param mostThreads how many threads one call may use, the caller included
 * @param depthwise of the depthwise part; if the image is divided, of its first band
 * @param pointwise of the pointwise part; if the image is divided, of its first band
 */
public record SeparableDescription(
        SeparableProblem problem,
        int bandRows,
        int mostThreads,
        long workspaceBytes,
        ConvolutionDescription depthwise,
        ConvolutionDescription pointwise)
        implements PlanDescription {

    @Override
    public String strategy() {
        return joined(PlanDescription::strategy);
    }

    @Override
    public String implementation() {
        return joined(PlanDescription::implementation);
    }

    @Override
    public String engine() {
        return depthwise.engine();
    }

    @Override
    public String origin() {
        return depthwise.origin().equals(pointwise.origin()) ? depthwise.origin() : joined(PlanDescription::origin);
    }

    @Override
    public long scratchpadBytes() {
        return workspaceBytes;
    }

    @Override
    public long packedFilterBytes() {
        return depthwise.packedFilterBytes() + pointwise.packedFilterBytes();
    }

    @Override
    public List<PlanDescription> parts() {
        return List.of(depthwise, pointwise);
    }

    @Override
    public String describe() {
        int rows = problem.depthwise().geometry().oh();
        String division = bandRows >= rows
                ? "each image as a whole"
                : "in bands of " + bandRows + " of " + rows + " rows, the intermediate of which stays in the cache";
        return problem + "\n  strategy       " + division + "\n  threads        "
                + ConvolutionDescription.threads(mostThreads) + "\n  scratchpad     "
                + workspaceBytes + " bytes per thread\ndepthwise: " + depthwise.describe()
                + "\npointwise: "
                + pointwise.describe();
    }

    @Override
    public String toString() {
        return describe();
    }

    private String joined(Function<PlanDescription, String> property) {
        return parts().stream().map(property).collect(Collectors.joining(" then "));
    }
}
