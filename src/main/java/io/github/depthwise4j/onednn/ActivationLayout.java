package io.github.depthwise4j.onednn;

import static org.bytedeco.dnnl.global.dnnl.*;

import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.tensor.DataFormat;

/** The layouts of the input and the output of a convolution. */
public enum ActivationLayout {
    /** All channels of a pixel side by side: TensorFlow's NHWC. */
    CHANNELS_LAST(dnnl_nhwc, "nhwc", 1),
    /** All pixels of a channel side by side: TensorFlow's NCHW. */
    CHANNELS_FIRST(dnnl_nchw, "nchw", 1),
    /** Eight channels of a pixel side by side, then the next pixel; missing channels are zeros. */
    BLOCKS_OF_8(dnnl_nChw8c, "nChw8c", 8),
    /** Sixteen channels of a pixel side by side, then the next pixel; missing channels are zeros. */
    BLOCKS_OF_16(dnnl_nChw16c, "nChw16c", 16);

    private final int tag;
    private final String text;
    private final int block;

    ActivationLayout(int tag, String text, int block) {
        this.tag = tag;
        this.text = text;
        this.block = block;
    }

    /** The layout of a problem's own tensors. */
    public static ActivationLayout of(ConvolutionProblem problem) {
        return problem.dataFormat() == DataFormat.NHWC ? CHANNELS_LAST : CHANNELS_FIRST;
    }

    /** The layout whose blocks fill a vector register. */
    public static ActivationLayout widestBlocks(boolean avx512) {
        return avx512 ? BLOCKS_OF_16 : BLOCKS_OF_8;
    }

    /** oneDNN's number for the layout. */
    int tag() {
        return tag;
    }

    /** The channels of a block; 1 for layouts without blocks. */
    public int block() {
        return block;
    }

    /** oneDNN's name for the layout, as {@code nhwc}. */
    @Override
    public String toString() {
        return text;
    }
}
