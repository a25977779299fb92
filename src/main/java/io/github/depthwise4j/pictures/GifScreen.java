package io.github.depthwise4j.pictures;

import java.io.IOException;
import java.util.Arrays;
import javax.imageio.ImageReader;
import javax.imageio.metadata.IIOMetadata;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * The screen of a GIF file. The first frame may cover only a part of it. The rest is transparent, with the color black.
 *
 * @param width the columns of the screen
 * @param height the rows of the screen
 * @param left the first column of the frame
 * @param top the first row of the frame
 */
record GifScreen(int width, int height, int left, int top) {
    /** With fewer rows the second pass of interlacing is empty, and Java's reader then confuses the other passes. */
    private static final int FEWEST_INTERLACED_ROWS = 5;

    static GifScreen of(ImageReader reader) throws IOException {
        Element screen = element(reader.getStreamMetadata(), "LogicalScreenDescriptor");
        Element frame = element(reader.getImageMetadata(0), "ImageDescriptor");
        if (frame.getAttribute("interlaceFlag").equalsIgnoreCase("true")
                && number(frame, "imageHeight") < FEWEST_INTERLACED_ROWS) {
            throw PictureSamples.refused("the picture is an interlaced GIF with fewer than " + FEWEST_INTERLACED_ROWS
                    + " rows, and Java decodes such files wrongly");
        }
        return new GifScreen(
                number(screen, "logicalScreenWidth"),
                number(screen, "logicalScreenHeight"),
                number(frame, "imageLeftPosition"),
                number(frame, "imageTopPosition"));
    }

    private static Element element(IIOMetadata metadata, String name) {
        Node node = metadata.getAsTree(metadata.getNativeMetadataFormatName()).getFirstChild();
        while (!node.getNodeName().equals(name)) {
            node = node.getNextSibling();
        }
        return (Element) node;
    }

    private static int number(Element element, String attribute) {
        return Integer.parseInt(element.getAttribute(attribute));
    }

    /** The whole screen, with the frame at its position. */
    Picture around(Picture frame) throws IOException {
        if (left + frame.width() > width || top + frame.height() > height) {
            throw PictureSamples.refused(
                    "the first frame of the picture goes beyond its screen of " + width + " x " + height + " pixels");
        }
        if (frame.width() == width && frame.height() == height) {
            return frame;
        }
        int channels = frame.channels();
        byte[] colors = new byte[Math.multiplyExact(width * height, channels)];
        byte[] alpha = new byte[width * height];
        for (int y = 0; y < frame.height(); y++) {
            int from = y * frame.width();
            int to = (top + y) * width + left;
            System.arraycopy(frame.colors(), from * channels, colors, to * channels, frame.width() * channels);
            if (frame.alpha() == null) {
                Arrays.fill(alpha, to, to + frame.width(), (byte) 255);
            } else {
                System.arraycopy(frame.alpha(), from, alpha, to, frame.width());
            }
        }
        return new Picture(width, height, channels, colors, alpha);
    }
}
