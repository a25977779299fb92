package io.github.depthwise4j.spark;

import io.github.depthwise4j.errors.FileFormatException;
import io.github.depthwise4j.pictures.Picture;
import io.github.depthwise4j.pictures.PictureReader;
import io.github.depthwise4j.tensor.Shape;
import io.github.depthwise4j.tensor.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Row;

/** Reads the input of one row into its place of a batch. For one thread. */
final class RowReader {
    private static final int COLORS = 3;
    private static final int SAMPLES = 256;

    private final BatchSettings settings;
    private final long[] shape;
    private final int size;
    /** What each sample of a picture becomes. */
    private final float[] samples = new float[SAMPLES];

    private final float[] values;

    RowReader(BatchSettings settings, Shape one) {
        this.settings = settings;
        this.shape = one.dims();
        this.size = Math.toIntExact(one.elementCount());
        this.values = new float[settings.format() == BatchSettings.Format.FLOAT32 ? 0 : size];
        for (int i = 0; i < SAMPLES; i++) {
            samples[i] = i * settings.scale() + settings.offset();
        }
    }

    /** Writes the place; nothing is written if an exception is thrown. */
    void read(Row row, Tensor place) throws FileFormatException {
        if (row.isNullAt(settings.input())) {
            throw new FileFormatException("the input is null; filter such rows out");
        }
        switch (settings.format()) {
            case PICTURE -> picture((byte[]) row.get(settings.input()), place);
            case FLOAT32 -> floats((byte[]) row.get(settings.input()), place);
            default -> {
                // A column that may have nulls comes as a sequence.
                if (row.get(settings.input()) instanceof float[] numbers) {
                    checkCount(numbers.length);
                    place.copyFrom(numbers);
                } else {
                    numbers(row.getList(settings.input()), place);
                }
            }
        }
    }

    private void picture(byte[] contents, Tensor place) throws FileFormatException {
        Picture picture = PictureReader.read(contents);
        if (shape.length != COLORS || picture.height() != shape[0] || picture.width() != shape[1]) {
            throw new FileFormatException("the picture has " + picture.height() + " rows and " + picture.width()
                    + " columns, but the shape is " + Arrays.toString(shape) + "; scale the pictures beforehand");
        }
        byte[] colors = picture.colors();
        if (picture.channels() == shape[2]) {
            for (int i = 0; i < values.length; i++) {
                values[i] = samples[Byte.toUnsignedInt(colors[i])];
            }
        } else if (picture.channels() == 1 && shape[2] == COLORS) {
            for (int i = 0; i < colors.length; i++) {
                Arrays.fill(values, i * COLORS, (i + 1) * COLORS, samples[Byte.toUnsignedInt(colors[i])]);
            }
        } else {
            throw new FileFormatException("the picture has " + picture.channels() + " channels, but the shape is "
                    + Arrays.toString(shape) + "; convert the pictures beforehand");
        }
        place.copyFrom(values);
    }

    private void floats(byte[] bytes, Tensor place) throws FileFormatException {
        if (bytes.length != size * (long) Float.BYTES) {
            throw new FileFormatException("the input has " + bytes.length + " bytes, but the shape "
                    + Arrays.toString(shape) + " has " + size + " numbers of 4 bytes; check the shape");
        }
        place.copyFrom(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN));
    }

    private void checkCount(int numbers) throws FileFormatException {
        if (numbers != size) {
            throw new FileFormatException("the input has " + numbers + " numbers, but the shape "
                    + Arrays.toString(shape) + " has " + size + "; check the shape");
        }
    }

    private void numbers(List<Float> numbers, Tensor place) throws FileFormatException {
        checkCount(numbers.size());
        int i = 0;
        for (Float number : numbers) {
            if (number == null) {
                throw new FileFormatException("number " + i + " of the input is null; filter such rows out");
            }
            values[i++] = number;
        }
        place.copyFrom(values);
    }
}
