package io.github.depthwise4j.onednn;

import static org.bytedeco.dnnl.global.dnnl.*;

import io.github.depthwise4j.onednn.functions.DnnlFunctions;
import io.github.depthwise4j.problem.Activation;
import io.github.depthwise4j.problem.Fusion;
import java.util.function.LongConsumer;

/**
 * Translates residual and activation into oneDNN's post-operations. The bias is an argument of the convolution instead.
 */
public final class PostOperations {
    private static final float ONE_SIXTH = 1 / 6f;
    private static final float ONE_HALF = 0.5f;
    private static final float SIX = 6;

    private PostOperations() {}

    /** Whether a fusion has post-operations. */
    public static boolean areIn(Fusion fusion) {
        return fusion.residual() || isActivated(fusion);
    }

    /** Whether a fusion has an activation. */
    static boolean isActivated(Fusion fusion) {
        return fusion.activation().kind() != Activation.Kind.NONE;
    }

    /** Whether an activation needs an exponential function, as those do that take long. */
    public static boolean isSlow(Activation activation) {
        return switch (activation.kind()) {
            case ELU, SIGMOID, SWISH, TANH, GELU_TANH, GELU_ERF -> true;
            case NONE, RELU, RELU6, LEAKY_RELU, CLIP, HARD_SWISH, HARD_SIGMOID -> false;
        };
    }

    /** Adds the post-operations of the fusion to the attributes. The residual has the layout of {@code dst}. */
    static void add(long attributes, Fusion fusion, MemoryDescriptor dst) {
        if (areIn(fusion)) {
            set(attributes, operations -> {
                if (fusion.residual()) {
                    OneDnn.check(
                            OneDnn.dnnl().postOpsAppendBinary(operations, dnnl_binary_add, dst.handle()),
                            "dnnl_post_ops_append_binary",
                            fusion);
                }
                if (isActivated(fusion)) {
                    OneDnn.check(append(operations, fusion.activation()), "dnnl_post_ops_append_eltwise", fusion);
                }
            });
        }
    }

    /** Adds to the attributes that the result is added to what {@code dst} holds. */
    static void addToDst(long attributes) {
        set(
                attributes,
                operations -> OneDnn.check(
                        OneDnn.dnnl().postOpsAppendSum(operations, 1), "dnnl_post_ops_append_sum", "a residual"));
    }

    private static void set(long attributes, LongConsumer appending) {
        DnnlFunctions dnnl = OneDnn.dnnl();
        long operations = OneDnn.handle(dnnl.postOpsCreate(), "dnnl_post_ops_create", "post-operations");
        Handles.created();
        try {
            appending.accept(operations);
            OneDnn.check(
                    dnnl.primitiveAttrSetPostOps(attributes, operations),
                    "dnnl_primitive_attr_set_post_ops",
                    "post-operations");
        } finally {
            dnnl.postOpsDestroy(operations);
            Handles.destroyed();
        }
    }

    private static int append(long operations, Activation activation) {
        Eltwise eltwise = Eltwise.of(activation);
        return OneDnn.dnnl().postOpsAppendEltwise(operations, eltwise.algorithm, eltwise.alpha, eltwise.beta);
    }

    /** An activation in oneDNN's terms. */
    record Eltwise(int algorithm, float alpha, float beta) {
        static Eltwise of(Activation activation) {
            return switch (activation.kind()) {
                case NONE -> throw new IllegalArgumentException("nothing to compute");
                case RELU -> new Eltwise(dnnl_eltwise_relu, 0, 0);
                case RELU6 -> new Eltwise(dnnl_eltwise_clip, 0, SIX);
                case LEAKY_RELU -> new Eltwise(dnnl_eltwise_relu, activation.alpha(), 0);
                case CLIP -> new Eltwise(dnnl_eltwise_clip, activation.alpha(), activation.beta());
                case ELU -> new Eltwise(dnnl_eltwise_elu, 1, 0);
                case SIGMOID -> new Eltwise(dnnl_eltwise_logistic, 0, 0);
                case SWISH -> new Eltwise(dnnl_eltwise_swish, 1, 0);
                case HARD_SWISH -> new Eltwise(dnnl_eltwise_hardswish, ONE_SIXTH, ONE_HALF);
                case HARD_SIGMOID -> new Eltwise(dnnl_eltwise_hardsigmoid, ONE_SIXTH, ONE_HALF);
                case TANH -> new Eltwise(dnnl_eltwise_tanh, 0, 0);
                case GELU_TANH -> new Eltwise(dnnl_eltwise_gelu_tanh, 0, 0);
                case GELU_ERF -> new Eltwise(dnnl_eltwise_gelu_erf, 0, 0);
            };
        }
    }
}
