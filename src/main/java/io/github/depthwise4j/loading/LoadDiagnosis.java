package io.github.depthwise4j.loading;

import io.github.depthwise4j.errors.NativeLoadException;
import java.util.Optional;

/** Says in one exception why native code could not be loaded: what was wanted, on which platform, and the remedy. */
public final class LoadDiagnosis {
    private LoadDiagnosis() {}

    /**
     * Checks what would make every attempt fail, in ways that the loaders do not explain.
     *
     * @throws NativeLoadException if native code cannot be loaded on this system, or in this working directory
     */
    public static void refuseImpossible() {
        refuse(NativePlatform.current().refusal());
        refuse(Surroundings.unreadableWorkingDirectory());
    }

    private static void refuse(Optional<String> reason) {
        if (reason.isPresent()) {
            throw refusalOfOneDnn(reason.get());
        }
    }

    /**
     * Unpacks oneDNN.
     *
     * @throws NativeLoadException if that is not possible now; a later call may succeed
     */
    static void unpackOneDnn(JavaCppCache cache) {
        Optional<String> obstacle = cache.obstacle(NativePlatform.current());
        if (obstacle.isPresent()) {
            refuse(Surroundings.unreadableJar());
            refuse(Surroundings.unreadableDirectory());
            refuse(obstacle);
        }
    }

    /** The exception for a failure to load oneDNN or its binding. */
    static NativeLoadException explainOneDnn(Throwable failure) {
        String reason;
        try {
            reason = LoadFailure.reason(NativePlatform.current(), failure, new JavaCppCache());
        } catch (LinkageError | RuntimeException e) {
            // The search asks the loaders, which may fail again for the same cause.
            reason = LoadFailure.textOf(failure) + ", and looking for the cause failed with " + e;
        }
        return refusal(reason, failure);
    }

    /** The exception for a known reason not to use oneDNN. */
    public static NativeLoadException refusalOfOneDnn(String reason) {
        return refusal(reason, null);
    }

    private static NativeLoadException refusal(String reason, Throwable failure) {
        return new NativeLoadException(
                "depthwise4j cannot load oneDNN for " + NativePlatform.inDetail() + ": " + reason, failure);
    }
}
