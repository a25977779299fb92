package io.github.depthwise4j.cli;

import io.github.depthwise4j.DepthwiseConv2d;
import io.github.depthwise4j.Nn;
import io.github.depthwise4j.cli.io.CliCommand;
import io.github.depthwise4j.cli.io.CommandFailure;
import io.github.depthwise4j.cli.io.ExitCodes;
import io.github.depthwise4j.cli.io.Texts;
import io.github.depthwise4j.problem.Padding;
import io.github.depthwise4j.reference.ReferenceConvolution;
import io.github.depthwise4j.tensor.DataFormat;
import io.github.depthwise4j.tensor.Tensor;
import java.util.Arrays;
import picocli.CommandLine.Command;

/** {@code depthwise4j demo}: two examples that are small enough to check by hand. */
@Command(
        name = "demo",
        description = {
            "Computes two small examples with oneDNN and shows the results beside those of the plain-Java oracle.",
            "",
            "depthwise4j without a command does the same."
        })
final class DemoCommand extends CliCommand {
    private static final int[] STRIDES = {1, 1, 1, 1};

    @Override
    public Integer call() {
        try (Tensor input = counting(1, 3, 3, 1);
                Tensor pageInput = counting(1, 3, 2, 1);
                Tensor filter = counting(2, 1, 1, 2)) {
            out().println("tf.nn.depthwise_conv2d, computed by oneDNN");
            out().println();
            out().println(Texts.beside(
                    "input " + input.shape(), values(input), "filter " + filter.shape(), values(filter)));
            boolean right = show(input, filter);
            out().println("The example of TensorFlow's documentation, with the same filter over 1..6:");
            out().println();
            right &= show(pageInput, filter);
            plan(input, filter);
            nextSteps();
            if (!right) {
                throw CommandFailure.verificationFailed(
                        "oneDNN and the oracle disagree; run 'depthwise4j verify' and report what it prints, with "
                                + "the output of 'depthwise4j info'.");
            }
        }
        return ExitCodes.DONE;
    }

    /** A tensor with the elements 1, 2, 3 and so on. */
    private static Tensor counting(long... shape) {
        float[] values = new float[Math.toIntExact(Arrays.stream(shape).reduce(1, Math::multiplyExact))];
        for (int i = 0; i < values.length; i++) {
            values[i] = i + 1;
        }
        return Tensor.of(values, shape);
    }

    private boolean show(Tensor input, Tensor filter) {
        out().println("Nn.depthwiseConv2d(input, filter, {1, 1, 1, 1}, Padding.VALID, DataFormat.NHWC, {1, 1}, null)");
        out().println();
        try (Tensor computed = compute(input, filter);
                Tensor oracle = ReferenceConvolution.depthwiseConv2d(
                        input, filter, STRIDES, Padding.VALID, DataFormat.NHWC, null, null)) {
            boolean equal = Arrays.equals(computed.toFloatArray(), oracle.toFloatArray());
            out().print(Texts.beside("oneDNN " + computed.shape(), values(computed), "oracle", values(oracle)));
            out().println(equal ? "equal, bit for bit" : "DIFFERENT");
            out().println();
            return equal;
        }
    }

    private static Tensor compute(Tensor input, Tensor filter) {
        return Nn.depthwiseConv2d(input, filter, STRIDES, Padding.VALID, DataFormat.NHWC, new int[] {1, 1}, null);
    }

    /** The values as nested brackets, without the line with type and shape. */
    private static String values(Tensor tensor) {
        String text = tensor.toString();
        return text.substring(text.indexOf('\n') + 1);
    }

    private void plan(Tensor input, Tensor filter) {
        try (DepthwiseConv2d operation = DepthwiseConv2d.builder(filter)
                .strides(STRIDES)
                .padding(Padding.VALID)
                .name("demo")
                .build()) {
            out().println("How the first example is computed on this machine:");
            out().println();
            out().println(operation.plan(input.shape()).describe());
            out().println();
        }
    }

    private void nextSteps() {
        out().println("Where to go next:");
        out().println("  depthwise4j verify                        prove it on this machine with random problems");
        out().println("  depthwise4j image --input photo.jpg --filter sobel --output edges.png");
        out().println("  depthwise4j conv --help                   your own arrays, from and to NumPy");
        out().println("  depthwise4j --help                        everything else");
    }
}
