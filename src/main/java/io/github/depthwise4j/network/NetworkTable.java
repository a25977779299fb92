package io.github.depthwise4j.network;

import io.github.depthwise4j.network.graph.Node;
import io.github.depthwise4j.network.graph.Operator;
import io.github.depthwise4j.network.plan.NetworkPlan;
import io.github.depthwise4j.network.plan.StepView;
import io.github.depthwise4j.problem.Activation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Prints a network as a table. */
final class NetworkTable {
    private static final int LONGEST_NAME = 40;
    private static final double MILLION = 1e6;

    private NetworkTable() {}

    static String of(NetworkPlan plan) {
        List<String[]> rows = new ArrayList<>();
        rows.add(new String[] {"", "layer", "operation", "output", "10^6 multiply-adds", "threads", "computed by"});
        double all = 0;
        for (int i = 0; i < plan.stepCount(); i++) {
            StepView step = plan.step(i);
            double multiplyAdds = step.isCopy() ? 0 : multiplyAdds(step.node());
            all += multiplyAdds;
            rows.add(new String[] {
                Integer.toString(i),
                shortName(step.node().name()),
                step.isCopy() ? "copy" : operation(step.node()),
                step.node().shape().toString(),
                multiplyAdds == 0 ? "" : String.format(Locale.ROOT, "%.2f", multiplyAdds),
                Integer.toString(step.mostThreads()),
                step.how()
            });
        }
        return aligned(rows)
                + String.format(
                        Locale.ROOT,
                        "%.1f million multiply-adds; %,d bytes of weights; %,d bytes for each run at a time%n",
                        all,
                        plan.constantBytes(),
                        plan.arenaBytes());
    }

    /** The name; of a long one, the beginning. Converters join the names of fused layers with semicolons. */
    static String shortName(String name) {
        int end = name.indexOf(';');
        String first = end < 0 ? name : name.substring(0, end);
        return first.length() <= LONGEST_NAME ? first : first.substring(0, LONGEST_NAME - 2) + "..";
    }

    /** What the layer computes, and what was taken into it. */
    static String operation(Node node) {
        boolean residual = node.operator() instanceof Operator.Convolution convolution && convolution.residual();
        boolean activated = node.activation().kind() != Activation.Kind.NONE;
        return node.operator().text() + (residual ? " + add" : "") + (activated ? " + " + node.activation() : "");
    }

    private static double multiplyAdds(Node node) {
        return node.operator() instanceof Operator.Convolution convolution
                ? convolution.problem(node.inputs().get(0).shape()).cost().multiplyAdds() / MILLION
                : 0;
    }

    /** The rows with all columns but the last padded to the same width. */
    private static String aligned(List<String[]> rows) {
        int columns = rows.get(0).length;
        int[] widths = new int[columns];
        for (String[] row : rows) {
            for (int column = 0; column < columns; column++) {
                widths[column] = Math.max(widths[column], row[column].length());
            }
        }
        StringBuilder text = new StringBuilder();
        for (String[] row : rows) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < columns; column++) {
                line.append(row[column]).append(" ".repeat(widths[column] - row[column].length() + 2));
            }
            text.append(line.toString().stripTrailing()).append(System.lineSeparator());
        }
        return text.toString();
    }
}
