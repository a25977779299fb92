package io.github.depthwise4j.problem;

import java.util.Objects;

/**
 * The sizes of a problem under oneDNN's names.
 *
 * @param mb images, all leading batch axes taken together
 * @param g groups
 * @param ic input channels of all groups
 * @param oc output channels of all groups
 * @param height the rows
 * @param width the columns
 */
public record ConvolutionGeometry(int mb, int g, int ic, int oc, SpatialAxis height, SpatialAxis width) {

    /**
     * Sizes of a problem.
     *
     * @param mb images, all leading batch axes taken together
     * @param g groups
     * @param ic input channels of all groups
     * @param oc output channels of all groups
     * @param height the rows
     * @param width the columns
     */
    public ConvolutionGeometry {
        Objects.requireNonNull(height, "height");
        Objects.requireNonNull(width, "width");
    }

    /** {@return the input channels of one group} */
    public int icPerGroup() {
        return g == 0 ? 0 : ic / g;
    }

    /** {@return the output channels of one group} */
    public int ocPerGroup() {
        return g == 0 ? 0 : oc / g;
    }

    /** {@return the rows of the input} */
    public int ih() {
        return height.input();
    }

    /** {@return the columns of the input} */
    public int iw() {
        return width.input();
    }

    /** {@return the rows of the filter} */
    public int kh() {
        return height.filter();
    }

    /** {@return the columns of the filter} */
    public int kw() {
        return width.filter();
    }

    /** {@return the rows of the output} */
    public int oh() {
        return height.output();
    }

    /** {@return the columns of the output} */
    public int ow() {
        return width.output();
    }

    /** {@return the number of elements of the output} */
    public long dstElements() {
        return (long) mb * oc * oh() * ow();
    }

    /** {@return the number of elements of the input} */
    public long srcElements() {
        return (long) mb * ic * ih() * iw();
    }

    // Written out for a fast start: see the page of package problem.
    @Override
    public boolean equals(Object other) {
        return other instanceof ConvolutionGeometry that
                && mb == that.mb
                && g == that.g
                && ic == that.ic
                && oc == that.oc
                && height.equals(that.height)
                && width.equals(that.width);
    }

    @Override
    public int hashCode() {
        int hash = mb;
        hash = 31 * hash + g;
        hash = 31 * hash + ic;
        hash = 31 * hash + oc;
        hash = 31 * hash + height.hashCode();
        hash = 31 * hash + width.hashCode();
        return hash;
    }
}
