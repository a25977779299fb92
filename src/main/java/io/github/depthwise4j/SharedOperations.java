package io.github.depthwise4j;

import io.github.depthwise4j.operation.shared.SharedPool;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * The operations that all tasks of a process share: one for each content of an {@link OperationSpec}, whoever asks for
 * it. A process of a cluster runs many short tasks; so it packs each filter and makes each plan once.
 *
 * <p>Users are counted. An operation without users is kept for ten seconds, because the next task often wants it, and
 * is closed then; {@link Depthwise4j#trim()}, {@link Depthwise4j#shutdown()}, and an allocation for which there is not
 * enough memory close it at once. If an operation cannot be built, nothing is kept, and the next call tries again.
 *
 * <p>Any number of threads may call. While one builds an operation, others that want the same one wait.
 */
public final class SharedOperations {
    private static final SharedPool<OperationSpec, ConvolutionOperation, RuntimeException> POOL = new SharedPool<>(
            OperationSpec::build,
            ConvolutionOperation::close,
            ConvolutionOperation::isClosed,
            TimeUnit.SECONDS.toNanos(10));

    private SharedOperations() {}

    /**
     * {@return a share in the operation of this process with this content} The caller closes the share.
     *
     * @param spec what the operation is; not null
     * @throws io.github.depthwise4j.errors.NativeMemoryException if there is no memory for filters and biases
     * @throws IllegalArgumentException if a setting of the library is not allowed
     */
    public static SharedOperation get(OperationSpec spec) {
        return new SharedOperation(POOL.share(Objects.requireNonNull(spec, "spec")), spec);
    }
}
