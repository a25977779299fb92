package io.github.depthwise4j.examples;

import io.github.depthwise4j.tensor.Shape;
import io.github.depthwise4j.tensor.Tensor;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;

/**
 * A network ready to run for one input shape: every operation is built and planned, and every tensor between the layers
 * allocated, when the network is made. Running it allocates nothing.
 *
 * <p>A network is for one thread at a time, as its tensors are used again in every run; give each thread its own. The
 * memory of the tensors goes back some time after {@link #close()}, when the garbage collector has found them
 * unreachable.
 *
 * <pre>{@code
 * try (NpzWeights weights = NpzWeights.open(Path.of("mobilenet_v1.npz"));
 *         Network network = Network.of(MobileNetV1.of(224, 1), weights)) {
 *     float[] probabilities = network.infer(image);
 * }
 * }</pre>
 */
public final class Network implements AutoCloseable {
    private final Shape inputShape;
    private final List<PlannedLayer> layers;
    private final ReusedTensors tensors;
    private final Tensor output;
    private final FloatBuffer outputView;
    private final float[] outputValues;

    private Network(Shape inputShape, List<PlannedLayer> layers) {
        this.inputShape = inputShape;
        this.layers = layers;
        this.tensors = new ReusedTensors(layers);
        this.output = tensors.result(layers.size());
        this.outputView = output.asFloatBuffer();
        this.outputValues = new float[outputView.remaining()];
    }

    /**
     * {@return a network, which the caller closes}
     *
     * @param architecture its layers, one or more
     * @param weights its numbers, which are copied
     */
    public static Network of(Architecture architecture, Weights weights) {
        LayerPlanner planner = new LayerPlanner(weights);
        List<PlannedLayer> layers = new ArrayList<>();
        Shape shape = architecture.inputShape();
        try {
            for (Layer layer : architecture.layers()) {
                if (layer.kind != Layer.Kind.INPUT) {
                    layers.add(planner.plan(layer, shape));
                    shape = layers.get(layers.size() - 1).outputShape();
                }
            }
            return new Network(architecture.inputShape(), layers);
        } catch (RuntimeException | Error e) {
            layers.forEach(planned -> planned.computation().close());
            throw e;
        }
    }

    /**
     * Runs the network.
     *
     * @param input of shape {@link #inputShape()}; it is not changed
     * @return the result, in a tensor that belongs to the network and is overwritten by the next run
     */
    public Tensor run(Tensor input) {
        checkInput(input);
        for (int i = 0; i < layers.size(); i++) {
            runLayer(layers.get(i), input);
        }
        return output;
    }

    /**
     * Runs the network.
     *
     * @param image of shape {@link #inputShape()}; it is not changed
     * @return the numbers of the result, in an array that belongs to the network and is overwritten by the next call
     */
    public float[] infer(Tensor image) {
        run(image);
        outputView.get(0, outputValues);
        return outputValues;
    }

    /**
     * Runs the network and tells after each layer that it is done, when its result is there and not overwritten yet.
     *
     * @param input of shape {@link #inputShape()}; it is not changed
     */
    void run(Tensor input, Consumer<PlannedLayer> afterEach) {
        checkInput(input);
        for (PlannedLayer layer : layers) {
            runLayer(layer, input);
            afterEach.accept(layer);
        }
    }

    private void runLayer(PlannedLayer planned, Tensor input) {
        Layer layer = planned.layer();
        Tensor residual = layer.residual == null ? null : result(layer.residual.index, input);
        planned.computation().run(result(layer.index - 1, input), residual, tensors.result(layer.index));
    }

    private Tensor result(int index, Tensor input) {
        return index == 0 ? input : tensors.result(index);
    }

    private void checkInput(Tensor input) {
        if (!input.shape().equals(inputShape)) {
            throw new IllegalArgumentException("the input has shape " + input.shape()
                    + ", but the network was made for " + inputShape + "; pass that, or make another network");
        }
    }

    /** {@return the shape of the input} */
    public Shape inputShape() {
        return inputShape;
    }

    /** {@return the shape of the result} */
    public Shape outputShape() {
        return output.shape();
    }

    /** The layers behind the input. */
    List<PlannedLayer> layers() {
        return Collections.unmodifiableList(layers);
    }

    /** The result of a layer, which the layers after it may have overwritten. */
    Tensor result(PlannedLayer layer) {
        return tensors.result(layer.layer().index);
    }

    /** How much memory the results of all layers share. */
    ReusedTensors tensors() {
        return tensors;
    }

    @Override
    public void close() {
        layers.forEach(planned -> planned.computation().close());
        tensors.close();
    }

    @Override
    public String toString() {
        return layers.size() + " layers, from " + Arrays.toString(inputShape.dims()) + " to " + output.shape();
    }
}
