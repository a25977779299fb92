package io.github.depthwise4j.network.tflite;

import java.util.Map;

/** The names of operators that are not supported, so that messages can name them. */
final class OtherOperators {
    private static final Map<Integer, String> NAMES = Map.ofEntries(
            Map.entry(7, "EMBEDDING_LOOKUP"),
            Map.entry(8, "FLOOR"),
            Map.entry(12, "L2_POOL_2D"),
            Map.entry(13, "LOCAL_RESPONSE_NORMALIZATION"),
            Map.entry(16, "LSTM"),
            Map.entry(24, "RNN"),
            Map.entry(35, "UNIDIRECTIONAL_SEQUENCE_RNN"),
            Map.entry(44, "UNIDIRECTIONAL_SEQUENCE_LSTM"),
            Map.entry(48, "TOPK_V2"),
            Map.entry(51, "DELEGATE"),
            Map.entry(52, "BIDIRECTIONAL_SEQUENCE_LSTM"),
            Map.entry(56, "ARG_MAX"),
            Map.entry(58, "LESS"),
            Map.entry(61, "GREATER"),
            Map.entry(62, "GREATER_EQUAL"),
            Map.entry(63, "LESS_EQUAL"),
            Map.entry(64, "SELECT"),
            Map.entry(66, "SIN"),
            Map.entry(68, "SPARSE_TO_DENSE"),
            Map.entry(71, "EQUAL"),
            Map.entry(72, "NOT_EQUAL"),
            Map.entry(79, "ARG_MIN"),
            Map.entry(80, "FAKE_QUANT"),
            Map.entry(84, "LOGICAL_OR"),
            Map.entry(85, "ONE_HOT"),
            Map.entry(86, "LOGICAL_AND"),
            Map.entry(87, "LOGICAL_NOT"),
            Map.entry(91, "REDUCE_ANY"),
            Map.entry(93, "ZEROS_LIKE"),
            Map.entry(94, "FILL"),
            Map.entry(95, "FLOOR_MOD"),
            Map.entry(96, "RANGE"),
            Map.entry(104, "CEIL"),
            Map.entry(105, "REVERSE_V2"),
            Map.entry(107, "GATHER_ND"),
            Map.entry(108, "COS"),
            Map.entry(109, "WHERE"),
            Map.entry(110, "RANK"),
            Map.entry(114, "QUANTIZE"),
            Map.entry(116, "ROUND"),
            Map.entry(118, "IF"),
            Map.entry(119, "WHILE"),
            Map.entry(120, "NON_MAX_SUPPRESSION_V4"),
            Map.entry(121, "NON_MAX_SUPPRESSION_V5"),
            Map.entry(122, "SCATTER_ND"),
            Map.entry(123, "SELECT_V2"),
            Map.entry(124, "DENSIFY"),
            Map.entry(128, "CUMSUM"),
            Map.entry(129, "CALL_ONCE"),
            Map.entry(132, "CONV_3D"),
            Map.entry(142, "VAR_HANDLE"),
            Map.entry(143, "READ_VARIABLE"),
            Map.entry(144, "ASSIGN_VARIABLE"));

    private OtherOperators() {}

    static String nameOf(int code) {
        return NAMES.getOrDefault(code, "number " + code + " of TensorFlow Lite's list");
    }
}
