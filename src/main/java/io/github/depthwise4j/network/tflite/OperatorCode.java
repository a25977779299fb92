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
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The operators that are supported, each with its number in TensorFlow Lite's list. */
enum OperatorCode {
    ADD(0),
    AVERAGE_POOL_2D(1),
    CONCATENATION(2),
    CONV_2D(3),
    DEPTHWISE_CONV_2D(4),
    DEPTH_TO_SPACE(5),
    DEQUANTIZE(6),
    FULLY_CONNECTED(9),
    L2_NORMALIZATION(11),
    LOGISTIC(14),
    MAX_POOL_2D(17),
    MUL(18),
    RELU(19),
    RELU_N1_TO_1(20),
    RELU6(21),
    RESHAPE(22),
    RESIZE_BILINEAR(23),
    SOFTMAX(25),
    SPACE_TO_DEPTH(26),
    TANH(28),
    PAD(34),
    GATHER(36),
    BATCH_TO_SPACE_ND(37),
    SPACE_TO_BATCH_ND(38),
    TRANSPOSE(39),
    MEAN(40),
    SUB(41),
    DIV(42),
    SQUEEZE(43),
    STRIDED_SLICE(45),
    EXP(47),
    SPLIT(49),
    LOG_SOFTMAX(50),
    CAST(53),
    PRELU(54),
    MAXIMUM(55),
    MINIMUM(57),
    NEG(59),
    PADV2(60),
    SLICE(65),
    TRANSPOSE_CONV(67),
    TILE(69),
    EXPAND_DIMS(70),
    LOG(73),
    SUM(74),
    SQRT(75),
    RSQRT(76),
    SHAPE(77),
    POW(78),
    REDUCE_PROD(81),
    REDUCE_MAX(82),
    PACK(83),
    UNPACK(88),
    REDUCE_MIN(89),
    FLOOR_DIV(90),
    SQUARE(92),
    RESIZE_NEAREST_NEIGHBOR(97),
    LEAKY_RELU(98),
    SQUARED_DIFFERENCE(99),
    MIRROR_PAD(100),
    ABS(101),
    SPLIT_V(102),
    ADD_N(106),
    ELU(111),
    HARD_SWISH(117),
    BATCH_MATMUL(126),
    BROADCAST_TO(130),
    GELU(150),
    RELU_0_TO_1(152),
    /** The one custom operator, of MediaPipe. */
    TRANSPOSE_WITH_BIAS(32);

    private static final int CUSTOM = 32;
    private static final String CUSTOM_NAME = "Convolution2DTransposeBias";

    private final int number;

    OperatorCode(int number) {
        this.number = number;
    }

    /** Which operator it is; null if it is not supported. */
    static @Nullable OperatorCode ofOrNull(Model.ModelOperator operator) {
        if (operator.code() == CUSTOM && !operator.custom().equals(CUSTOM_NAME)) {
            return null;
        }
        for (OperatorCode each : values()) {
            if (each.number == operator.code()) {
                return each;
            }
        }
        return null;
    }

    /** The name of an operator, for messages. */
    static String nameOf(Model.ModelOperator operator) {
        if (operator.code() == CUSTOM) {
            return custom(operator.custom());
        }
        OperatorCode known = ofOrNull(operator);
        return known == null ? OtherOperators.nameOf(operator.code()) : known.name();
    }

    private static String custom(String name) {
        return "CUSTOM \"" + name + '"';
    }

    /** The names of all, for messages. */
    static List<String> supported() {
        List<String> names = new ArrayList<>();
        for (OperatorCode each : values()) {
            names.add(each == TRANSPOSE_WITH_BIAS ? custom(CUSTOM_NAME) : each.name());
        }
        Collections.sort(names);
        return names;
    }

    /**
     * Adds the nodes of an operator. This is no table of lambdas: Java makes a class of each, and a network with a few
     * operators would be read 40 ms later.
     *
     * @return the node of the result; null if the results are constants, or the call was told of them
     */
    @Nullable
    Node read(OperatorCall call) throws FileFormatException {
        return switch (this) {
            case ADD -> NumberOperators.binary(call, BinaryProblem.Kind.ADD);
            case AVERAGE_POOL_2D -> ImageOperators.pooling(call, PoolingProblem.Kind.AVERAGE);
            case CONCATENATION -> PlainOperators.concatenation(call);
            case CONV_2D -> ImageOperators.conv2d(call);
            case DEPTHWISE_CONV_2D -> ImageOperators.depthwiseConv2d(call);
            case DEPTH_TO_SPACE -> ImageOperators.depthToSpace(call);
            case DEQUANTIZE -> PlainOperators.dequantize(call);
            case FULLY_CONNECTED -> PlainOperators.fullyConnected(call);
            case L2_NORMALIZATION -> NumberOperators.l2Normalization(call);
            case LOGISTIC -> PlainOperators.activation(call, Activation.SIGMOID);
            case MAX_POOL_2D -> ImageOperators.pooling(call, PoolingProblem.Kind.MAXIMUM);
            case MUL -> NumberOperators.binary(call, BinaryProblem.Kind.MULTIPLY);
            case RELU -> PlainOperators.activation(call, Activation.RELU);
            case RELU_N1_TO_1 -> PlainOperators.activation(call, Activation.clip(-1, 1));
            case RELU6 -> PlainOperators.activation(call, Activation.RELU6);
            case RESHAPE -> PlainOperators.reshape(call);
            case RESIZE_BILINEAR -> ImageOperators.resize(call, ResizeProblem.Kind.BILINEAR, 2);
            case SOFTMAX -> PlainOperators.softmax(call);
            case SPACE_TO_DEPTH -> MovingOperators.spaceToDepth(call);
            case TANH -> PlainOperators.activation(call, Activation.TANH);
            case PAD, PADV2 -> PlainOperators.pad(call);
            case GATHER -> MovingOperators.gather(call);
            case BATCH_TO_SPACE_ND -> MovingOperators.batchToSpace(call);
            case SPACE_TO_BATCH_ND -> MovingOperators.spaceToBatch(call);
            case TRANSPOSE -> MovingOperators.transpose(call);
            case MEAN -> NumberOperators.reduction(call, ReductionProblem.Kind.MEAN);
            case SUB -> NumberOperators.binary(call, BinaryProblem.Kind.SUBTRACT);
            case DIV -> NumberOperators.binary(call, BinaryProblem.Kind.DIVIDE);
            case SQUEEZE, EXPAND_DIMS -> PlainOperators.sameNumbers(call);
            case STRIDED_SLICE -> SliceOperators.stridedSlice(call);
            case EXP -> NumberOperators.function(call, FunctionProblem.Kind.EXPONENTIAL);
            case SPLIT -> SliceOperators.split(call);
            case LOG_SOFTMAX -> PlainOperators.logSoftmax(call);
            case CAST -> IntegerOperators.cast(call);
            case PRELU -> PlainOperators.prelu(call);
            case MAXIMUM -> NumberOperators.binary(call, BinaryProblem.Kind.MAXIMUM);
            case MINIMUM -> NumberOperators.binary(call, BinaryProblem.Kind.MINIMUM);
            case NEG -> NumberOperators.function(call, FunctionProblem.Kind.NEGATIVE);
            case SLICE -> SliceOperators.slice(call);
            case TRANSPOSE_CONV -> ImageOperators.transposeConv(call);
            case TILE -> MovingOperators.tile(call);
            case LOG -> NumberOperators.function(call, FunctionProblem.Kind.LOGARITHM);
            case SUM -> NumberOperators.reduction(call, ReductionProblem.Kind.SUM);
            case SQRT -> NumberOperators.function(call, FunctionProblem.Kind.ROOT);
            case RSQRT -> NumberOperators.power(call, -0.5f);
            case SHAPE, REDUCE_PROD, FLOOR_DIV -> IntegerOperators.onlyIntegers(call);
            case POW -> NumberOperators.power(call);
            case REDUCE_MAX -> NumberOperators.reduction(call, ReductionProblem.Kind.MAXIMUM);
            case PACK -> MovingOperators.pack(call);
            case UNPACK -> SliceOperators.unpack(call);
            case REDUCE_MIN -> NumberOperators.reduction(call, ReductionProblem.Kind.MINIMUM);
            case SQUARE -> NumberOperators.function(call, FunctionProblem.Kind.SQUARE);
            case RESIZE_NEAREST_NEIGHBOR -> ImageOperators.resize(call, ResizeProblem.Kind.NEAREST, 0);
            case LEAKY_RELU -> PlainOperators.leakyRelu(call);
            case SQUARED_DIFFERENCE -> NumberOperators.squaredDifference(call);
            case MIRROR_PAD -> MovingOperators.mirrorPad(call);
            case ABS -> NumberOperators.function(call, FunctionProblem.Kind.ABSOLUTE);
            case SPLIT_V -> SliceOperators.splitV(call);
            case ADD_N -> NumberOperators.addN(call);
            case ELU -> PlainOperators.activation(call, Activation.ELU);
            case HARD_SWISH -> PlainOperators.activation(call, Activation.HARD_SWISH);
            case BATCH_MATMUL -> NumberOperators.batchMatMul(call);
            case BROADCAST_TO -> MovingOperators.broadcastTo(call);
            case GELU -> PlainOperators.gelu(call);
            case RELU_0_TO_1 -> PlainOperators.activation(call, Activation.clip(0, 1));
            case TRANSPOSE_WITH_BIAS -> ImageOperators.transposeWithBias(call);
        };
    }
}
