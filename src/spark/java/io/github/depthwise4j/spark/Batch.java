package io.github.depthwise4j.spark;

import io.github.depthwise4j.tensor.DataType;
import io.github.depthwise4j.tensor.Shape;
import io.github.depthwise4j.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * What a task holds outside the heap: its share in an operation or a network, the memory of one batch of inputs and one
 * of results, and a view of the place of each row in both. For one thread.
 */
final class Batch implements AutoCloseable {
    private final Model model;
    private final Tensor input;
    private final Tensor output;
    private final List<Tensor> inputs = new ArrayList<>();
    private final List<Tensor> outputs = new ArrayList<>();

    private Batch(Model model, Tensor input, Tensor output) {
        this.model = model;
        this.input = input;
        this.output = output;
        // A network may give another first axis than the batch; its numbers are those of the rows in their order still.
        try (Tensor rows = output.reshape(size(), output.shape().elementCount() / size())) {
            for (int i = 0; i < size(); i++) {
                inputs.add(input.subTensor(i));
                outputs.add(rows.subTensor(i));
            }
        }
    }

    static Batch open(ModelSource source) {
        Model model = source.open();
        Tensor input = null;
        Tensor output = null;
        try {
            // Zeros: a first batch that is not full must not compute with what was in the memory before.
            input = Tensor.allocate(DataType.FLOAT32, model.inputShape());
            output = Tensor.uninitialized(DataType.FLOAT32, model.outputShape());
            return new Batch(model, input, output);
        } catch (RuntimeException | Error e) {
            if (output != null) {
                output.close();
            }
            if (input != null) {
                input.close();
            }
            model.close();
            throw e;
        }
    }

    /** The number of places. */
    int size() {
        return (int) model.inputShape().dim(0);
    }

    /** The shape of the input of one row. */
    Shape inputShape() {
        return inputs.get(0).shape();
    }

    /** Where the input of a row is written. */
    Tensor input(int place) {
        return inputs.get(place);
    }

    /** Where the result of a row is, until the next run. */
    Tensor output(int place) {
        return outputs.get(place);
    }

    void run() {
        model.run(input, output);
    }

    @Override
    public void close() {
        outputs.forEach(Tensor::close);
        inputs.forEach(Tensor::close);
        output.close();
        input.close();
        model.close();
    }
}
