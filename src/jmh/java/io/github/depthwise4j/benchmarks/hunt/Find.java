package io.github.depthwise4j.benchmarks.hunt;

import io.github.depthwise4j.problem.Problem;
import java.util.StringJoiner;
import java.util.regex.Pattern;

/**
 * What the hunter found about one problem.
 *
 * @param draw the draw it came from with the seed, or the name of a list
 * @param index its place in the draw
 * @param line the problem
 * @param micros the time of a call; NaN if there is none
 * @param modelMicros the time of the model
 * @param planMillis the time of making the plan
 * @param workingBytes the working memory of a call
 * @param strategy the strategy, without the slices
 * @param kernels the implementations of all steps, as the plan describes them
 * @param neighbourRatio the largest ratio, of two neighbours in either direction, of time over model; 1 without one
 * @param neighbour this neighbour; empty if there is none
 * @param neighbourMicros its time
 * @param note what went wrong: begins with WRONG or FAILED; else empty
 */
record Find(
        String draw,
        int index,
        String line,
        double micros,
        double modelMicros,
        double planMillis,
        long workingBytes,
        String strategy,
        String kernels,
        double neighbourRatio,
        String neighbour,
        double neighbourMicros,
        String note) {

    static final String WRONG = "WRONG";
    static final String FAILED = "FAILED";

    private static final long FIXED_BYTES = 32 << 20;
    private static final double PART_OF_IMAGES = 0.1;
    private static final Pattern REFERENCE = Pattern.compile("(^|[ +:(])ref[:_ ]|simple:");
    private static final Pattern GEMM = Pattern.compile("(^|[ +:(])gemm[:_ ]");

    /** A find of a problem that could not be computed. */
    static Find failed(String draw, int index, Problem problem, String note) {
        return new Find(draw, index, problem.toString(), Double.NaN, Double.NaN, 0, 0, "", "", 1, "", 0, note);
    }

    /** The time as a multiple of the model's. */
    double ratio() {
        return micros / modelMicros;
    }

    boolean isTimed() {
        return !Double.isNaN(micros);
    }

    boolean isWrong() {
        return note.startsWith(WRONG);
    }

    boolean isFailed() {
        return note.startsWith(FAILED);
    }

    /** Whether one of oneDNN's plain loops takes part. */
    boolean usesReference() {
        return REFERENCE.matcher(kernels).find();
    }

    /** Whether windows are copied into a matrix. */
    boolean usesGemm() {
        return GEMM.matcher(kernels).find();
    }

    /** The working memory as a part of what a plan may use: 32 MB, and a tenth of input and output. */
    double workingRatio() {
        Problem problem = Problem.parse(line);
        long images =
                problem.inputShape().elementCount() + problem.outputShape().elementCount();
        return workingBytes / (FIXED_BYTES + PART_OF_IMAGES * images * Float.BYTES);
    }

    /** What to look at, in few words. */
    String flags() {
        StringJoiner flags = new StringJoiner(" ");
        if (!note.isEmpty()) {
            flags.add(isWrong() ? WRONG : FAILED);
        }
        if (usesReference()) {
            flags.add("ref");
        }
        if (usesGemm()) {
            flags.add("gemm");
        }
        return flags.toString();
    }
}
