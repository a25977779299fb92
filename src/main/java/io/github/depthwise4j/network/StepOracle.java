package io.github.depthwise4j.network;

import io.github.depthwise4j.network.graph.Node;
import io.github.depthwise4j.network.graph.Operator;
import io.github.depthwise4j.network.plan.NetworkPlan;
import io.github.depthwise4j.network.plan.StepView;
import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.reference.ErrorBound;
import io.github.depthwise4j.reference.ReferenceConvolution;
import io.github.depthwise4j.reference.ReferenceResult;
import io.github.depthwise4j.reference.layer.ReferenceLayers;
import io.github.depthwise4j.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Computes every step of a run again with the oracle, from the numbers that the step read. */
final class StepOracle implements NetworkPlan.Observer {
    private final List<LayerVerification> results = new ArrayList<>();
    private final Consumer<? super LayerVerification> progress;
    private float[][] inputs = {};

    /** The weights of the network must still be open; {@code progress} hears of each layer. */
    StepOracle(Consumer<? super LayerVerification> progress) {
        this.progress = progress;
    }

    List<LayerVerification> results() {
        return results;
    }

    @Override
    public void before(StepView step) {
        // A step may overwrite its input.
        int count = step.isCopy() ? 0 : step.node().inputs().size();
        inputs = new float[count][];
        for (int i = 0; i < count; i++) {
            inputs[i] = step.input(i);
        }
    }

    @Override
    public void after(StepView step) {
        if (step.isCopy()) {
            return;
        }
        Node node = step.node();
        LayerVerification result =
                new LayerVerification(step.index(), node.name(), node.describe(), worstRatio(node, step.output()));
        results.add(result);
        progress.accept(result);
    }

    private double worstRatio(Node node, float[] actual) {
        if (node.operator() instanceof Operator.Convolution convolution) {
            return worstRatio(convolution, node, actual);
        }
        Operator.Layer layer = (Operator.Layer) node.operator();
        float[][] all = new float[inputs.length + layer.weights().size()][];
        System.arraycopy(inputs, 0, all, 0, inputs.length);
        for (int i = inputs.length; i < all.length; i++) {
            all[i] = layer.weights().get(i - inputs.length).toFloatArray();
        }
        return ReferenceLayers.compute(layer.problem(), all).worstRatio(actual);
    }

    private double worstRatio(Operator.Convolution convolution, Node node, float[] actual) {
        ConvolutionProblem problem = convolution.problem(node.inputs().get(0).shape());
        Tensor bias = convolution.bias();
        ReferenceResult expected = ReferenceConvolution.compute(
                problem,
                inputs[0],
                convolution.filter().toFloatArray(),
                bias == null ? null : bias.toFloatArray(),
                convolution.residual() ? inputs[1] : null);
        ErrorBound bound = ErrorBound.of(problem);
        double worst = 0;
        for (int i = 0; i < actual.length; i++) {
            double error = ErrorBound.error(actual[i], expected.value(i));
            double allowed = bound.of(expected, i);
            if (error > 0 && allowed != Double.POSITIVE_INFINITY) {
                worst = Math.max(worst, error / allowed);
            }
        }
        return worst;
    }
}
