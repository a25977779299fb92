package io.github.depthwise4j.abuse;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/**
 * The exceptions that each entry point documents, from the list that is kept beside the tests: one line per entry, its
 * key and the simple names of what it may throw.
 */
record Outcomes(Map<String, Set<String>> byEntry) {
    private static final String LIST = "/abuse/public-api.txt";

    static Outcomes listed() {
        Map<String, Set<String>> byEntry = new TreeMap<>();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(Outcomes.class.getResourceAsStream(LIST), LIST), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    List<String> words = List.of(line.strip().split("\\s+"));
                    if (byEntry.put(words.get(0), Set.copyOf(words.subList(1, words.size()))) != null) {
                        throw new IllegalStateException(LIST + " lists " + words.get(0) + " twice");
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Outcomes(byEntry);
    }

    /**
     * Whether an entry may end so. A null is answered with a NullPointerException everywhere, where it is not allowed.
     */
    boolean allow(String key, Throwable thrown, boolean nullPassed) {
        return thrown instanceof NullPointerException && nullPassed
                || byEntry.getOrDefault(key, Set.of())
                        .contains(thrown.getClass().getSimpleName());
    }
}
