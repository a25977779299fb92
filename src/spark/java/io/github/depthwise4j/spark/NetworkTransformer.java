package io.github.depthwise4j.spark;

import io.github.depthwise4j.network.NetworkSpec;
import io.github.depthwise4j.problem.Parallelism;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.types.StructType;

/**
 * Sends a column through a whole network with one input, and adds a column with one output. The shape of a row is that
 * of the network's input without the batch.
 */
public final class NetworkTransformer extends BatchTransformer {
    private static final long serialVersionUID = 1L;

    private final SpecParam<NetworkSpec> network =
            new SpecParam<>(this, "network", "the network, as a NetworkSpec", NetworkSpec.class);
    private final IntParam output =
            new IntParam(this, "output", "the number of the output that is added, if the network has several");

    /** A transformer with a new name. */
    public NetworkTransformer() {
        this(Identifiable$.MODULE$.randomUID("network"));
    }

    /**
     * A transformer with this name.
     *
     * @param uid the name
     */
    public NetworkTransformer(String uid) {
        super(uid);
    }

    /** {@return the parameter: the network} */
    public Param<NetworkSpec> network() {
        return network;
    }

    /**
     * Sets the network. Its batch is that of this transformer, and it is computed with the caller's thread only,
     * whatever it says.
     *
     * @param spec what the network is
     */
    public void setNetwork(NetworkSpec spec) {
        set(network, spec);
    }

    /** {@return the parameter: the number of the output that is added, not set for a network with only one} */
    public IntParam output() {
        return output;
    }

    /**
     * Chooses the output of a network with several. The others are computed too, and dropped.
     *
     * @param number its number in the model, from 0
     */
    public void setOutput(int number) {
        if (number < 0) {
            throw new IllegalArgumentException("output = " + number + ", but outputs count from 0; pass 0 or more");
        }
        set(output, number);
    }

    @Override
    ModelSource source(StructType schema) {
        NetworkSpec spec = required(network);
        return ModelSource.of(
                spec.withOptions(spec.options().batch(batch()).parallelism(Parallelism.callerOnly())),
                isSet(output) ? (Integer) value(output) : ModelSource.ONLY);
    }

    /** {@return what reads a saved transformer} */
    public static MLReader<NetworkTransformer> read() {
        return new DefaultParamsReader<>();
    }

    /**
     * {@return a saved transformer}
     *
     * @param path where it was saved
     */
    public static NetworkTransformer load(String path) {
        return read().load(path);
    }
}
