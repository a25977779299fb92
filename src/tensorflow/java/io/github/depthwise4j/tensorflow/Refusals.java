package io.github.depthwise4j.tensorflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.depthwise4j.problem.ConvolutionParameters;
import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.problem.Fusion;
import io.github.depthwise4j.problem.InvalidProblemException;
import io.github.depthwise4j.problem.Padding;
import io.github.depthwise4j.problem.SeparableProblem;
import io.github.depthwise4j.tensor.DataFormat;
import io.github.depthwise4j.tensor.DataType;
import io.github.depthwise4j.tensor.Shape;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Wrong calls: those of the error vectors, and random ones. Whether TensorFlow refuses what this library refuses. */
final class Refusals {
    private static final String VECTORS = "/vectors/tf-vectors.json";

    /** What the two make of a call. */
    private enum Verdict {
        BOTH("both refuse"),
        BOTH_COMPUTE("both compute"),
        PYTHON("this library and TensorFlow's Python layer refuse; the kernels were not asked"),
        STRIDE_AND_DILATION("this library refuses stride with dilation, TensorFlow documents that and computes"),
        EMPTY_FILTER("this library refuses a filter without elements, TensorFlow's Eigen kernel answers with zeros"),
        DROPPED_PADDING("this library refuses padding of batch or channels, TensorFlow drops it where it dilates"),
        ONLY_OURS("DISAGREEMENT, only this library refuses"),
        ONLY_TENSORFLOW("DISAGREEMENT, only TensorFlow refuses");

        private final String text;

        Verdict(String text) {
            this.text = text;
        }
    }

    private final Kernels kernels;
    private final Map<Verdict, Integer> counts = new TreeMap<>();
    private final List<String> disagreements = new ArrayList<>();

    Refusals(Kernels kernels) {
        this.kernels = kernels;
    }

    /** A call, its padding as the caller wrote it, and a name for it. */
    record WrongCall(String name, TensorFlowCall call, String padding) {}

    void add(WrongCall wrong) {
        Verdict verdict = verdict(wrong);
        counts.merge(verdict, 1, Integer::sum);
        if (verdict == Verdict.ONLY_OURS || verdict == Verdict.ONLY_TENSORFLOW) {
            disagreements.add(
                    verdict.text + ": " + wrong.name() + ": " + kindOfOurs(wrong) + " / " + messageOfTensorFlow(wrong));
        }
    }

    private Verdict verdict(WrongCall wrong) {
        String kind = kindOfOurs(wrong);
        if (kind != null && decidedInPython(wrong.call())) {
            return Verdict.PYTHON;
        }
        boolean refused = messageOfTensorFlow(wrong) != null;
        if (kind == null) {
            return refused ? Verdict.ONLY_TENSORFLOW : Verdict.BOTH_COMPUTE;
        }
        if (refused) {
            return Verdict.BOTH;
        }
        if (kind.equals("stride_and_dilation")) {
            return Verdict.STRIDE_AND_DILATION;
        }
        if (kind.equals("padding") && wrong.call().isDepthwise() && wrong.call().isDilated()) {
            return Verdict.DROPPED_PADDING;
        }
        if (kind.equals("empty_filter") && wrong.call().isDepthwise() && kernels == Kernels.EIGEN) {
            return Verdict.EMPTY_FILTER;
        }
        return Verdict.ONLY_OURS;
    }

    /** {@code _WithSpaceToBatch} and {@code separable_conv2d} check these before any kernel is asked. */
    private static boolean decidedInPython(TensorFlowCall call) {
        boolean dilations =
                call.dilations().size() != 2 || call.dilations().stream().anyMatch(value -> value < 1);
        boolean pointwise = call.isSeparable()
                && (call.shapes().get(2).length != 4
                        || call.shapes().get(2)[0] != 1
                        || call.shapes().get(2)[1] != 1);
        return call.isDepthwise() && dilations || pointwise;
    }

    private static DataFormat format(String name) {
        try {
            return DataFormat.valueOf(name);
        } catch (IllegalArgumentException e) {
            throw new InvalidProblemException("data_format", e.getMessage());
        }
    }

    /** Null if this library does not refuse. */
    private static String kindOfOurs(WrongCall wrong) {
        TensorFlowCall call = wrong.call();
        int[] strides = call.strides().stream().mapToInt(Long::intValue).toArray();
        int[] dilations = call.dilations().stream().mapToInt(Long::intValue).toArray();
        List<Shape> shapes = call.shapes().stream().map(Shape::of).toList();
        try {
            DataFormat format = format(call.dataFormat());
            Padding padding = Padding.parse(wrong.padding());
            if (!call.isDepthwise()) {
                new ConvolutionProblem(
                        ConvolutionParameters.conv2d(strides, padding, format, dilations, null),
                        DataType.FLOAT32,
                        shapes.get(0),
                        shapes.get(1),
                        Fusion.NONE);
                return null;
            }
            ConvolutionParameters parameters =
                    ConvolutionParameters.depthwiseConv2d(strides, padding, format, dilations, null);
            if (call.isSeparable()) {
                SeparableProblem.of(
                        parameters,
                        DataType.FLOAT32,
                        shapes.get(0),
                        shapes.get(1),
                        shapes.get(2),
                        Fusion.NONE,
                        Fusion.NONE);
            } else {
                new ConvolutionProblem(parameters, DataType.FLOAT32, shapes.get(0), shapes.get(1), Fusion.NONE);
            }
            return null;
        } catch (InvalidProblemException e) {
            return e.kind();
        }
    }

    /** Null if TensorFlow does not refuse. */
    private String messageOfTensorFlow(WrongCall wrong) {
        List<float[]> values = wrong.call().shapes().stream()
                .map(shape -> new float[Math.toIntExact(Shape.of(shape).elementCount())])
                .toList();
        try (TensorFlowProgram program = new TensorFlowProgram(wrong.call(), kernels)) {
            program.run(values);
            return null;
        } catch (TensorFlowRefusal e) {
            return e.getMessage();
        }
    }

    int disagreements() {
        return disagreements.size();
    }

    String table(String title) {
        return Stream.concat(
                        counts.entrySet().stream()
                                .map(entry -> "  " + title + ": " + entry.getKey().text + ": " + entry.getValue()),
                        disagreements.stream().map(line -> "    " + line))
                .collect(Collectors.joining(System.lineSeparator(), "", System.lineSeparator()));
    }

    /** The calls of the error vectors. */
    static List<WrongCall> vectors() {
        try (InputStream in = Objects.requireNonNull(Refusals.class.getResourceAsStream(VECTORS), VECTORS)) {
            JsonNode cases = new ObjectMapper().readTree(in).required("cases");
            return StreamSupport.stream(cases.spliterator(), false)
                    .filter(node -> node.required("expected").has("error"))
                    .map(Refusals::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static WrongCall read(JsonNode node) {
        JsonNode padding = node.required("padding");
        String text = padding.isTextual() ? padding.textValue() : padding.toString();
        List<long[]> shapes = Stream.of("input", "filter", "pointwise_filter")
                .filter(node::has)
                .map(tensor -> node.get(tensor).required("shape"))
                .map(shape -> longs(shape).stream().mapToLong(Long::longValue).toArray())
                .toList();
        TensorFlowCall call = TensorFlowCall.withPaddingText(
                node.required("op").textValue(),
                node.required("data_format").textValue(),
                longs(node.required("strides")),
                text,
                longs(node.required("dilations")),
                shapes);
        return new WrongCall(
                node.required("id").textValue() + " " + call.operation() + " "
                        + shapes.stream().map(Arrays::toString).toList(),
                call,
                text);
    }

    private static List<Long> longs(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::longValue)
                .toList();
    }
}
