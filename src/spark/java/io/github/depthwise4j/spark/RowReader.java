package io.github.depthwise4j.spark;

import io.github.depthwise4j.errors.FileFormatException;
import io.github.depthwise4j.pictures.Picture;
import io.github.depthwise4j.pictures.PictureReader;
import io.github.depthwise4j.tensor.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Row;

/** Reads the input of one row into the place of one item of a batch. For one thread. */
final class RowReader {
    private static final int COLORS = 3;

    private final BatchSettings settings;
    /** The shape of one item, without the batch. */
    private final long[] shape;

    private final float[] batch;
    private final float[] values;

    RowReader(BatchSettings settings, Shape whole) {
        this.settings = settings;
        long[] dims = whole.dims();
        this.shape = Arrays.copyOfRange(dims, 1, dims.length);
        this.values = new float[Math.toIntExact(Shape.of(shape).elementCount())];
        this.batch = new float[Math.toIntExact(whole.elementCount())];
    }

    /** The items of a batch, one behind the other. */
    float[] batch() {
        return batch;
    }

    /** Writes the item number {@code place} of the batch; nothing is written if an exception is thrown. */
    void read(Row row, int place) throws FileFormatException {
        if (row.isNullAt(settings.input())) {
            throw new FileFormatException("the input is null; filter such rows out");
        }
        switch (settings.format()) {
            case PICTURE -> picture((byte[]) row.get(settings.input()));
            case FLOAT32 -> floats((byte[]) row.get(settings.input()));
            default -> numbers(row.getList(settings.input()));
        }
        System.arraycopy(values, 0, batch, place * values.length, values.length);
    }

    private void picture(byte[] contents) throws FileFormatException {
        Picture picture = PictureReader.read(contents);
        if (shape.length != COLORS || picture.height() != shape[0] || picture.width() != shape[1]) {
            throw new FileFormatException("the picture has " + picture.height() + " rows and " + picture.width()
                    + " columns, but the shape is " + Arrays.toString(shape) + "; scale the pictures beforehand");
        }
        byte[] colors = picture.colors();
        if (picture.channels() == shape[2]) {
            for (int i = 0; i < values.length; i++) {
                values[i] = sample(colors[i]);
            }
        } else if (picture.channels() == 1 && shape[2] == COLORS) {
            for (int i = 0; i < values.length; i++) {
                values[i] = sample(colors[i / COLORS]);
            }
        } else {
            throw new FileFormatException("the picture has " + picture.channels() + " channels, but the shape is "
                    + Arrays.toString(shape) + "; convert the pictures beforehand");
        }
    }

    private float sample(byte color) {
        return Byte.toUnsignedInt(color) * settings.scale() + settings.offset();
    }

    private void floats(byte[] bytes) throws FileFormatException {
        if (bytes.length != values.length * (long) Float.BYTES) {
            throw new FileFormatException("the input has " + bytes.length + " bytes, but the shape "
                    + Arrays.toString(shape) + " has " + values.length + " numbers of 4 bytes; check the shape");
        }
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
    }

    private void numbers(List<Float> numbers) throws FileFormatException {
        if (numbers.size() != values.length) {
            throw new FileFormatException("the input has " + numbers.size() + " numbers, but the shape "
                    + Arrays.toString(shape) + " has " + values.length + "; check the shape");
        }
        int i = 0;
        for (Float number : numbers) {
            if (number == null) {
                throw new FileFormatException("number " + i + " of the input is null; filter such rows out");
            }
            values[i++] = number;
        }
    }
}
