package io.github.depthwise4j.network;

import io.github.depthwise4j.problem.Activation;
import io.github.depthwise4j.problem.InvalidProblemException;
import io.github.depthwise4j.problem.Padding;
import io.github.depthwise4j.problem.layer.ActivationProblem;
import io.github.depthwise4j.problem.layer.BinaryProblem;
import io.github.depthwise4j.problem.layer.ConcatenationProblem;
import io.github.depthwise4j.problem.layer.DepthToSpaceProblem;
import io.github.depthwise4j.problem.layer.LayerProblem;
import io.github.depthwise4j.problem.layer.PoolingProblem;
import io.github.depthwise4j.problem.layer.PreluProblem;
import io.github.depthwise4j.problem.layer.ResizeProblem;
import io.github.depthwise4j.problem.layer.SoftmaxProblem;
import io.github.depthwise4j.problem.layer.TransposedConvolutionProblem;
import io.github.depthwise4j.problem.layer.ZeroPaddingProblem;
import io.github.depthwise4j.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/** Random layers of every kind, and numbers for them. The same seed gives the same ones. */
final class RandomLayers {
    private static final Activation[] ACTIVATIONS = {
        Activation.RELU,
        Activation.RELU6,
        Activation.leakyRelu(0.3f),
        Activation.clip(-0.5f, 0.75f),
        Activation.ELU,
        Activation.SIGMOID,
        Activation.SWISH,
        Activation.HARD_SWISH,
        Activation.HARD_SIGMOID,
        Activation.TANH,
        Activation.GELU_TANH,
        Activation.GELU_ERF
    };

    private final Random random;
    private final RandomRearrangements rearranged;

    RandomLayers(long seed) {
        this.random = new Random(seed);
        this.rearranged = new RandomRearrangements(random, this);
    }

    LayerProblem next() {
        return valid(() -> switch (random.nextInt(18)) {
            case 0 -> new ActivationProblem(anyShape(), activation());
            case 1 -> binary();
            case 2 -> concatenation();
            case 3 -> pooling();
            case 4 -> prelu();
            case 5 -> resize();
            case 6 -> softmax();
            case 7 -> transposed();
            case 8 -> depthToSpace();
            case 9 -> padding();
            default -> rearranged.next();
        });
    }

    /** Rules refuse some random numbers: then others are tried. */
    private static <T> T valid(Supplier<T> making) {
        while (true) {
            try {
                return making.get();
            } catch (InvalidProblemException e) {
                // Try other numbers.
            }
        }
    }

    int upTo(int most) {
        return 1 + random.nextInt(most);
    }

    Activation activation() {
        return ACTIVATIONS[random.nextInt(ACTIVATIONS.length)];
    }

    private Activation activationOrNone() {
        return random.nextBoolean() ? Activation.NONE : activation();
    }

    Shape image() {
        return Shape.of(upTo(2), upTo(12), upTo(12), channels());
    }

    private int channels() {
        return random.nextBoolean() ? upTo(20) : 8 * upTo(8);
    }

    Shape anyShape() {
        long[] dims = new long[upTo(6)];
        for (int i = 0; i < dims.length; i++) {
            dims[i] = upTo(5);
        }
        dims[dims.length - 1] = channels();
        return Shape.of(dims);
    }

    private BinaryProblem binary() {
        BinaryProblem.Kind[] kinds = BinaryProblem.Kind.values();
        Shape whole = anyShape();
        long[] dims = whole.dims();
        for (int axis = 0; axis < dims.length; axis++) {
            dims[axis] = random.nextInt(3) == 0 ? 1 : dims[axis];
        }
        int form = random.nextInt(4);
        if (form == 0 && dims.length > 1) {
            // One number for each channel of each image.
            for (int axis = 1; axis < dims.length - 1; axis++) {
                dims[axis] = 1;
            }
            dims[0] = whole.dim(0);
            dims[dims.length - 1] = whole.dim(dims.length - 1);
        }
        Shape repeated = form == 1 ? whole : Shape.of(dims);
        if (form == 2) {
            repeated = Shape.of(whole.dim(whole.rank() - 1));
        }
        boolean swapped = random.nextInt(4) == 0;
        return new BinaryProblem(
                kinds[random.nextInt(kinds.length)],
                swapped ? repeated : whole,
                swapped ? whole : repeated,
                activationOrNone());
    }

    private ConcatenationProblem concatenation() {
        Shape first = anyShape();
        int axis = random.nextInt(first.rank());
        List<Shape> shapes = new ArrayList<>(List.of(first));
        for (int more = random.nextInt(4); more > 0; more--) {
            long[] dims = first.dims();
            dims[axis] = upTo(9);
            shapes.add(Shape.of(dims));
        }
        return new ConcatenationProblem(shapes, axis);
    }

    private Padding paddingKind() {
        return switch (random.nextInt(3)) {
            case 0 -> Padding.SAME;
            case 1 -> Padding.VALID;
            default ->
                Padding.explicit(new int[][] {
                    {0, 0}, {random.nextInt(3), random.nextInt(3)}, {random.nextInt(3), random.nextInt(3)}, {0, 0}
                });
        };
    }

    private PoolingProblem pooling() {
        PoolingProblem.Kind kind = random.nextBoolean() ? PoolingProblem.Kind.MAXIMUM : PoolingProblem.Kind.AVERAGE;
        return random.nextInt(4) == 0
                ? PoolingProblem.global(kind, image())
                : new PoolingProblem(kind, image(), window(), window(), upTo(3), upTo(3), paddingKind());
    }

    /** Some windows are larger than every image. */
    private int window() {
        return random.nextInt(8) == 0 ? upTo(60) : upTo(4);
    }

    private PreluProblem prelu() {
        Shape input = anyShape();
        long channels = input.dim(input.rank() - 1);
        return new PreluProblem(input, random.nextBoolean() ? Shape.of(channels) : Shape.of(1, 1, channels));
    }

    private ResizeProblem resize() {
        Shape image = image();
        ResizeProblem.Kind kind = random.nextBoolean() ? ResizeProblem.Kind.NEAREST : ResizeProblem.Kind.BILINEAR;
        ResizeProblem.Centers[] centers = ResizeProblem.Centers.values();
        boolean multiples = random.nextBoolean();
        return new ResizeProblem(
                kind,
                centers[random.nextInt(centers.length)],
                image,
                multiples ? (int) image.dim(1) * upTo(3) : upTo(25),
                multiples ? (int) image.dim(2) * upTo(3) : upTo(25));
    }

    /** Along any axis; often of few classes for many pixels, which are computed in another way. */
    private SoftmaxProblem softmax() {
        Shape shape = random.nextBoolean() ? anyShape() : Shape.of(upTo(2), upTo(12), upTo(12), upTo(9));
        int axis = random.nextBoolean() ? shape.rank() - 1 : random.nextInt(shape.rank());
        return new SoftmaxProblem(shape, axis, random.nextBoolean());
    }

    private TransposedConvolutionProblem transposed() {
        Shape image = image();
        Shape filter = Shape.of(upTo(4), upTo(4), upTo(9), image.dim(3));
        // Windows that lie side by side are computed in another way.
        boolean sideBySide = random.nextInt(3) == 0;
        int strideHeight = sideBySide ? (int) filter.dim(0) : upTo(3);
        int strideWidth = sideBySide ? (int) filter.dim(1) : upTo(3);
        Padding padding = paddingKind();
        return new TransposedConvolutionProblem(
                image,
                filter,
                strideHeight,
                strideWidth,
                padding,
                (int) image.dim(1) * strideHeight + random.nextInt(4) - 1,
                (int) image.dim(2) * strideWidth + random.nextInt(4) - 1,
                random.nextBoolean(),
                activationOrNone());
    }

    private DepthToSpaceProblem depthToSpace() {
        int rows = upTo(3);
        int columns = upTo(3);
        Shape image = Shape.of(upTo(2), upTo(9), upTo(9), (long) rows * columns * upTo(9));
        return new DepthToSpaceProblem(image, rows, columns);
    }

    private ZeroPaddingProblem padding() {
        Shape shape = anyShape();
        List<Integer> before = new ArrayList<>();
        List<Integer> after = new ArrayList<>();
        for (int axis = 0; axis < shape.rank(); axis++) {
            before.add(random.nextInt(3));
            after.add(random.nextInt(3));
        }
        return new ZeroPaddingProblem(shape, before, after);
    }

    /** Numbers of both signs, some of them exactly 0. */
    float[] numbers(Shape shape) {
        float[] values = new float[Math.toIntExact(shape.elementCount())];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextInt(20) == 0 ? 0 : (float) random.nextGaussian() * 2;
        }
        return values;
    }
}
