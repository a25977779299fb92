package io.github.depthwise4j.onednn;

/** The number of threads that OpenMP would use, for tests. */
public final class OpenMpNumber {
    private OpenMpNumber() {}

    /** That of the native thread the caller is on; 0 if it cannot be asked. */
    public static int here() {
        OneDnn.get();
        return OpenMpThreads.maxThreads();
    }
}
