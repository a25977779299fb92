package io.github.depthwise4j.benchmarks.costs;

import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.tensor.DataFormat;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What users compute most. The ordinary convolutions of MobileNetV1 to V3, EfficientNet-B0 and Xception: pointwise
 * ones, and the first one of each network. And filters of gray and of coloured images.
 */
final class OrdinaryLayers {
    /** Rows and columns of the image, then input and output channels of pointwise convolutions of that size. */
    private static final String[][] POINTWISE = {
        {"112", "32->64", "32->32", "32->16", "16->16", "16->64", "16->96"},
        {"56", "64->128", "128->128", "96->24", "24->144", "144->24", "64->24", "24->72", "72->24"},
        {"28", "128->256", "256->256", "144->32", "32->192", "192->32", "72->40", "40->120", "120->40", "40->240"},
        {"28", "144->40", "240->40"},
        {"14", "256->512", "512->512", "192->64", "64->384", "384->64", "384->96", "96->576", "576->96", "240->80"},
        {"14", "80->200", "200->80", "80->184", "80->480", "480->112", "112->672", "672->112", "480->80"},
        {"7", "512->1024", "1024->1024", "576->160", "160->960", "960->160", "960->320", "320->1280", "672->160"},
        {"7", "672->192", "192->1152", "1152->192", "1152->320"},
        {"147", "64->128", "128->128"},
        {"74", "128->256", "256->256"},
        {"37", "256->728", "728->728"},
        {"19", "728->728"},
        {"10", "1024->1536"},
        {"1", "96->4", "240->64", "64->240", "480->120", "120->480", "960->1280", "1280->1000", "1024->1000"},
    };

    /** Strides 2, 224 or 299 rows and columns. */
    private static final String[] FIRST = {
        "SAME g1mb1ic3ih224iw224oc32oh112ow112kh3kw3sh2sw2ph0pw0dh0dw0",
        "SAME g1mb1ic3ih224iw224oc16oh112ow112kh3kw3sh2sw2ph0pw0dh0dw0",
        "VALID g1mb1ic3ih299iw299oc32oh149ow149kh3kw3sh2sw2ph0pw0dh0dw0",
    };

    /** Channels, and rows and columns of images. */
    private static final int[][] IMAGES = {{1, 64}, {1, 256}, {1, 512}, {1, 1024}, {3, 64}, {3, 256}, {3, 512}};

    /** Rows and columns of filters. */
    private static final int[][] FILTERS = {{3, 3}, {5, 5}, {7, 7}, {1, 9}, {11, 11}};

    private OrdinaryLayers() {}

    /**
     * All layers and filters in both formats, and pointwise ones also as the half of an image that one of two threads
     * computes.
     */
    static List<ConvolutionProblem> all() {
        Set<String> lines = new LinkedHashSet<>();
        for (DataFormat format : DataFormat.values()) {
            for (String[] size : POINTWISE) {
                int columns = Integer.parseInt(size[0]);
                for (int i = 1; i < size.length; i++) {
                    String[] channels = size[i].split("->");
                    lines.add(pointwise(format, columns, columns, channels));
                    lines.add(pointwise(format, (columns + 1) / 2, columns, channels));
                }
            }
            for (String first : FIRST) {
                lines.add("conv2d float32 " + format + " " + first);
            }
        }
        for (DataFormat format : DataFormat.values()) {
            for (int[] image : IMAGES) {
                for (int[] filter : FILTERS) {
                    lines.add(filter(format, image[0], image[1], filter));
                }
            }
        }
        List<ConvolutionProblem> problems = new ArrayList<>();
        lines.forEach(line -> problems.add(ConvolutionProblem.parse(line)));
        return problems;
    }

    private static String pointwise(DataFormat format, int rows, int columns, String[] channels) {
        return String.format(
                "conv2d float32 %s SAME g1mb1ic%sih%diw%doc%soh%dow%dkh1kw1sh1sw1ph0pw0dh0dw0",
                format, channels[0], rows, columns, channels[1], rows, columns);
    }

    private static String filter(DataFormat format, int channels, int size, int[] filter) {
        return String.format(
                "depthwise_conv2d float32 %s SAME mb1ic%dih%diw%doc%dkh%dkw%d",
                format, channels, size, size, channels, filter[0], filter[1]);
    }
}
