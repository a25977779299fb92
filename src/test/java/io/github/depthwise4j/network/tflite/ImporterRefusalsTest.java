package io.github.depthwise4j.network.tflite;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.depthwise4j.errors.FileFormatException;
import io.github.depthwise4j.memory.CloseStack;
import io.github.depthwise4j.network.tflite.FlatWriter.Table;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Models of one operator, written here, that are refused. */
class ImporterRefusalsTest {
    private static final Table NO_OPTIONS = new Table();

    private final ModelWriter model = new ModelWriter();

    private static void read(byte[] bytes) throws FileFormatException {
        try (CloseStack owner = new CloseStack()) {
            Importer.read(ByteBuffer.wrap(bytes), 0, owner);
        }
    }

    /** Adds operators to a new model, and returns the tensor that is the output. */
    private interface Making {
        int make(ModelWriter model, int image);
    }

    private static void refused(Making making, String... words) {
        ModelWriter model = new ModelWriter();
        byte[] bytes =
                model.outputs(making.make(model, model.input(1, 4, 4, 2))).bytes();
        assertThatThrownBy(() -> read(bytes))
                .isInstanceOf(FileFormatException.class)
                .hasMessageContainingAll(words)
                .message()
                .doesNotEndWith(".");
    }

    /** In a file, all operators can share one list of operands. */
    @Test
    void operatorsHaveALimitOfOperandsTogether() {
        int[] same = new int[1000];
        refused(
                (m, x) -> {
                    int sum = x;
                    for (int i = 0; i < 270; i++) {
                        sum = m.operator(106, null, new int[] {1, 4, 4, 2}, same);
                    }
                    return sum;
                },
                "the operators up to number 261 have 262262 inputs and outputs",
                "at most 262144");
    }

    @Test
    void noTensorIsComputedTwice() {
        int image = model.input(1, 4);
        int once = model.operator(19, null, new int[] {1, 4}, image);
        model.operator(21, null, new int[] {1, 4}, image);
        model.operatorTable(1).with(2, new int[] {once});
        assertThatThrownBy(() -> read(model.outputs(once).bytes()))
                .hasMessageContainingAll("operator 1, RELU6", "has its numbers already");
    }

    @Test
    void integersAreSizesOnly() {
        int image = model.input(1, 4);
        int best = model.integerOperator(56, null, new int[] {1}, image, model.integers(1));
        assertThatThrownBy(() -> read(model.outputs(best).bytes())).hasMessageContainingAll("ARG_MAX", "supported are");
        ModelWriter sum = new ModelWriter();
        int x = sum.input(1, 4);
        int shape = sum.integerOperator(77, null, new int[] {2}, x);
        int quotient = sum.integerOperator(42, null, new int[] {2}, shape, sum.integers(0, 1));
        byte[] bytes =
                sum.outputs(sum.operator(22, null, new int[] {4}, x, quotient)).bytes();
        assertThatThrownBy(() -> read(bytes)).hasMessageContainingAll("DIV", "no result of 32 bits");
    }

    @Test
    void unknownOperatorsAreRefusedByNameAndNumber() {
        refused(
                (m, x) -> {
                    m.operator(19, null, new int[] {1, 4, 4, 2}, x);
                    return m.operator(108, null, new int[] {1, 4}, x);
                },
                "operator 1, COS,",
                "tensor 2 \"t2\" (float32 [1, 4])",
                "supported are ABS, ADD, ADD_N, AVERAGE_POOL_2D");
        ModelWriter second = new ModelWriter();
        int y = second.custom("Mystery\n", new byte[4], new int[] {1, 4}, second.input(1, 4));
        assertThatThrownBy(() -> read(second.outputs(y).bytes()))
                .hasMessageContaining("operator 0, CUSTOM \"Mystery?\"");
    }

    @Test
    void tensorsThatAreNotPlainFloatsAreRefused() {
        refused((m, x) -> m.operator(19, null, new int[] {1}, m.tensor(9, 1)), "RELU", "is read before it is computed");
        ModelWriter bytes = new ModelWriter();
        int integers = bytes.input(1, 4);
        bytes.tensorTable(integers).with(1, (byte) 9);
        assertThatThrownBy(() -> read(bytes.outputs(integers).bytes())).hasMessageContaining("int8 [1, 4]");
        ModelWriter scaled = new ModelWriter();
        int quantised = scaled.input(1, 4);
        scaled.tensorTable(quantised).with(4, new Table().with(2, new int[] {1}));
        assertThatThrownBy(() -> read(scaled.outputs(quantised).bytes())).hasMessageContaining("is quantised");
        ModelWriter holes = new ModelWriter();
        int sparse = holes.input(1, 4);
        holes.tensorTable(sparse).with(6, new Table());
        assertThatThrownBy(() -> read(holes.outputs(sparse).bytes())).hasMessageContaining("is sparse");
        ModelWriter open = new ModelWriter();
        int unknown = open.input(1, -1, 4);
        assertThatThrownBy(() -> read(open.outputs(unknown).bytes())).hasMessageContaining("fixed shapes");
    }

    @Test
    void parametersThatTensorFlowLiteRefusesTooAreRefused() {
        int[] dims = {1, 4, 4, 2};
        Table window = new Table().with(1, 0).with(2, 1).with(3, 2).with(4, 2);
        refused((m, x) -> m.operator(17, window, dims, x), "MAX_POOL_2D", "stride of the width = 0");
        refused(
                (m, x) -> m.operator(0, NO_OPTIONS, dims, x, m.data(TensorType.FLOAT32, new byte[12], 2)),
                "ADD",
                "has 12 bytes of data");
        Table both = new Table().with(2, (byte) 1).with(3, (byte) 1);
        refused(
                (m, x) -> m.operator(23, both, new int[] {1, 8, 8, 2}, x, m.integers(8, 8)),
                "RESIZE_BILINEAR",
                "half_pixel_centers are both true");
        refused((m, x) -> m.operator(40, NO_OPTIONS, new int[] {1}, x, m.integers(4)), "MEAN", "axis 4");
        refused((m, x) -> m.operator(22, null, new int[] {1, 31}, x), "RESHAPE", "has 32 elements");
        refused((m, x) -> m.operator(25, new Table().with(0, 2f), dims, x), "SOFTMAX", "beta is 2.0");
        refused((m, x) -> m.operator(19, null, new int[] {1, 4, 4, 3}, x), "RELU", "the file says [1, 4, 4, 3]");
        refused((m, x) -> m.operator(3, NO_OPTIONS, dims, x, m.floats(new float[4], 1, 2, 2)), "CONV_2D", "4 axes");
        refused((m, x) -> m.operator(19, null, dims), "RELU", "input 0 is missing");
    }

    /** Keras shares slopes along axes: {@code PReLU(shared_axes=[2, 3])} has one for each row. */
    @Test
    void slopesThatBelongToNoChannelsAreRefused() {
        for (int[] slopes : new int[][] {{2, 1, 1}, {1, 2, 1}, {2, 1}}) {
            refused(
                    (m, x) -> m.operator(54, null, new int[] {1, 4, 4, 2}, x, m.floats(new float[2], slopes)),
                    "PRELU",
                    "one slope for each of the 2 channels",
                    "in its last axis");
        }
    }

    @Test
    void integersThatBecomeFewerOrMoreFloatsAreRefused() {
        refused(
                (m, x) -> m.operator(
                        0, NO_OPTIONS, new int[] {3}, x, m.operator(53, null, new int[] {3}, m.integers(1, 2))),
                "CAST",
                "2 integers",
                "[3]");
    }

    @Test
    void filesThatAreNoModelsAreRefused() {
        for (byte[] bytes : List.of(new byte[0], new byte[20], "TFL3TFL3".getBytes(StandardCharsets.US_ASCII))) {
            assertThatThrownBy(() -> read(bytes)).isInstanceOf(FileFormatException.class);
        }
        model.outputs(model.input(1));
        assertThatThrownBy(() -> read(FlatWriter.write(model.root().with(0, 2), "TFL3")))
                .hasMessageContaining("version of the schema is 2");
        assertThatThrownBy(() -> read(FlatWriter.write(model.root().with(2, List.of()), "TFL3")))
                .hasMessageContaining("has no subgraph");
    }
}
