package io.github.depthwise4j.tensorflow;

import io.github.depthwise4j.problem.ConvolutionGeometry;
import io.github.depthwise4j.problem.ConvolutionParameters;
import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.problem.Fusion;
import io.github.depthwise4j.problem.InvalidProblemException;
import io.github.depthwise4j.problem.SeparableProblem;
import io.github.depthwise4j.reference.RandomProblems;
import io.github.depthwise4j.tensor.Shape;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Random problems of the three operations, all made from those of {@link RandomProblems}, without bias and activation,
 * which TensorFlow's operations do not know. Half of the strides that are unequal there are made equal, so that
 * TensorFlow's kernel for equal ones has enough to do.
 */
final class Problems {
    private static final int MOST_ELEMENTS = 50_000;
    private static final int MOST_CHANNELS = 40;

    private final RandomProblems problems;
    private final Random random;

    Problems(long seed) {
        problems = new RandomProblems(seed, MOST_ELEMENTS);
        random = new Random(seed);
    }

    Convolution depthwise() {
        return Convolution.of(nextDepthwise());
    }

    Convolution conv2d() {
        for (; ; ) {
            ConvolutionProblem depthwise = problems.next();
            ConvolutionParameters given = depthwise.parameters();
            boolean dilated = random.nextInt(4) == 0;
            int channels = depthwise.geometry().ic();
            int[] divisors = IntStream.rangeClosed(1, channels)
                    .filter(n -> channels % n == 0)
                    .toArray();
            int groups = random.nextBoolean() ? 1 : divisors[random.nextInt(divisors.length)];
            int outputChannels = groups * (1 + random.nextInt(Math.max(1, MOST_CHANNELS / groups)));
            try {
                // Unlike a depthwise convolution, one with a stride may be dilated.
                ConvolutionParameters parameters = ConvolutionParameters.conv2d(
                        new int[] {given.strideHeight(), given.strideWidth()},
                        given.padding(),
                        given.dataFormat(),
                        new int[] {
                            dilated ? 1 + random.nextInt(3) : given.dilationHeight(),
                            dilated ? 1 + random.nextInt(3) : given.dilationWidth()
                        },
                        null);
                ConvolutionProblem problem = new ConvolutionProblem(
                        parameters,
                        depthwise.dataType(),
                        depthwise.inputShape(),
                        Shape.of(
                                depthwise.filterShape().dim(0),
                                depthwise.filterShape().dim(1),
                                channels / groups,
                                outputChannels),
                        Fusion.NONE);
                if (problem.geometry().dstElements() <= MOST_ELEMENTS) {
                    return Convolution.of(problem);
                }
            } catch (InvalidProblemException e) {
                // The larger dilation left no room for a window: another one.
            }
        }
    }

    Convolution separable() {
        for (; ; ) {
            ConvolutionProblem depthwise = nextDepthwise();
            ConvolutionGeometry geometry = depthwise.geometry();
            int outputChannels = 1 + random.nextInt(MOST_CHANNELS);
            if ((long) geometry.mb() * geometry.oh() * geometry.ow() * outputChannels <= MOST_ELEMENTS) {
                return Convolution.of(SeparableProblem.of(
                        depthwise.parameters(),
                        depthwise.dataType(),
                        depthwise.inputShape(),
                        depthwise.filterShape(),
                        Shape.of(1, 1, geometry.oc(), outputChannels),
                        Fusion.NONE,
                        Fusion.NONE));
            }
        }
    }

    private ConvolutionProblem nextDepthwise() {
        for (; ; ) {
            ConvolutionProblem problem = problems.next();
            ConvolutionParameters given = problem.parameters();
            int strideWidth = random.nextBoolean() ? given.strideHeight() : given.strideWidth();
            ConvolutionParameters parameters = ConvolutionParameters.depthwiseConv2d(
                    new int[] {given.strideHeight(), strideWidth},
                    given.padding(),
                    given.dataFormat(),
                    new int[] {given.dilationHeight(), given.dilationWidth()},
                    null);
            ConvolutionProblem changed = new ConvolutionProblem(
                    parameters, problem.dataType(), problem.inputShape(), problem.filterShape(), Fusion.NONE);
            if (changed.geometry().dstElements() <= MOST_ELEMENTS) {
                return changed;
            }
        }
    }
}
