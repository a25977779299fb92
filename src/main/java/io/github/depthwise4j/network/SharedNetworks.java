package io.github.depthwise4j.network;

import io.github.depthwise4j.errors.FileFormatException;
import io.github.depthwise4j.operation.shared.SharedPool;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * The networks that all tasks of a process share: one for each content of a {@link NetworkSpec}. Users are counted and
 * idle networks closed as {@link io.github.depthwise4j.SharedOperations} says.
 *
 * <p>Any number of threads may call. While one makes a network, others that want the same one wait.
 */
public final class SharedNetworks {
    private static final SharedPool<NetworkSpec, Network, FileFormatException> POOL =
            new SharedPool<>(NetworkSpec::build, Network::close, Network::isClosed, TimeUnit.SECONDS.toNanos(10));

    private SharedNetworks() {}

    /**
     * {@return a share in the network of this process with this content} The caller closes the share.
     *
     * @param spec what the network is; not null
     * @throws FileFormatException if the model is damaged, or has an operator or a type that is not supported
     * @throws io.github.depthwise4j.errors.NativeMemoryException if there is no memory for the weights
     * @throws io.github.depthwise4j.errors.NativeLoadException if oneDNN cannot be loaded
     * @throws io.github.depthwise4j.errors.OneDnnException if oneDNN refuses a layer
     */
    public static SharedNetwork get(NetworkSpec spec) throws FileFormatException {
        return new SharedNetwork(POOL.share(Objects.requireNonNull(spec, "spec")), spec);
    }
}
