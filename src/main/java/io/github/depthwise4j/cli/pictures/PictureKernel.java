package io.github.depthwise4j.cli.pictures;

import io.github.depthwise4j.cli.io.CommandFailure;
import io.github.depthwise4j.cli.io.TensorFiles;
import io.github.depthwise4j.cli.options.PathText;
import io.github.depthwise4j.tensor.Shape;
import io.github.depthwise4j.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.TypeConversionException;

/**
 * A filter for pictures.
 *
 * @param name the name that the user gave
 * @param height the rows of taps
 * @param width the columns of taps
 * @param channels the number of channels with their own taps; 1 if all channels use the same taps
 * @param multiplier the results per channel: 1 result is the new value; of 2 results, the length of the vector is the
 *     new value
 * @param taps the taps in the order of a TensorFlow filter, {@code [height, width, channels, multiplier]}
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record PictureKernel(String name, int height, int width, int channels, int multiplier, float[] taps) {
    private static final List<PictureKernel> BUILT_IN = List.of(sobel(), blur(), sharpen(), emboss());

    /**
     * The built-in kernel with that name, or the kernel in that file.
     *
     * @throws CommandFailure if there is neither of them
     */
    public static PictureKernel of(String nameOrFile) {
        for (PictureKernel kernel : BUILT_IN) {
            if (kernel.name.equals(nameOrFile)) {
                return kernel;
            }
        }
        if (!nameOrFile.toLowerCase(Locale.ROOT).endsWith(".npy")) {
            throw CommandFailure.badInput("--filter = " + nameOrFile
                    + ", but a filter must be sobel, blur, sharpen, emboss or a .npy file; pass one of these.");
        }
        try (Tensor filter = TensorFiles.read(new PathText().convert(nameOrFile))) {
            return fromTensor(nameOrFile, filter);
        } catch (TypeConversionException e) {
            throw CommandFailure.badInput("--filter: " + e.getMessage() + ".", e);
        }
    }

    private static PictureKernel fromTensor(String name, Tensor filter) {
        Shape shape = filter.shape();
        boolean plane = shape.rank() == 2;
        boolean single = shape.rank() == 4 && shape.dim(3) == 1;
        if (!plane && !single || shape.elementCount() == 0 || shape.elementCount() > 1 << 20) {
            throw CommandFailure.badInput(name + ": the filter has the shape " + shape
                    + ", but a picture needs [height, width] or [height, width, channels, 1]; reshape it.");
        }
        int channels = plane ? 1 : (int) shape.dim(2);
        return new PictureKernel(name, (int) shape.dim(0), (int) shape.dim(1), channels, 1, filter.toFloatArray());
    }

    /** The length of the gradient: how much the brightness changes, in any direction. */
    private static PictureKernel sobel() {
        return new PictureKernel("sobel", 3, 3, 1, 2, new float[] {
            // for each tap: the change along the columns, then the change along the rows
            -1, -1, 0, -2, 1, -1,
            -2, 0, 0, 0, 2, 0,
            -1, 1, 0, 2, 1, 1
        });
    }

    /** Binomial weights in both directions, the usual approximation of a Gaussian with a deviation of one pixel. */
    private static PictureKernel blur() {
        float[] line = {1 / 16f, 4 / 16f, 6 / 16f, 4 / 16f, 1 / 16f};
        float[] taps = new float[line.length * line.length];
        for (int i = 0; i < taps.length; i++) {
            taps[i] = line[i / line.length] * line[i % line.length];
        }
        return new PictureKernel("blur", line.length, line.length, 1, 1, taps);
    }

    private static PictureKernel sharpen() {
        return new PictureKernel("sharpen", 3, 3, 1, 1, new float[] {0, -1, 0, -1, 5, -1, 0, -1, 0});
    }

    /** Light from the upper left. The sum of the taps is 1, so flat areas keep their brightness. */
    private static PictureKernel emboss() {
        return new PictureKernel("emboss", 3, 3, 1, 1, new float[] {-2, -1, 0, -1, 1, 1, 0, 1, 2});
    }

    /**
     * The kernel as a TensorFlow filter for a picture with the given number of channels; the caller closes it.
     *
     * @throws CommandFailure if the kernel has another number of channels
     */
    public Tensor filterFor(int pictureChannels) {
        if (channels != 1 && channels != pictureChannels) {
            throw CommandFailure.badInput(name + ": the filter is for " + channels + " channels, but the picture has "
                    + pictureChannels
                    + " (alpha is not filtered); pass a filter of shape [height, width, 1, 1] or [height, width, "
                    + pictureChannels + ", 1].");
        }
        float[] spread = channels == pictureChannels ? taps : repeated(pictureChannels);
        return Tensor.of(spread, height, width, pictureChannels, multiplier);
    }

    private float[] repeated(int times) {
        float[] spread = new float[taps.length * times];
        for (int tap = 0; tap < height * width; tap++) {
            float[] one = Arrays.copyOfRange(taps, tap * multiplier, (tap + 1) * multiplier);
            for (int channel = 0; channel < times; channel++) {
                System.arraycopy(one, 0, spread, (tap * times + channel) * multiplier, multiplier);
            }
        }
        return spread;
    }
}
