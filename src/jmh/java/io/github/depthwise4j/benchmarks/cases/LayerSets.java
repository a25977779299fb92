package io.github.depthwise4j.benchmarks.cases;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The depthwise layers of known networks, each distinct one once, in the notation of {@link Layer}. */
public final class LayerSets {
    /** All distinct layers of all sets. */
    public static final String ALL = "all";

    private static final Map<String, List<String>> SETS = new LinkedHashMap<>();

    static {
        // The cases on which this library and its competitors were first measured.
        SETS.put(
                "main",
                List.of(
                        "112x112x32",
                        "112x112x64 s2",
                        "56x56x128",
                        "28x28x256",
                        "14x14x512",
                        "7x7x1024",
                        "14x14x480 5x5",
                        "28x28x240 5x5",
                        "56x56x96 7x7",
                        "19x19x728",
                        "147x147x128",
                        "28x28x256 d2",
                        "8x28x28x256",
                        "56x56x64 m2",
                        "56x56x64 m4",
                        "28x28x128 m2",
                        "224x224x3 m8"));
        // Data that come from the level-3 cache or from memory, at the latest with a batch of 8.
        SETS.put("large", List.of("28x28x256", "56x56x128", "74x74x256", "147x147x128", "112x112x512"));
        SETS.put("check", List.of("28x28x256", "56x56x64 m2", "14x14x480 5x5"));
        SETS.put(
                "mobilenet_v1",
                List.of(
                        "112x112x32",
                        "112x112x64 s2",
                        "56x56x128",
                        "56x56x128 s2",
                        "28x28x256",
                        "28x28x256 s2",
                        "14x14x512",
                        "14x14x512 s2",
                        "7x7x1024"));
        SETS.put(
                "mobilenet_v2",
                List.of(
                        "112x112x32",
                        "112x112x96 s2",
                        "56x56x144",
                        "56x56x144 s2",
                        "28x28x192",
                        "28x28x192 s2",
                        "14x14x384",
                        "14x14x576",
                        "14x14x576 s2",
                        "7x7x960"));
        SETS.put(
                "mobilenet_v3",
                List.of(
                        "112x112x16",
                        "112x112x64 s2",
                        "56x56x72",
                        "56x56x72 5x5 s2",
                        "28x28x120 5x5",
                        "28x28x240 s2",
                        "14x14x200",
                        "14x14x184",
                        "14x14x480",
                        "14x14x672",
                        "14x14x672 5x5 s2",
                        "7x7x960 5x5"));
        SETS.put(
                "efficientnet_b0",
                List.of(
                        "112x112x32",
                        "112x112x96 s2",
                        "56x56x144",
                        "56x56x144 5x5 s2",
                        "28x28x240 5x5",
                        "28x28x240 s2",
                        "14x14x480",
                        "14x14x480 5x5",
                        "14x14x672 5x5",
                        "14x14x672 5x5 s2",
                        "7x7x1152 5x5",
                        "7x7x1152"));
        SETS.put(
                "xception",
                List.of(
                        "147x147x64",
                        "147x147x128",
                        "74x74x128",
                        "74x74x256",
                        "37x37x256",
                        "37x37x728",
                        "19x19x728",
                        "10x10x1024",
                        "10x10x1536"));
        SETS.put("convnext_t", List.of("56x56x96 7x7", "28x28x192 7x7", "14x14x384 7x7", "7x7x768 7x7"));
        SETS.put("mobileclip", List.of("64x64x64 7x7 s2 m2 p3", "32x32x128 7x7 s2 m2 p3", "16x16x256 7x7 s2 m2 p3"));
    }

    private LayerSets() {}

    static List<String> names() {
        return Stream.concat(SETS.keySet().stream(), Stream.of(ALL)).toList();
    }

    public static List<Layer> of(String set) {
        Set<String> layers = new LinkedHashSet<>();
        if (set.equals(ALL)) {
            // Those with a batch of their own are here with the batches asked for.
            SETS.values().stream()
                    .flatMap(List::stream)
                    .filter(layer -> Layer.parse(layer).ownBatch() == 0)
                    .forEach(layers::add);
        } else if (SETS.containsKey(set)) {
            layers.addAll(SETS.get(set));
        } else {
            throw new IllegalArgumentException(
                    "set = \"" + set + "\", but the sets are " + names() + "; pass one of them");
        }
        return layers.stream().map(Layer::parse).toList();
    }
}
