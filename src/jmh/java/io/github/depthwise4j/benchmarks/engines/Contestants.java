package io.github.depthwise4j.benchmarks.engines;

import java.util.List;

/** The processes, and the engines of each. They take turns in short intervals. */
public final class Contestants {
    public static final String ESTIMATE = "ours ESTIMATE";
    public static final String MEASURE = "ours MEASURE";
    public static final String BARE = "oneDNN bare";
    public static final String COPY = "copy";

    private static final String OURS = OurEngine.class.getName();
    private static final String OURS_MEASURING = OURS + "$Measuring";
    private static final String BARE_ENGINE = BareEngine.class.getName();
    private static final String COPY_ENGINE = CopyEngine.class.getName();
    private static final String PEERS = "io.github.depthwise4j.peers.";

    /**
     * A process.
     *
     * @param name for its log
     * @param engines class names
     * @param peer whether it needs the class path of the peers
     */
    public record Group(String name, List<String> engines, boolean peer) {}

    private Contestants() {}

    /**
     * With one thread ours and the bare binding share a process, and its memory; with more they must not, because
     * OpenMP's threads go on spinning after a call, on the processor that ours would use. The copy has memory of its
     * own, which must not push theirs out of the caches.
     */
    public static List<Group> own(int threads) {
        Group copy = new Group("copy", List.of(COPY_ENGINE), false);
        return threads == 1
                ? List.of(new Group("ours", List.of(BARE_ENGINE, OURS, OURS_MEASURING), false), copy)
                : List.of(
                        new Group("bare", List.of(BARE_ENGINE), false),
                        new Group("ours", List.of(OURS, OURS_MEASURING), false),
                        copy);
    }

    public static List<Group> peers() {
        return List.of(
                new Group("tensorflow", List.of(PEERS + "TensorFlowEngine"), true),
                new Group("onnxruntime", List.of(PEERS + "OnnxRuntimeEngine"), true),
                new Group("pytorch", List.of(PEERS + "PyTorchEngine"), true),
                new Group("tensorflow-lite", List.of(PEERS + "TensorFlowLiteEngine"), true));
    }
}
