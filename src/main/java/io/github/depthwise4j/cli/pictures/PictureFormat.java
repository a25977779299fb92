package io.github.depthwise4j.cli.pictures;

import io.github.depthwise4j.cli.io.CommandFailure;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The formats for writing a picture. */
public enum PictureFormat {
    PNG("png", List.of(".png")),
    JPEG("jpeg", List.of(".jpg", ".jpeg"));

    private final String imageIoName;
    private final List<String> extensions;

    PictureFormat(String imageIoName, List<String> extensions) {
        this.imageIoName = imageIoName;
        this.extensions = extensions;
    }

    /**
     * The format for the extension of a file.
     *
     * @throws CommandFailure if there is no format for it
     */
    public static PictureFormat of(Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(format -> format.extensions.stream().anyMatch(name::endsWith))
                .findFirst()
                .orElseThrow(() -> CommandFailure.badInput(
                        file + ": the extension selects the format to write, and must be .png, .jpg or .jpeg."));
    }

    public String imageIoName() {
        return imageIoName;
    }
}
