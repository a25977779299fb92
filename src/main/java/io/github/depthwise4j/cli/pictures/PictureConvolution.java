package io.github.depthwise4j.cli.pictures;

import io.github.depthwise4j.DepthwiseConv2d;
import io.github.depthwise4j.cli.io.CommandFailure;
import io.github.depthwise4j.cli.io.ProgressLine;
import io.github.depthwise4j.pictures.Picture;
import io.github.depthwise4j.problem.Padding;
import io.github.depthwise4j.tensor.DataFormat;
import io.github.depthwise4j.tensor.DataType;
import io.github.depthwise4j.tensor.Tensor;

/**
 * Moves a kernel over a picture, each channel separately, with SAME padding: the area outside the picture counts as
 * black.
 *
 * <p>The picture is filtered in bands of rows. So a large picture needs little extra memory, and progress can be shown.
 * A band includes the rows above and below that its windows cover; the result is the same as for the whole picture at
 * once.
 */
public final class PictureConvolution {
    private static final int ELEMENTS_PER_BAND = 1 << 21;

    private final Picture picture;
    private final PictureKernel kernel;
    private final int rowElements;
    private final int rowsAbove;
    private final byte[] result;

    public PictureConvolution(Picture picture, PictureKernel kernel) {
        this.picture = picture;
        this.kernel = kernel;
        this.rowElements = Math.multiplyExact(picture.width(), picture.channels());
        this.rowsAbove = (kernel.height() - 1) / 2;
        this.result = new byte[picture.colors().length];
    }

    public Picture run(ProgressLine progress) {
        if ((long) rowElements * kernel.height() > Integer.MAX_VALUE / 2) {
            throw CommandFailure.badInput(kernel.name() + ": the filter has " + kernel.height()
                    + " rows, which are too many for a picture of " + picture.width()
                    + " columns; use a smaller filter or picture.");
        }
        int height = picture.height();
        int bandRows =
                (int) Math.max(1, Math.min(height, ELEMENTS_PER_BAND / ((long) rowElements * kernel.multiplier())));
        int left = (kernel.width() - 1) / 2;
        int[][] pairs = {{0, 0}, {0, 0}, {left, kernel.width() - 1 - left}, {0, 0}};
        try (Tensor filter = kernel.filterFor(picture.channels());
                DepthwiseConv2d operation = DepthwiseConv2d.builder(filter)
                        .strides(1, 1, 1, 1)
                        .padding(Padding.explicit(pairs))
                        .dataFormat(DataFormat.NHWC)
                        .name("image")
                        .build()) {
            for (int top = 0; top < height; top += bandRows) {
                band(operation, top, Math.min(bandRows, height - top));
                progress.show("image", Math.min(height, top + bandRows), height, "rows");
            }
        }
        return picture.withColors(result);
    }

    private void band(DepthwiseConv2d operation, int top, int rows) {
        int inputRows = rows + kernel.height() - 1;
        try (Tensor input = Tensor.uninitialized(DataType.FLOAT32, 1, inputRows, picture.width(), picture.channels());
                Tensor output = Tensor.uninitialized(
                        DataType.FLOAT32, 1, rows, picture.width(), (long) picture.channels() * kernel.multiplier())) {
            input.copyFrom(rowsFrom(top - rowsAbove, inputRows));
            operation.run(input, output);
            store(output.toFloatArray(), top * rowElements);
        }
    }

    /** Rows of the picture as floats; rows above and below it are 0. */
    private float[] rowsFrom(int first, int count) {
        float[] values = new float[Math.multiplyExact(count, rowElements)];
        byte[] colors = picture.colors();
        int begin = Math.max(0, first);
        int end = Math.min(picture.height(), first + count);
        for (int y = begin; y < end; y++) {
            int from = y * rowElements;
            int to = (y - first) * rowElements;
            for (int i = 0; i < rowElements; i++) {
                values[to + i] = colors[from + i] & 0xff;
            }
        }
        return values;
    }

    private void store(float[] values, int to) {
        if (kernel.multiplier() == 1) {
            for (int i = 0; i < values.length; i++) {
                result[to + i] = clamp(values[i]);
            }
            return;
        }
        for (int i = 0; i < values.length / 2; i++) {
            double across = values[2 * i];
            double down = values[2 * i + 1];
            result[to + i] = clamp(Math.sqrt(across * across + down * down));
        }
    }

    private static byte clamp(double value) {
        return (byte) Math.max(0, Math.min(255, Math.round(value)));
    }
}
