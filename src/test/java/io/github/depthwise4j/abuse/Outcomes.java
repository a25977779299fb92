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
 * The exceptions that each entry point documents, from a list in the test resources: one line per entry, with its
 * key and the simple names of the exceptions.
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
     * Whether an entry may throw this: a type that the list names for it, or a kind of IOException where the list
     * names that.
     * A null that is not allowed is answered with a NullPointerException everywhere.
     */
    boolean allow(String key, Throwable thrown, boolean nullPassed) {
        Set<String> documented = byEntry.getOrDefault(key, Set.of());
        return thrown instanceof NullPointerException && nullPassed
                || documented.contains(thrown.getClass().getSimpleName())
                || thrown instanceof IOException && documented.contains("IOException");
    }
}
