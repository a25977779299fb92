package io.github.depthwise4j.network;

import io.github.depthwise4j.memory.ResourceType;
import io.github.depthwise4j.operation.shared.SharedPool;
import java.lang.ref.Cleaner;
import java.lang.ref.Reference;

/**
 * A share in a network of this process, see {@link SharedNetworks}. The owner of the share closes it, not the
 * network. A share that is not closed is ended after it has become unreachable, and is counted as a leak: keep it
 * reachable as long as the network is used.
 *
 * <p>Any number of threads may use it.
 */
public final class SharedNetwork implements AutoCloseable {
    private static final ResourceType SHARES = ResourceType.ofNativeMemory("share in a network");

    private final SharedPool.Share<Network> share;
    private final Cleaner.Cleanable cleanable;

    SharedNetwork(SharedPool.Share<Network> share, NetworkSpec spec) {
        this.share = share;
        this.cleanable = share.closeWith(this, SHARES, spec, 0);
    }

    /**
     * {@return the network} The share is its owner: do not close it. If somebody does, its runs throw
     * {@link IllegalStateException}, and the next {@link SharedNetworks#get} makes another one.
     *
     * @throws IllegalStateException if this share is closed
     */
    public Network network() {
        if (share.isClosed()) {
            throw new IllegalStateException(
                    "the share in " + share.value() + " is closed; get another one from SharedNetworks");
        }
        return share.value();
    }

    /** Ends the use of the network. Later calls of this method do nothing. */
    @Override
    public void close() {
        share.close();
        cleanable.clean();
        Reference.reachabilityFence(this);
    }

    /** {@return the network, and that this is a share in it} */
    @Override
    public String toString() {
        return "SharedNetwork[" + share.value() + "]";
    }
}
