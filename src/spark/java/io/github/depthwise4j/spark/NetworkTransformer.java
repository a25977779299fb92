package io.github.depthwise4j.spark;

import io.github.depthwise4j.network.NetworkSpec;
import io.github.depthwise4j.problem.Parallelism;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.types.StructType;

/**
 * Sends a column through a whole network with one input and one output. The shape of a row is that of the network's
 * input without the batch.
 */
public final class NetworkTransformer extends BatchTransformer {
    private static final long serialVersionUID = 1L;

    private final SpecParam<NetworkSpec> network =
            new SpecParam<>(this, "network", "the network, as a NetworkSpec", NetworkSpec.class);

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

    @Override
    ModelSource source(StructType schema) {
        NetworkSpec spec = required(network);
        return ModelSource.of(spec.withOptions(spec.options().batch(batch()).parallelism(Parallelism.callerOnly())));
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
