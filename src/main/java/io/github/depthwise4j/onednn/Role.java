package io.github.depthwise4j.onednn;

import static org.bytedeco.dnnl.global.dnnl.*;

/** The role of an argument in a primitive. */
public enum Role {
    /** The input of a convolution, or the source of a reorder. */
    SRC(DNNL_ARG_SRC),
    /** The second operand of arithmetic on two tensors. */
    SRC_1(DNNL_ARG_SRC_1),
    /** The packed filter. */
    WEIGHTS(DNNL_ARG_WEIGHTS),
    /** One number per output channel. */
    BIAS(DNNL_ARG_BIAS),
    /** The tensor that is added to the result: the second operand of the first post-operation. */
    RESIDUAL(DNNL_ARG_ATTR_MULTIPLE_POST_OP_BASE | DNNL_ARG_SRC_1),
    /** The output of a convolution, or the target of a reorder. */
    DST(DNNL_ARG_DST),
    /** The working memory of one execution. */
    SCRATCHPAD(DNNL_ARG_SCRATCHPAD);

    private final int argument;

    Role(int argument) {
        this.argument = argument;
    }

    /** oneDNN's number for the role. */
    int argument() {
        return argument;
    }
}
