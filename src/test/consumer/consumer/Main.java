package consumer;

import io.github.depthwise4j.Depthwise4j;
import io.github.depthwise4j.Nn;
import io.github.depthwise4j.problem.Padding;
import io.github.depthwise4j.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Computes one depthwise convolution and prints it; with the name of a directory, unpacks the native code there
 * instead.
 */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) throws IOException {
        if (arguments.length > 0) {
            Depthwise4j.unpackNatives(Path.of(arguments[0]));
            return;
        }
        try (Tensor input = Tensor.of(new float[] {1, 2, 3, 4, 5, 6}, 1, 3, 2, 1);
                Tensor filter = Tensor.of(new float[] {1, 2, 3, 4}, 2, 1, 1, 2);
                Tensor output = Nn.depthwiseConv2d(input, filter, new int[] {1, 1, 1, 1}, Padding.VALID)) {
            System.out.println(Main.class.getModule() + " " + Arrays.toString(output.toFloatArray()));
        }
    }
}
