package io.github.depthwise4j.abuse;

import io.github.depthwise4j.Conv2d;
import io.github.depthwise4j.DepthwiseConv2d;
import io.github.depthwise4j.SeparableConv2d;
import io.github.depthwise4j.network.Layer;
import io.github.depthwise4j.network.Network;
import io.github.depthwise4j.network.NetworkBuilder;
import io.github.depthwise4j.problem.ConvolutionParameters;
import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.problem.Fusion;
import io.github.depthwise4j.problem.Operation;
import io.github.depthwise4j.problem.Problem;
import io.github.depthwise4j.problem.SeparableProblem;
import io.github.depthwise4j.reference.Elements;
import io.github.depthwise4j.reference.RandomProblems;
import io.github.depthwise4j.tensor.Shape;
import io.github.depthwise4j.tensor.Tensor;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;

/** Arguments that fit together, found by the names that parameters have: those of one random problem. */
final class Scenario implements AutoCloseable {
    private static final int MOST_ELEMENTS = 1_500;

    private final Problem problem;
    private final ConvolutionProblem first;
    private final ConvolutionProblem last;
    private final Map<String, Tensor> tensors = new HashMap<>();
    private final Map<String, Object> others = new HashMap<>();
    private final AutoCloseable operation;
    /** Begins a network whose image fits the filter. */
    private final NetworkBuilder networkBuilder = Network.builder();

    private final Layer layer;
    private final Network network;

    Scenario(long seed) {
        Random random = new Random(seed);
        problem = new RandomProblems(~seed, MOST_ELEMENTS, random.nextInt(4) > 0).nextOfAnyOperation();
        first = problem instanceof SeparableProblem separable ? separable.depthwise() : (ConvolutionProblem) problem;
        last = problem instanceof SeparableProblem separable ? separable.pointwise() : first;
        tensor("input", random, problem.inputShape());
        tensor("output", random, problem.outputShape());
        tensor("residual", random, problem.outputShape());
        tensor("filter", random, first.filterShape());
        tensors.put("filters", tensors.get("filter"));
        tensors.put("depthwiseFilter", tensors.get("filter"));
        tensor("pointwiseFilter", random, Shape.of(1, 1, first.geometry().oc(), 1 + random.nextInt(9)));
        if (last != first) {
            tensor("pointwiseFilter", random, last.filterShape());
        }
        tensor("depthwiseBias", random, first.biasShape());
        tensor("bias", random, last.biasShape());
        tensors.put("pointwiseBias", tensors.get("bias"));
        for (String each : new String[] {"gamma", "beta", "mean", "variance"}) {
            tensor(each, random, first.biasShape());
        }
        long channels = first.filterShape().dim(2);
        tensor("kernel", random, Shape.of(channels, 3));
        tensor("image", random, Shape.of(1, 5, 6, channels));
        tensor("networkOutput", random, Shape.of(1, 5, 6, channels));
        tensor("slopes", random, Shape.of(channels));
        tensor("transposedFilter", random, Shape.of(2, 2, 3, channels));
        describe(random);
        operation = build(random.nextBoolean());
        layer = networkBuilder.input("image", 1, 5, 6, channels);
        network = networkBuilder.build(layer.prelu(tensors.get("slopes")));
    }

    private void tensor(String name, Random random, Shape shape) {
        float[] values = new float[(int) shape.elementCount()];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextFloat();
        }
        Tensor old = tensors.put(name, Tensor.of(values, shape.dims()));
        if (old != null) {
            old.close();
        }
    }

    private void describe(Random random) {
        ConvolutionParameters parameters = first.parameters();
        others.put("strides", new int[] {parameters.strideHeight(), parameters.strideWidth()});
        others.put("dilations", new int[] {parameters.dilationHeight(), parameters.dilationWidth()});
        others.put("padding", parameters.padding());
        others.put("dataFormat", parameters.dataFormat());
        others.put("dataType", first.dataType());
        others.put("parameters", parameters);
        others.put("name", random.nextBoolean() ? null : "layer \"" + random.nextInt(9) + "\"");
        others.put("operation", first.operation());
        others.put("fusion", first.fusion());
        others.put("activation", first.fusion().activation());
        others.put("depthwiseFusion", first.fusion());
        others.put(
                "pointwiseFusion",
                problem instanceof SeparableProblem s ? s.pointwise().fusion() : Fusion.NONE);
        others.put("depthwise", first);
        others.put("pointwise", last);
        others.put("line", problem.toString());
        others.put("key", "threads");
        others.put("value", "2");
        others.put("text", random.nextBoolean() ? parameters.padding().toString() : "clip(-1.0,1.5)");
        others.put("epsilon", 0.001f);
        others.put("threads", 1 + random.nextInt(4));
        others.put("index", 0);
        others.put("axis", random.nextInt(4));
        for (String each : new String[] {"stride", "top", "bottom", "left", "right", "channels", "images", "batch"}) {
            others.put(each, 1);
        }
        others.put("window", 2);
        others.put("height", 10);
        others.put("width", 6);
        others.put("maxElements", 1 + random.nextInt(2_000));
    }

    private AutoCloseable build(boolean named) {
        ConvolutionParameters parameters = first.parameters();
        int[] strides = (int[]) others.get("strides");
        int[] dilations = (int[]) others.get("dilations");
        Tensor filter = tensors.get("filter");
        if (problem instanceof SeparableProblem) {
            SeparableConv2d.Builder builder = SeparableConv2d.builder(filter, tensors.get("pointwiseFilter"))
                    .strides(strides)
                    .dilations(dilations)
                    .padding(parameters.padding())
                    .dataFormat(parameters.dataFormat())
                    .name(named ? "separable" : null);
            return (last.fusion().residual() ? builder.residual() : builder).build();
        }
        Tensor bias = first.hasBias() ? tensors.get("bias") : null;
        if (first.operation() == Operation.CONV2D) {
            Conv2d.Builder builder = Conv2d.builder(filter)
                    .strides(strides)
                    .dilations(dilations)
                    .padding(parameters.padding())
                    .dataFormat(parameters.dataFormat())
                    .activation(first.fusion().activation())
                    .bias(bias);
            return (first.fusion().residual() ? builder.residual() : builder).build();
        }
        DepthwiseConv2d.Builder builder = DepthwiseConv2d.builder(filter)
                .strides(strides)
                .dilations(dilations)
                .padding(parameters.padding())
                .dataFormat(parameters.dataFormat())
                .activation(first.fusion().activation())
                .bias(bias);
        return (first.fusion().residual() ? builder.residual() : builder).build();
    }

    /** What fits a parameter of such a name and type; null where nothing does. */
    Object fitting(Class<?> type, String name) {
        Object other = others.get(name);
        if (boxed(type).isInstance(other)) {
            return other;
        }
        Tensor tensor =
                tensors.get(name.endsWith("Shape") ? name.substring(0, name.length() - "Shape".length()) : name);
        if (tensor != null && type == Tensor.class) {
            return tensor;
        }
        if (type == Shape.class && name.equals("shape")) {
            return problem.inputShape();
        }
        if (tensor != null && type == Shape.class) {
            return tensor.shape();
        }
        if (tensor != null && type == float[].class && !tensor.isClosed()) {
            return tensor.toFloatArray();
        }
        if (tensor != null && type == Elements.class && !tensor.isClosed()) {
            return Elements.of(tensor.toFloatArray());
        }
        if (type.isInstance(operation)) {
            return operation;
        }
        for (Object part : new Object[] {networkBuilder, layer, network}) {
            if (type.isInstance(part)) {
                return part;
            }
        }
        if (type == Layer[].class) {
            return new Layer[] {layer};
        }
        if (type == Tensor[].class) {
            return new Tensor[] {tensors.get("image")};
        }
        if (type.isInstance(problem)) {
            return problem;
        }
        if (type == ConvolutionProblem.class) {
            return first;
        }
        return null;
    }

    /** Whether a parameter of that name has to be null, because the problem has no such thing. */
    boolean isAbsent(String name) {
        return switch (name) {
            case "residual" -> !last.fusion().residual();
            case "bias", "pointwiseBias" -> !last.hasBias();
            case "depthwiseBias" -> !first.hasBias();
            default -> false;
        };
    }

    /** The beginning of an operation, or null if the type is no builder. */
    Object builder(Class<?> type) {
        Tensor filter = tensors.get("filter");
        if (filter.isClosed()) {
            return null;
        }
        if (type == DepthwiseConv2d.Builder.class) {
            return DepthwiseConv2d.builder(filter);
        }
        if (type == Conv2d.Builder.class) {
            return Conv2d.builder(filter);
        }
        return type == SeparableConv2d.Builder.class
                ? SeparableConv2d.builder(filter, tensors.get("pointwiseFilter"))
                : null;
    }

    private static Class<?> boxed(Class<?> type) {
        return type == int.class ? Integer.class : type == float.class ? Float.class : type;
    }

    @Override
    public void close() {
        tensors.values().forEach(Tensor::close);
        Shelf.close(operation);
        network.close();
    }
}
