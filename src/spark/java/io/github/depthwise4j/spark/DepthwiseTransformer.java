package io.github.depthwise4j.spark;

import io.github.depthwise4j.OperationSpec;
import io.github.depthwise4j.problem.Parallelism;
import io.github.depthwise4j.tensor.DataFormat;
import io.github.depthwise4j.tensor.Shape;
import java.util.List;
import org.apache.spark.ml.param.IntArrayParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.types.StructType;

/**
 * Sends a column through an operation: {@code depthwise_conv2d}, {@code conv2d} or {@code separable_conv2d}. The
 * results are the images of the operation, row by row, in its data format.
 */
public final class DepthwiseTransformer extends BatchTransformer {
    private static final long serialVersionUID = 1L;

    private final SpecParam<OperationSpec> operation =
            new SpecParam<>(this, "operation", "the operation, as the spec() of its builder", OperationSpec.class);
    private final IntArrayParam shape = new IntArrayParam(this, "shape", "the shape of one input, without the batch");

    /** A transformer with a new name. */
    public DepthwiseTransformer() {
        this(Identifiable$.MODULE$.randomUID("depthwise"));
    }

    /**
     * A transformer with this name.
     *
     * @param uid the name
     */
    public DepthwiseTransformer(String uid) {
        super(uid);
    }

    /** {@return the parameter: the operation} */
    public Param<OperationSpec> operation() {
        return operation;
    }

    /** {@return the parameter: the shape of one input} */
    public IntArrayParam shape() {
        return shape;
    }

    /**
     * Sets the operation. It is computed with the caller's thread only, whatever it says.
     *
     * @param spec what the operation is, without a residual
     */
    public void setOperation(OperationSpec spec) {
        if (spec.hasResidual()) {
            throw new IllegalArgumentException(
                    "operation: it takes a residual, but a column is one input; build it without residual()");
        }
        set(operation, spec.withParallelism(Parallelism.callerOnly()));
    }

    /**
     * Sets the shape of the input in each row.
     *
     * @param dims in the data format of the operation without the batch, as {@code height, width, channels}
     */
    public void setShape(int... dims) {
        set(shape, dims.clone());
    }

    /**
     * Sets the shape of the input in each row, for Python.
     *
     * @param dims as for {@link #setShape(int...)}
     */
    public void setShape(List<Integer> dims) {
        setShape(dims.stream().mapToInt(Integer::intValue).toArray());
    }

    @Override
    ModelSource source(StructType schema) {
        OperationSpec spec = required(operation);
        int[] dims = required(shape);
        if (readsPictures(schema) && spec.dataFormat() != DataFormat.NHWC) {
            throw new IllegalArgumentException("DepthwiseTransformer: the operation has dataFormat " + spec.dataFormat()
                    + ", but pictures are NHWC; build it with NHWC");
        }
        long[] batch = new long[dims.length + 1];
        batch[0] = batch();
        for (int i = 0; i < dims.length; i++) {
            batch[i + 1] = dims[i];
        }
        Shape input = Shape.of(batch);
        // Refuses a shape that the operation cannot compute, on the driver.
        spec.outputShape(input);
        return ModelSource.of(spec, input);
    }

    /** {@return what reads a saved transformer} */
    public static MLReader<DepthwiseTransformer> read() {
        return new DefaultParamsReader<>();
    }

    /**
     * {@return a saved transformer}
     *
     * @param path where it was saved
     */
    public static DepthwiseTransformer load(String path) {
        return read().load(path);
    }
}
