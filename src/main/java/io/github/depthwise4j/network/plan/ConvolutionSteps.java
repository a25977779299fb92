package io.github.depthwise4j.network.plan;

import io.github.depthwise4j.memory.CloseStack;
import io.github.depthwise4j.network.graph.Graph;
import io.github.depthwise4j.network.graph.Node;
import io.github.depthwise4j.network.graph.Operator;
import io.github.depthwise4j.plan.Planner;
import io.github.depthwise4j.plan.base.ConvolutionPlan;
import io.github.depthwise4j.plan.base.Planning;
import io.github.depthwise4j.problem.ConvolutionProblem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes the steps of all convolutions of a graph: plans first, then packed filters. Convolutions that differ in their
 * numbers only share a plan.
 */
final class ConvolutionSteps {
    private ConvolutionSteps() {}

    /**
     * The step of each convolution.
     *
     * @param roots the root of each node
     * @param owner closes what the steps use
     */
    static Map<Node, Step> of(Graph graph, int[] roots, Planning planning, CloseStack owner) {
        List<Node> nodes = new ArrayList<>();
        List<List<ConvolutionProblem>> problems = new ArrayList<>();
        for (Node node : graph.nodes()) {
            if (node.operator() instanceof Operator.Convolution) {
                nodes.add(node);
                problems.add(ConvolutionPart.problemsOf(node));
            }
        }
        Map<ConvolutionProblem, ConvolutionPlan> plans = plans(problems, planning, owner);
        CloseStack[] filters = new CloseStack[nodes.size()];
        Step[] steps = new Step[nodes.size()];
        try {
            Preparation.run(steps.length, planning, i -> {
                filters[i] = new CloseStack();
                steps[i] = new ConvolutionStep(
                        nodes.get(i), roots, ConvolutionPart.of(nodes.get(i), problems.get(i), plans::get, filters[i]));
            });
        } finally {
            for (CloseStack each : filters) {
                if (each != null) {
                    owner.add(each, each.byteSize(), each::close);
                }
            }
        }
        Map<Node, Step> stepOf = new HashMap<>();
        for (int i = 0; i < steps.length; i++) {
            stepOf.put(nodes.get(i), steps[i]);
        }
        return stepOf;
    }

    /** The plan of each problem. The owner closes them, also those made before one failed. */
    private static Map<ConvolutionProblem, ConvolutionPlan> plans(
            List<List<ConvolutionProblem>> problems, Planning planning, CloseStack owner) {
        List<ConvolutionProblem> different =
                problems.stream().flatMap(List::stream).distinct().toList();
        ConvolutionPlan[] made = new ConvolutionPlan[different.size()];
        try {
            Preparation.run(made.length, planning, i -> made[i] = Planner.plan(different.get(i), planning));
        } finally {
            for (ConvolutionPlan each : made) {
                if (each != null) {
                    owner.add(each, each::close);
                }
            }
        }
        Map<ConvolutionProblem, ConvolutionPlan> plans = new HashMap<>();
        for (int i = 0; i < made.length; i++) {
            plans.put(different.get(i), made[i]);
        }
        return plans;
    }
}
