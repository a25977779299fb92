package io.github.depthwise4j.problem;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Writes the one-line form of a problem; {@link ProblemParser} reads it. */
final class ProblemFormatter {
    private ProblemFormatter() {}

    static String format(ConvolutionProblem problem) {
        ConvolutionParameters parameters = problem.parameters();
        StringBuilder line = new StringBuilder()
                .append(parameters.operation())
                .append(' ')
                .append(problem.dataType())
                .append(' ')
                .append(parameters.dataFormat())
                .append(' ')
                .append(parameters.padding())
                .append(' ')
                .append(sizes(problem.geometry()));
        int batchAxes = problem.inputShape().rank() - 3;
        if (batchAxes > 1) {
            line.append(" batch=")
                    .append(IntStream.range(0, batchAxes)
                            .mapToObj(axis -> Long.toString(problem.inputShape().dim(axis)))
                            .collect(Collectors.joining("x")));
        }
        if (problem.hasBias()) {
            line.append(" bias");
        }
        if (problem.fusion().residual()) {
            line.append(" residual");
        }
        if (problem.fusion().activation().kind() != Activation.Kind.NONE) {
            line.append(' ').append(problem.fusion().activation());
        }
        if (!parameters.name().isEmpty()) {
            line.append(" n\"").append(escape(parameters.name())).append('"');
        }
        return line.toString();
    }

    private static String sizes(ConvolutionGeometry geometry) {
        SpatialAxis h = geometry.height();
        SpatialAxis w = geometry.width();
        return "g" + geometry.g() + "mb" + geometry.mb() + "ic" + geometry.ic() + "ih" + h.input() + "iw" + w.input()
                + "oc"
                + geometry.oc() + "oh" + h.output() + "ow" + w.output() + "kh" + h.filter() + "kw" + w.filter() + "sh"
                + h.stride() + "sw" + w.stride() + "ph" + h.padBefore() + "pw" + w.padBefore() + "dh"
                + (h.dilation() - 1)
                + "dw" + (w.dilation() - 1);
    }

    /** Backslash, quotation mark and control characters as in a Java string, so that the form stays on one line. */
    private static String escape(String name) {
        StringBuilder out = new StringBuilder();
        for (char c : name.toCharArray()) {
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (Character.isISOControl(c) || c == '\u2028' || c == '\u2029') {
                out.append(String.format("\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }
}
