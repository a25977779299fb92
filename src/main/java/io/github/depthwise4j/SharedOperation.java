package io.github.depthwise4j;

import io.github.depthwise4j.memory.ResourceType;
import io.github.depthwise4j.operation.shared.SharedPool;
import java.lang.ref.Cleaner;
import java.lang.ref.Reference;

/**
 * A share in an operation of this process, see {@link SharedOperations}. The owner of the share closes it, not the
 * operation. A share that is not closed is ended after it has become unreachable, and is counted as a leak: keep it
 * reachable as long as the operation is used.
 *
 * <p>Any number of threads may use it.
 */
public final class SharedOperation implements AutoCloseable {
    private static final ResourceType SHARES = ResourceType.ofNativeMemory("share in an operation");

    private final SharedPool.Share<ConvolutionOperation> share;
    private final Cleaner.Cleanable cleanable;

    SharedOperation(SharedPool.Share<ConvolutionOperation> share, OperationSpec spec) {
        this.share = share;
        this.cleanable = share.closeWith(this, SHARES, spec, 0);
    }

    /**
     * {@return the operation} The share is its owner: do not close it. If somebody does, its calls throw
     * {@link IllegalStateException}, and the next {@link SharedOperations#get} makes another one.
     *
     * @throws IllegalStateException if this share is closed
     */
    public ConvolutionOperation operation() {
        if (share.isClosed()) {
            throw new IllegalStateException(
                    "the share in " + share.value() + " is closed; get another one from SharedOperations");
        }
        return share.value();
    }

    /** Ends the use of the operation. Later calls of this method do nothing. */
    @Override
    public void close() {
        share.close();
        cleanable.clean();
        Reference.reachabilityFence(this);
    }

    /** {@return the operation, and that this is a share in it} */
    @Override
    public String toString() {
        return "SharedOperation[" + share.value() + "]";
    }
}
