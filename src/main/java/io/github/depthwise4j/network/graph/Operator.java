package io.github.depthwise4j.network.graph;

import io.github.depthwise4j.problem.Activation;
import io.github.depthwise4j.problem.ConvolutionParameters;
import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.problem.Fusion;
import io.github.depthwise4j.problem.layer.LayerProblem;
import io.github.depthwise4j.tensor.DataType;
import io.github.depthwise4j.tensor.Shape;
import io.github.depthwise4j.tensor.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a node does. The tensors belong to whoever made the graph. */
public sealed interface Operator {
    /** {@return TensorFlow's name of the operation} */
    String text();

    /** An input of the network. */
    record Input() implements Operator {
        @Override
        public String text() {
            return "input";
        }
    }

    /** Numbers that never change. */
    record Constant(Tensor values) implements Operator {
        @Override
        public String text() {
            return "constant";
        }
    }

    /** The same numbers in another shape. */
    record Reshape() implements Operator {
        @Override
        public String text() {
            return "reshape";
        }
    }

    /**
     * A convolution of the first input in NHWC order. The second input, if there is one, is the residual.
     *
     * @param filterShape the shape of the filter, whose numbers may be in a tensor of another shape
     * @param bias null if there is none
     */
    record Convolution(
            ConvolutionParameters parameters,
            Shape filterShape,
            Tensor filter,
            @Nullable Tensor bias,
            boolean residual,
            Activation activation)
            implements Operator {
        /** The problem for an input. */
        public ConvolutionProblem problem(Shape input) {
            return new ConvolutionProblem(
                    parameters, DataType.FLOAT32, input, filterShape, new Fusion(bias != null, residual, activation));
        }

        /** The same convolution with something fused into it. */
        Convolution with(boolean added, Activation activated) {
            return new Convolution(parameters, filterShape, filter, bias, added, activated);
        }

        /** The same convolution with a bias and an activation. */
        Convolution with(Tensor biasNumbers, Activation activated) {
            return new Convolution(parameters, filterShape, filter, biasNumbers, residual, activated);
        }

        /** The same convolution with other parameters and an activation. */
        Convolution with(ConvolutionParameters changed, Activation activated) {
            return new Convolution(changed, filterShape, filter, bias, residual, activated);
        }

        @Override
        public String text() {
            return parameters.operation().toString();
        }
    }

    /**
     * Any other layer.
     *
     * @param weights the tensors of the problem's last inputs; the nodes before are its first inputs
     */
    record Layer(LayerProblem problem, List<Tensor> weights) implements Operator {
        @Override
        public String text() {
            return problem.operation();
        }
    }
}
