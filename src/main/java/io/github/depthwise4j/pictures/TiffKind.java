package io.github.depthwise4j.pictures;

import io.github.depthwise4j.errors.FileFormatException;
import java.io.IOException;
import javax.imageio.ImageReader;
import javax.imageio.plugins.tiff.BaselineTIFFTagSet;
import javax.imageio.plugins.tiff.TIFFDirectory;
import javax.imageio.plugins.tiff.TIFFField;

/** Refuses the kinds of TIFF pictures that Java's reader decodes wrongly. */
final class TiffKind {
    private TiffKind() {}

    /** Checks the first picture of a file. */
    static void check(ImageReader reader) throws IOException {
        TIFFDirectory tags = TIFFDirectory.createFromMetadata(reader.getImageMetadata(0));
        TIFFField format = tags.getTIFFField(BaselineTIFFTagSet.TAG_SAMPLE_FORMAT);
        for (int i = 0; format != null && i < format.getCount(); i++) {
            if (format.getAsInt(i) != BaselineTIFFTagSet.SAMPLE_FORMAT_UNSIGNED_INTEGER) {
                throw PictureSamples.refused(
                        "its samples have a sign or a decimal point, but only whole numbers without a sign are read");
            }
        }
        TIFFField colors = tags.getTIFFField(BaselineTIFFTagSet.TAG_PHOTOMETRIC_INTERPRETATION);
        if (colors == null) {
            throw new FileFormatException("the picture does not say what its colors are; save it again as PNG");
        }
        int kind = colors.getAsInt(0);
        if (kind < BaselineTIFFTagSet.PHOTOMETRIC_INTERPRETATION_WHITE_IS_ZERO
                || kind > BaselineTIFFTagSet.PHOTOMETRIC_INTERPRETATION_PALETTE_COLOR) {
            throw PictureSamples.refused("its colors are of TIFF's kind " + colors.getValueAsString(0)
                    + ", but only gray, RGB and a palette are read");
        }
        TIFFField channels = tags.getTIFFField(BaselineTIFFTagSet.TAG_SAMPLES_PER_PIXEL);
        if (kind == BaselineTIFFTagSet.PHOTOMETRIC_INTERPRETATION_WHITE_IS_ZERO
                && channels != null
                && channels.getAsInt(0) > 1) {
            throw PictureSamples.refused("white is 0 in it and it has an opacity, which Java inverts by mistake");
        }
    }
}
