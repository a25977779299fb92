package io.github.depthwise4j.onednn;

import static org.bytedeco.dnnl.global.dnnl.*;

/** What a memory is to a primitive. */
public enum Role {
    /** The input of a convolution, or what a reorder copies from. */
    SRC(DNNL_ARG_SRC),
    /** The packed filter. */
    WEIGHTS(DNNL_ARG_WEIGHTS),
    /** One number per output channel. */
    BIAS(DNNL_ARG_BIAS),
    /** What is added to the result: the second operand of the first post-operation. */
    RESIDUAL(DNNL_ARG_ATTR_MULTIPLE_POST_OP_BASE | DNNL_ARG_SRC_1),
    /** The output of a convolution, or what a reorder copies to. */
    DST(DNNL_ARG_DST),
    /** Working memory. */
    SCRATCHPAD(DNNL_ARG_SCRATCHPAD);

    private final int argument;

    Role(int argument) {
        this.argument = argument;
    }

    /** oneDNN's number. */
    int argument() {
        return argument;
    }
}
