package io.github.depthwise4j.network.tflite;

import io.github.depthwise4j.errors.FileFormatException;
import io.github.depthwise4j.network.graph.Node;
import io.github.depthwise4j.problem.Activation;
import io.github.depthwise4j.problem.layer.BinaryProblem;
import io.github.depthwise4j.problem.layer.FunctionProblem;
import io.github.depthwise4j.problem.layer.PoolingProblem;
import io.github.depthwise4j.problem.layer.ReductionProblem;
import io.github.depthwise4j.problem.layer.ResizeProblem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The operators that are supported, each with its number in TensorFlow Lite's list and what translates it. */
enum OperatorCode {
    ADD(0, call -> NumberOperators.binary(call, BinaryProblem.Kind.ADD)),
    AVERAGE_POOL_2D(1, call -> ImageOperators.pooling(call, PoolingProblem.Kind.AVERAGE)),
    CONCATENATION(2, PlainOperators::concatenation),
    CONV_2D(3, ImageOperators::conv2d),
    DEPTHWISE_CONV_2D(4, ImageOperators::depthwiseConv2d),
    DEPTH_TO_SPACE(5, ImageOperators::depthToSpace),
    DEQUANTIZE(6, PlainOperators::dequantize),
    FULLY_CONNECTED(9, PlainOperators::fullyConnected),
    L2_NORMALIZATION(11, NumberOperators::l2Normalization),
    LOGISTIC(14, call -> PlainOperators.activation(call, Activation.SIGMOID)),
    MAX_POOL_2D(17, call -> ImageOperators.pooling(call, PoolingProblem.Kind.MAXIMUM)),
    MUL(18, call -> NumberOperators.binary(call, BinaryProblem.Kind.MULTIPLY)),
    RELU(19, call -> PlainOperators.activation(call, Activation.RELU)),
    RELU_N1_TO_1(20, call -> PlainOperators.activation(call, Activation.clip(-1, 1))),
    RELU6(21, call -> PlainOperators.activation(call, Activation.RELU6)),
    RESHAPE(22, PlainOperators::reshape),
    RESIZE_BILINEAR(23, call -> ImageOperators.resize(call, ResizeProblem.Kind.BILINEAR, 2)),
    SOFTMAX(25, PlainOperators::softmax),
    SPACE_TO_DEPTH(26, MovingOperators::spaceToDepth),
    TANH(28, call -> PlainOperators.activation(call, Activation.TANH)),
    PAD(34, PlainOperators::pad),
    GATHER(36, MovingOperators::gather),
    BATCH_TO_SPACE_ND(37, MovingOperators::batchToSpace),
    SPACE_TO_BATCH_ND(38, MovingOperators::spaceToBatch),
    TRANSPOSE(39, MovingOperators::transpose),
    MEAN(40, call -> NumberOperators.reduction(call, ReductionProblem.Kind.MEAN)),
    SUB(41, call -> NumberOperators.binary(call, BinaryProblem.Kind.SUBTRACT)),
    DIV(42, call -> NumberOperators.binary(call, BinaryProblem.Kind.DIVIDE)),
    SQUEEZE(43, PlainOperators::sameNumbers),
    STRIDED_SLICE(45, SliceOperators::stridedSlice),
    EXP(47, call -> NumberOperators.function(call, FunctionProblem.Kind.EXPONENTIAL)),
    SPLIT(49, SliceOperators::split),
    LOG_SOFTMAX(50, PlainOperators::logSoftmax),
    CAST(53, IntegerOperators::cast),
    PRELU(54, PlainOperators::prelu),
    MAXIMUM(55, call -> NumberOperators.binary(call, BinaryProblem.Kind.MAXIMUM)),
    MINIMUM(57, call -> NumberOperators.binary(call, BinaryProblem.Kind.MINIMUM)),
    NEG(59, call -> NumberOperators.function(call, FunctionProblem.Kind.NEGATIVE)),
    PADV2(60, PlainOperators::pad),
    SLICE(65, SliceOperators::slice),
    TRANSPOSE_CONV(67, ImageOperators::transposeConv),
    TILE(69, MovingOperators::tile),
    EXPAND_DIMS(70, PlainOperators::sameNumbers),
    LOG(73, call -> NumberOperators.function(call, FunctionProblem.Kind.LOGARITHM)),
    SUM(74, call -> NumberOperators.reduction(call, ReductionProblem.Kind.SUM)),
    SQRT(75, call -> NumberOperators.function(call, FunctionProblem.Kind.ROOT)),
    RSQRT(76, call -> NumberOperators.power(call, -0.5f)),
    SHAPE(77, IntegerOperators::onlyIntegers),
    POW(78, NumberOperators::power),
    REDUCE_PROD(81, IntegerOperators::onlyIntegers),
    REDUCE_MAX(82, call -> NumberOperators.reduction(call, ReductionProblem.Kind.MAXIMUM)),
    PACK(83, MovingOperators::pack),
    UNPACK(88, SliceOperators::unpack),
    REDUCE_MIN(89, call -> NumberOperators.reduction(call, ReductionProblem.Kind.MINIMUM)),
    FLOOR_DIV(90, IntegerOperators::onlyIntegers),
    SQUARE(92, call -> NumberOperators.function(call, FunctionProblem.Kind.SQUARE)),
    RESIZE_NEAREST_NEIGHBOR(97, call -> ImageOperators.resize(call, ResizeProblem.Kind.NEAREST, 0)),
    LEAKY_RELU(98, PlainOperators::leakyRelu),
    SQUARED_DIFFERENCE(99, NumberOperators::squaredDifference),
    MIRROR_PAD(100, MovingOperators::mirrorPad),
    ABS(101, call -> NumberOperators.function(call, FunctionProblem.Kind.ABSOLUTE)),
    SPLIT_V(102, SliceOperators::splitV),
    ADD_N(106, NumberOperators::addN),
    ELU(111, call -> PlainOperators.activation(call, Activation.ELU)),
    HARD_SWISH(117, call -> PlainOperators.activation(call, Activation.HARD_SWISH)),
    BATCH_MATMUL(126, NumberOperators::batchMatMul),
    BROADCAST_TO(130, MovingOperators::broadcastTo),
    GELU(150, PlainOperators::gelu),
    RELU_0_TO_1(152, call -> PlainOperators.activation(call, Activation.clip(0, 1)));

    /** The one custom operator, of MediaPipe. */
    static final String TRANSPOSE_WITH_BIAS = "Convolution2DTransposeBias";

    private static final int CUSTOM = 32;

    private final int number;
    private final Reader reader;

    /** Adds the nodes of an operator. */
    interface Reader {
        /** {@return the node of the result; null if the results are constants, or the call was told of them} */
        @Nullable
        Node read(OperatorCall call) throws FileFormatException;
    }

    OperatorCode(int number, Reader reader) {
        this.number = number;
        this.reader = reader;
    }

    /** The name of an operator, for messages. */
    static String nameOf(Model.ModelOperator operator) {
        if (operator.code() == CUSTOM) {
            return "CUSTOM \"" + operator.custom() + '"';
        }
        return Arrays.stream(values())
                .filter(each -> each.number == operator.code())
                .map(Enum::name)
                .findFirst()
                .orElseGet(() -> OtherOperators.nameOf(operator.code()));
    }

    /** What translates an operator; null if it is not supported. */
    static @Nullable Reader readerOrNull(Model.ModelOperator operator) {
        if (operator.code() == CUSTOM) {
            return operator.custom().equals(TRANSPOSE_WITH_BIAS) ? ImageOperators::transposeWithBias : null;
        }
        return Arrays.stream(values())
                .filter(each -> each.number == operator.code())
                .map(each -> each.reader)
                .findFirst()
                .orElse(null);
    }

    /** The names of all, for messages. */
    static List<String> supported() {
        List<String> names =
                new ArrayList<>(Arrays.stream(values()).map(Enum::name).sorted().toList());
        names.add("CUSTOM \"" + TRANSPOSE_WITH_BIAS + '"');
        return names;
    }
}
