package io.github.depthwise4j.plan.choice;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How long the parts of some work take with an instruction set. The numbers were fitted to the times of all candidates
 * of random problems (about 15,000 convolutions with AVX-512 and AVX2, 6,000 with SSE4.1) and of the layers of known
 * networks: first so that the errors of estimates are small, then so that the fastest candidates have the lowest
 * estimates. They need not be right: they are there to tell which of several ways is the fastest. {@code
 * ci/fit-costs.sh} makes a table.
 */
public final class Costs {
    /** What is done to the result of a matrix product, beside what all kernels do with it. */
    static final String RESULT_OF_PRODUCT = "result of a product";

    static final String NUMBERS_APART = "numbers apart";
    static final String FAR_NUMBERS_APART = "numbers apart beyond level 2";
    static final String BIASED_PIXELS = "biased pixels";

    /**
     * They were measured on AMD Zen 5, and are not fitted: the timed problems have no bias and nothing that follows.
     */
    private static final Map<String, Double> NANOS_OF_RESULTS =
            Map.of(NUMBERS_APART, 0.1, FAR_NUMBERS_APART, 0.3, BIASED_PIXELS, 3.0);

    private final Map<String, Map<String, Double>> nanos;

    private Costs(Map<String, Map<String, Double>> nanos) {
        this.nanos = nanos;
    }

    /**
     * Reads a table. A line has a subject, and the nanoseconds of each of what there is to do for it, as {@code subject
     * | what 0.5 | what 12}.
     */
    public static Costs parse(String table) {
        Map<String, Map<String, Double>> nanos = new HashMap<>();
        nanos.put(RESULT_OF_PRODUCT, NANOS_OF_RESULTS);
        for (String line : table.split("\n")) {
            // Java splits at one character without a pattern.
            String[] cells = line.split("\\|");
            Map<String, Double> of = new HashMap<>();
            for (int i = 1; i < cells.length; i++) {
                String cell = cells[i].strip();
                int space = cell.lastIndexOf(' ');
                of.put(cell.substring(0, space), Double.valueOf(cell.substring(space + 1)));
            }
            nanos.put(cells[0].strip(), of);
        }
        return new Costs(nanos);
    }

    /** The costs on this machine. */
    static Costs of(KernelFacts facts) {
        if (facts.hasAvx512()) {
            return Avx512Costs.TABLE;
        }
        return facts.hasAvx2() ? Avx2Costs.TABLE : Sse41Costs.TABLE;
    }

    /** An estimate of the time of some work; infinite if it needs a kernel of which nothing is known. */
    public double nanos(Work work) {
        if (!isKnown(work, nanos.keySet())) {
            return Double.POSITIVE_INFINITY;
        }
        double sum = 0;
        for (Map.Entry<String, Map<String, Double>> subject : work.counts().entrySet()) {
            String known = knownOrNull(work, subject.getKey(), nanos.keySet());
            sum += known == null ? 0 : nanos(subject.getValue(), nanos.get(known));
        }
        return sum;
    }

    /** Whether something is known of all kernels of some work. */
    public static boolean isKnown(Work work, Set<String> subjects) {
        for (String kernel : work.kernels()) {
            if (knownOrNull(work, kernel, subjects) == null) {
                return false;
            }
        }
        return true;
    }

    /**
     * The subject whose costs are those of a subject of some work; null if there are none. If too few candidates had a
     * special kind of a kernel's work, such as {@code jit:avx2, groups, one channel}, the costs are those of the next
     * more general kind.
     */
    public static @Nullable String knownOrNull(Work work, String subject, Set<String> subjects) {
        String kind = subject;
        while (!subjects.contains(kind)) {
            int special = work.kernels().contains(subject) ? kind.lastIndexOf(", ") : -1;
            if (special < 0) {
                return null;
            }
            kind = kind.substring(0, special);
        }
        return kind;
    }

    private static double nanos(Map<String, Double> counts, Map<String, Double> each) {
        double sum = 0;
        for (Map.Entry<String, Double> what : counts.entrySet()) {
            sum += what.getValue() * each.getOrDefault(what.getKey(), 0.0);
        }
        return sum;
    }
}
