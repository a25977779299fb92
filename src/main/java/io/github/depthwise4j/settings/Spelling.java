package io.github.depthwise4j.settings;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Guesses which word was meant by a misspelt one. */
public final class Spelling {
    /** A word with more than one wrong letter in this number of letters, or in a short word, is another word. */
    private static final int LETTERS_FOR_A_MISTAKE = 3;

    private Spelling() {}

    /** The known word that was meant, if one is near. */
    public static Optional<String> nearest(String word, Collection<String> known) {
        if (known.isEmpty()) {
            return Optional.empty();
        }
        String nearest = nearestOf(word, known);
        return edits(word, nearest) <= Math.max(1, word.length() / LETTERS_FOR_A_MISTAKE)
                ? Optional.of(nearest)
                : Optional.empty();
    }

    /** The nearest word of some, however far it is. */
    static String nearestOf(String word, Collection<String> known) {
        String small = word.toLowerCase(Locale.ROOT);
        return known.stream()
                .min(Comparator.comparingInt(other -> edits(small, other.toLowerCase(Locale.ROOT))))
                .orElseThrow();
    }

    /** The number of letters to insert, delete or replace to get from one word to the other. */
    private static int edits(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[to.length()];
    }
}
