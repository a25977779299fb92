package io.github.depthwise4j.network.tflite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.depthwise4j.errors.FileFormatException;
import io.github.depthwise4j.memory.CloseStack;
import io.github.depthwise4j.network.graph.Graph;
import io.github.depthwise4j.network.graph.GraphRewriter;
import io.github.depthwise4j.network.graph.Node;
import io.github.depthwise4j.network.graph.Operator;
import io.github.depthwise4j.network.tflite.FlatWriter.Table;
import io.github.depthwise4j.problem.Activation;
import io.github.depthwise4j.problem.layer.LayerProblem;
import io.github.depthwise4j.tensor.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Models of one operator, written here: what each becomes. */
class ImporterTest {
    private static final Table NO_OPTIONS = new Table();

    private final ModelWriter model = new ModelWriter();

    private static float[] counting(int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = i;
        }
        return values;
    }

    /** What was imported: the shapes, and for each node but the inputs its text and its weights. */
    private record Imported(List<Node> nodes, List<float[]> weights, List<Shape> outputs) {
        String text(int index) {
            Node node = nodes.get(index);
            return node.describe();
        }
    }

    private static Imported read(byte[] bytes, int batch) throws FileFormatException {
        try (CloseStack owner = new CloseStack()) {
            Graph graph = Importer.read(ByteBuffer.wrap(bytes), batch, owner);
            List<Node> nodes = graph.nodes().stream()
                    .filter(node -> !(node.operator() instanceof Operator.Input))
                    .toList();
            List<float[]> weights = nodes.stream()
                    .map(node -> node.operator() instanceof Operator.Convolution convolution
                            ? convolution.filter().toFloatArray()
                            : node.operator() instanceof Operator.Layer layer
                                            && !layer.weights().isEmpty()
                                    ? layer.weights().get(0).toFloatArray()
                                    : new float[0])
                    .toList();
            return new Imported(
                    nodes, weights, graph.outputs().stream().map(Node::shape).toList());
        }
    }

    private Imported read(int output) throws FileFormatException {
        return read(model.outputs(output).bytes(), 0);
    }

    @Test
    void theFilterOfAConvolutionGetsItsOutputsLast() throws FileFormatException {
        int filter = model.floats(counting(2 * 3 * 2 * 2), 2, 3, 2, 2);
        int bias = model.floats(new float[] {1, 2}, 2);
        Table options = new Table()
                .with(0, (byte) 1)
                .with(1, 2)
                .with(2, 1)
                .with(3, (byte) 3)
                .with(4, 1)
                .with(5, 1);
        int output = model.operator(3, options, new int[] {1, 4, 3, 2}, model.input(1, 6, 7, 2), filter, bias);
        Imported imported = read(output);
        assertThat(imported.text(0))
                .isEqualTo("conv2d float32 NHWC VALID g1mb1ic2ih6iw7oc2oh4ow3kh3kw2sh1sw2ph0pw0dh0dw0 bias");
        assertThat(imported.text(1)).isEqualTo("relu6 [1, 4, 3, 2]");
        // [o, h, w, i] is number ((o * 3 + h) * 2 + w) * 2 + i of the file.
        assertThat(imported.weights().get(0)).startsWith(0, 12, 1, 13, 2, 14);
    }

    @Test
    void aDepthwiseFilterStaysAsItIs() throws FileFormatException {
        int filter = model.floats(counting(9 * 4), 1, 3, 3, 4);
        Table options = new Table().with(1, 1).with(2, 1).with(3, 2).with(5, 2).with(6, 3);
        int output = model.operator(4, options, new int[] {1, 8, 8, 4}, model.input(1, 8, 8, 2), filter);
        Imported imported = read(output);
        assertThat(imported.text(0))
                .isEqualTo("depthwise_conv2d float32 NHWC SAME " + "g2mb1ic2ih8iw8oc4oh8ow8kh3kw3sh1sw1ph3pw2dh2dw1");
        assertThat(imported.weights().get(0)).startsWith(0, 1, 2, 3, 4);
    }

    @Test
    void aDenseLayerIsTransposed() throws FileFormatException {
        int weights = model.floats(counting(6), 2, 3);
        int output = model.operator(9, new Table().with(0, (byte) 1), new int[] {4, 2}, model.input(4, 3), weights);
        Imported imported = read(output);
        assertThat(imported.weights().get(1)).containsExactly(0, 3, 1, 4, 2, 5);
        assertThat(imported.outputs()).containsExactly(Shape.of(4, 2));
    }

    @Test
    void theTransposedConvolutionsKeepTheirInputsLast() throws FileFormatException {
        int filter = model.floats(counting(2 * 2 * 2 * 3), 2, 2, 2, 3);
        int bias = model.floats(new float[2], 2);
        byte[] options = ByteBuffer.allocate(12)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(1)
                .putInt(2)
                .putInt(3)
                .array();
        int image = model.input(1, 4, 5, 3);
        int output = model.custom("Convolution2DTransposeBias", options, new int[] {1, 12, 10, 2}, image, filter, bias);
        int shape = model.integers(1, 8, 10, 2);
        Table plain = new Table().with(1, 2).with(2, 2);
        model.operator(67, plain, new int[] {1, 8, 10, 2}, shape, filter, image);
        Imported imported = read(output);
        assertThat(imported.text(0))
                .isEqualTo("conv2d_transpose [1, 4, 5, 3] SAME filter [2, 2, 2, 3] strides 3x2 to 12x10 bias");
        assertThat(imported.text(1))
                .isEqualTo("conv2d_transpose [1, 4, 5, 3] SAME filter [2, 2, 2, 3] strides 2x2 to 8x10");
        // [o, h, w, i] of the file becomes [h, w, o, i].
        assertThat(imported.weights().get(0)).startsWith(0, 1, 2, 12, 13, 14, 3, 4, 5);
    }

    @Test
    void operatorsOnImagesAreTranslated() throws FileFormatException {
        int image = model.input(2, 6, 8, 3);
        Table window =
                new Table().with(0, (byte) 1).with(1, 2).with(2, 1).with(3, 3).with(4, 2);
        int pooled = model.operator(17, window, new int[] {2, 5, 3, 3}, image);
        int mean =
                model.operator(40, new Table().with(0, (byte) 1), new int[] {2, 1, 1, 3}, pooled, model.integers(2, 1));
        int flat = model.operator(40, NO_OPTIONS, new int[] {2, 3}, pooled, model.integers(-3, -2));
        int resized =
                model.operator(23, new Table().with(3, (byte) 1), new int[] {2, 9, 9, 3}, pooled, model.integers(9, 9));
        int nearest = model.operator(97, NO_OPTIONS, new int[] {2, 10, 3, 3}, pooled, model.integers(10, 3));
        int padded = model.operator(
                34, NO_OPTIONS, new int[] {2, 12, 9, 4}, resized, model.integers(0, 0, 1, 2, 0, 0, 0, 1));
        int gated = model.operator(18, new Table().with(0, (byte) 1), new int[] {2, 5, 3, 3}, pooled, mean);
        int joined = model.operator(2, new Table().with(0, -1), new int[] {2, 5, 3, 6}, pooled, gated);
        int padded2 =
                model.operator(34, NO_OPTIONS, new int[] {2, 5, 3, 4}, pooled, model.integers(0, 0, 0, 0, 0, 0, 0, 1));
        int spread = model.operator(5, new Table().with(0, 2), new int[] {2, 10, 6, 1}, padded2);
        Imported imported =
                read(model.outputs(flat, nearest, padded, joined, spread).bytes(), 0);
        assertThat(imported.nodes().stream().map(Node::describe))
                .containsExactly(
                        "max_pool2d [2, 6, 8, 3] VALID window 2x3 strides 1x2",
                        "avg_pool2d [2, 5, 3, 3] VALID window 5x3 strides 1x1",
                        "avg_pool2d [2, 5, 3, 3] VALID window 5x3 strides 1x1",
                        "reshape [2, 3]",
                        "resize_bilinear [2, 5, 3, 3] to 9x9",
                        "resize_nearest [2, 5, 3, 3] to 10x3",
                        "pad [2, 9, 9, 3] by [0, 1, 0, 0] and [0, 2, 0, 1]",
                        "multiply [2, 5, 3, 3] and [2, 1, 1, 3]",
                        "relu [2, 5, 3, 3]",
                        "concat [[2, 5, 3, 3], [2, 5, 3, 3]] along axis 3",
                        "pad [2, 5, 3, 3] by [0, 0, 0, 0] and [0, 0, 0, 1]",
                        "depth_to_space [2, 5, 3, 4] in blocks of 2x2");
    }

    @Test
    void activationsAreTranslated() throws FileFormatException {
        int x = model.input(2, 6);
        int[] dims = {2, 6};
        int[] codes = {14, 19, 20, 21, 28, 111, 117, 150};
        for (int code : codes) {
            x = model.operator(code, null, dims, x);
        }
        x = model.operator(98, new Table().with(0, 0.25f), dims, x);
        x = model.operator(150, new Table().with(0, (byte) 1), dims, x);
        x = model.operator(54, null, dims, x, model.floats(new float[6], 1, 1, 6));
        x = model.operator(25, new Table().with(0, 1f), dims, x);
        Imported imported = read(x);
        assertThat(imported.nodes().stream().map(Node::operator).map(Operator::text))
                .containsExactly(
                        "sigmoid",
                        "relu",
                        "clip",
                        "relu6",
                        "tanh",
                        "elu",
                        "hard_swish",
                        "gelu_erf",
                        "leaky_relu",
                        "gelu_tanh",
                        "prelu",
                        "softmax");
        LayerProblem leaky = imported.nodes().get(8).problemOrNull();
        assertThat(leaky).hasToString(Activation.leakyRelu(0.25f) + " [2, 6]");
    }

    @Test
    void halfWeightsBecomeFloatsAndAreSharedByTheirReaders() throws FileFormatException {
        ByteBuffer halves = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN);
        halves.putShort((short) 0x3c00).putShort((short) 0xc100);
        int source = model.data(TensorType.FLOAT16, halves.array(), 1, 1, 1, 2);
        int filter = model.operator(6, null, new int[] {1, 1, 1, 2}, source);
        int image = model.input(1, 2, 2, 2);
        Table options = new Table().with(1, 1).with(2, 1).with(3, 1);
        int first = model.operator(4, options, new int[] {1, 2, 2, 2}, image, filter);
        int second = model.operator(4, options, new int[] {1, 2, 2, 2}, first, filter);
        Imported imported = read(second);
        assertThat(imported.weights().get(1)).containsExactly(1, -2.5f);
        assertThat(((Operator.Convolution) imported.nodes().get(0).operator()).filter())
                .isSameAs(((Operator.Convolution) imported.nodes().get(1).operator()).filter());
    }

    @Test
    void everyHalfIsTheFloatOfTheSameValue() {
        for (int bits = 0; bits < 1 << 16; bits++) {
            int exponent = bits >> 10 & 31;
            double fraction = (bits & 1023) / 1024.0;
            double size = exponent == 0 ? fraction * Math.pow(2, -14) : (1 + fraction) * Math.pow(2, exponent - 15);
            if (exponent == 31) {
                size = fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
            }
            float expected = (float) (bits < 1 << 15 ? size : -size);
            float actual = ModelTensor.half((short) bits);
            boolean same = Float.isNaN(expected) ? Float.isNaN(actual) : Float.compare(actual, expected) == 0;
            assertThat(same).as("half %x is %s", bits, actual).isTrue();
        }
    }

    @Test
    void anotherBatchChangesShapesThatBeginWithTheBatch() throws FileFormatException {
        int image = model.input(1, 2, 2, 3);
        int flat = model.operator(22, new Table().with(0, new int[] {1, -1}), new int[] {1, 12}, image);
        int joined = model.operator(2, new Table().with(0, 1), new int[] {1, 24}, flat, flat);
        assertThat(read(model.outputs(joined).bytes(), 5).outputs()).containsExactly(Shape.of(5, 24));
        int stacked = model.operator(2, new Table().with(0, 0), new int[] {2, 12}, flat, flat);
        assertThatThrownBy(() -> read(model.outputs(stacked).bytes(), 5))
                .hasMessageContainingAll("CONCATENATION", "axis of the batch");
        assertThat(read(stacked).outputs()).containsExactly(Shape.of(2, 12));
    }

    /** As Keras writes Flatten and UpSampling2D for any batch. */
    @Test
    void sizesAreComputedFromShapesForEveryBatch() throws FileFormatException {
        int image = model.input(1, 2, 3, 4);
        int shape = model.integerOperator(77, null, new int[] {4}, image);
        int batch = model.integerOperator(
                45, new Table().with(4, 1), new int[0], shape, model.integers(0), model.integers(1), model.integers(1));
        int wanted = model.integerOperator(83, new Table().with(0, 2), new int[] {2}, batch, model.integers(24));
        int flat = model.operator(22, null, new int[] {1, 24}, image, wanted);
        int size = model.integerOperator(
                45, new Table(), new int[] {2}, shape, model.integers(1), model.integers(3), model.integers(1));
        int twice = model.integerOperator(18, NO_OPTIONS, new int[] {2}, size, model.integers(2, 2));
        Table centers = new Table().with(3, (byte) 1);
        int large = model.operator(23, centers, new int[] {1, 4, 6, 4}, image, twice);
        byte[] bytes = model.outputs(flat, large).bytes();
        assertThat(read(bytes, 0).outputs()).containsExactly(Shape.of(1, 24), Shape.of(1, 4, 6, 4));
        assertThat(read(bytes, 5).outputs()).containsExactly(Shape.of(5, 24), Shape.of(5, 4, 6, 4));
    }

    @Test
    void aConvolutionOfADividedImageBecomesADilatedOne() throws FileFormatException {
        int image = model.input(1, 7, 8, 2);
        int divided = model.operator(
                38, null, new int[] {4, 6, 6, 2}, image, model.integers(2, 2), model.matrix(2, 2, 3, 2, 2));
        Table options = new Table().with(0, (byte) 1).with(1, 1).with(2, 1).with(3, (byte) 1);
        int filter = model.floats(counting(9 * 2 * 3), 3, 3, 3, 2);
        int convolved = model.operator(3, options, new int[] {4, 4, 4, 3}, divided, filter);
        int joined = model.operator(
                37, null, new int[] {1, 7, 8, 3}, convolved, model.integers(2, 2), model.matrix(2, 0, 1, 0, 0));
        int biased = model.operator(0, NO_OPTIONS, new int[] {1, 7, 8, 3}, joined, model.floats(counting(3), 3));
        try (CloseStack owner = new CloseStack()) {
            Graph graph = Importer.read(ByteBuffer.wrap(model.outputs(biased).bytes()), 0, owner);
            List<Node> nodes = GraphRewriter.fuse(graph, owner, 2).nodes();
            assertThat(nodes.stream().map(Node::describe)).anyMatch(text -> text.contains("dh1dw1 relu"));
            assertThat(nodes).hasSize(4);
        }
    }

    @Test
    void theFirstSubgraphAndNumbersBehindTheTablesAreRead() throws FileFormatException {
        int numbers = model.floats(new float[2], 2);
        int sum = model.operator(0, NO_OPTIONS, new int[] {1, 2}, model.input(1, 2), numbers);
        Table root = model.outputs(sum).root();
        List<?> graphs = (List<?>) root.get(2);
        root.with(2, List.of(graphs.get(0), new Table()));
        byte[] tables = FlatWriter.write(root, "TFL3");
        assertThat(read(tables, 0).outputs()).containsExactly(Shape.of(1, 2));
        Table buffer = (Table) ((List<?>) root.get(4)).get(1);
        buffer.with(0, new byte[0]).with(1, (long) tables.length + 64).with(2, 8L);
        byte[] whole = Arrays.copyOf(FlatWriter.write(root, "TFL3"), tables.length + 72);
        ByteBuffer.wrap(whole)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putFloat(tables.length + 64, 7)
                .putFloat(tables.length + 68, -8);
        try (CloseStack owner = new CloseStack()) {
            Node constant =
                    Importer.read(ByteBuffer.wrap(whole), 0, owner).nodes().get(1);
            assertThat(((Operator.Constant) constant.operator()).values().toFloatArray())
                    .containsExactly(7, -8);
        }
        assertThatThrownBy(() -> read(Arrays.copyOf(whole, whole.length - 1), 0))
                .hasMessageContaining("the file refers to");
    }
}
