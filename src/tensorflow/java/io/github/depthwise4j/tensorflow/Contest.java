package io.github.depthwise4j.tensorflow;

import io.github.depthwise4j.tensor.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** One problem, computed by TensorFlow, by this library and exactly. */
final class Contest {
    private final Convolution convolution;
    private final Kernels kernels;
    private final long seed;

    /** How the outputs of one set of numbers compare. */
    static final class Score {
        /** Whether the two results are the same bit by bit. */
        boolean equalBits = true;
        /** The largest error of this library, as a part of the largest allowed. */
        double ours;
        /** TensorFlow's. */
        double tensorFlows;

        long outputs;
        /** Outputs that this library computed more exactly than TensorFlow. */
        long nearer;
        /** Outputs that TensorFlow computed more exactly. */
        long farther;

        boolean withinBound() {
            return ours <= 1 && tensorFlows <= 1;
        }

        @Override
        public String toString() {
            return "equal bits " + equalBits + ", largest error as a part of the bound: TensorFlow " + tensorFlows
                    + ", this library " + ours;
        }
    }

    /** What came of it: what is known, the refusal and the wrong shape are null if there is none. */
    record Outcome(
            Set<Detour> detours,
            Score integers,
            Score fractions,
            KnownDifference known,
            String refusal,
            String wrongShape) {
        /** Whether TensorFlow's results are the exact integers, and within the bound otherwise. */
        boolean tensorFlowIsRight() {
            return integers.tensorFlows == 0 && fractions.tensorFlows <= 1;
        }

        /** The same of this library. */
        boolean libraryIsRight() {
            return integers.ours == 0 && fractions.ours <= 1;
        }
    }

    Contest(Convolution convolution, Kernels kernels, long seed) {
        this.convolution = convolution;
        this.kernels = kernels;
        this.seed = seed;
    }

    Outcome run() {
        Set<Detour> detours = Set.of();
        try (TensorFlowProgram program = new TensorFlowProgram(convolution.call(), kernels)) {
            detours = program.detours();
            Score integers = new Score();
            Score fractions = new Score();
            Shape wrongShape = score(program, Numbers.INTEGERS, integers);
            if (wrongShape != null) {
                return new Outcome(
                        detours,
                        integers,
                        fractions,
                        KnownDifference.ofWrongShape(convolution, kernels, wrongShape),
                        null,
                        wrongShape + " in place of " + convolution.outputShape());
            }
            score(program, Numbers.FRACTIONS, fractions);
            return new Outcome(detours, integers, fractions, null, null, null);
        } catch (TensorFlowRefusal e) {
            KnownDifference known = KnownDifference.ofRefusal(convolution, kernels);
            return new Outcome(detours, new Score(), new Score(), known, e.getMessage(), null);
        }
    }

    /** The shape of TensorFlow's result if it is wrong, else null. */
    private Shape score(TensorFlowProgram program, Numbers numbers, Score score) {
        List<float[]> values = numbers.fill(convolution, seed);
        TensorFlowProgram.Answer answer = program.run(values);
        float[] ours = convolution.compute(values);
        if (!Arrays.equals(answer.shape(), convolution.outputShape().dims())) {
            return Shape.of(answer.shape());
        }
        Expected expected = Expected.of(convolution, values);
        score.outputs = ours.length;
        for (int i = 0; i < ours.length; i++) {
            double exact = expected.value(i);
            double bound = expected.largestError(i);
            double ourError = Math.abs(ours[i] - exact);
            double itsError = Math.abs(answer.values()[i] - exact);
            score.equalBits &= Float.floatToIntBits(ours[i]) == Float.floatToIntBits(answer.values()[i]);
            score.ours = Math.max(score.ours, part(ourError, bound));
            score.tensorFlows = Math.max(score.tensorFlows, part(itsError, bound));
            score.nearer += ourError < itsError ? 1 : 0;
            score.farther += ourError > itsError ? 1 : 0;
        }
        return null;
    }

    private static double part(double error, double bound) {
        if (Double.isNaN(error)) {
            return Double.POSITIVE_INFINITY;
        }
        return error == 0 ? 0 : error / bound;
    }
}
