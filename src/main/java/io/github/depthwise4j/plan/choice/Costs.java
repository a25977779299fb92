package io.github.depthwise4j.plan.choice;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How long the parts of some work take with an instruction set, and with the width of the CPU's vector units. The
 * numbers were fitted to the times of all candidates of random problems (about 15,000 convolutions with AVX-512 and
 * AVX2, 6,000 with SSE4.1) and of the layers of known networks: first so that the errors of estimates are small, then
 * so that the fastest candidates have the lowest estimates. They need not be right: they are there to tell which of
 * several ways is the fastest. {@code ci/fit-costs.sh} makes a table.
 */
public final class Costs {
    /** What is done to the result of a matrix product, beside what all kernels do with it. */
    static final String RESULT_OF_PRODUCT = "result of a product";

    static final String NUMBERS_APART = "numbers apart";
    static final String FAR_NUMBERS_APART = "numbers apart beyond level 2";
    static final String BIASED_PIXELS = "biased pixels";

    /**
     * They were measured on AMD Zen 5, and are not fitted: the timed problems have no bias and nothing that follows.
     * All tables have them.
     */
    private static final Map<String, Double> NANOS_OF_RESULTS =
            Map.of(NUMBERS_APART, 0.1, FAR_NUMBERS_APART, 0.3, BIASED_PIXELS, 3.0);

    /** What a kernel does with a register of so many numbers. */
    static final String OF_REGISTER = " numbers at a time";

    /**
     * How long kernels with registers of 16, 8 and 4 numbers take to activate a register. They were measured on AMD
     * Zen 4 with layers of networks. What is not here takes all kernels about the same.
     */
    private static final String NANOS_OF_ACTIVATIONS = """
            swish | 16 numbers at a time 6 | 8 numbers at a time 4.7 | 4 numbers at a time 6.3
            sigmoid | 16 numbers at a time 5.2 | 8 numbers at a time 4 | 4 numbers at a time 5.5
            elu | 16 numbers at a time 4.7 | 8 numbers at a time 3.3 | 4 numbers at a time 4.7
            tanh | 16 numbers at a time 6.4 | 8 numbers at a time 17 | 4 numbers at a time 11
            gelu_tanh | 16 numbers at a time 8.8 | 8 numbers at a time 22 | 4 numbers at a time 11
            gelu_erf | 16 numbers at a time 5.9 | 8 numbers at a time 5.8 | 4 numbers at a time 8.1
            """;

    /** By subject. */
    private final Map<String, Line> lines;

    private Costs(Map<String, Line> lines) {
        this.lines = lines;
    }

    /**
     * The nanoseconds of each of what there is to do for a subject. They are read when they are asked for: a problem
     * needs few of a hundred lines, and the first result of a process would wait 4 ms for all.
     */
    private static final class Line {
        private final String cells;
        private final int newest;
        private volatile @Nullable Map<String, Double> nanos;

        /**
         * A line of a table.
         *
         * @param newest the numbers in a register of the newest instruction set, if it activates what is activated
         *     apart; otherwise 0
         * @param nanos null if they are in the cells
         */
        Line(String cells, int newest, @Nullable Map<String, Double> nanos) {
            this.cells = cells;
            this.newest = newest;
            this.nanos = nanos;
        }

        Map<String, Double> nanos() {
            Map<String, Double> known = nanos;
            if (known == null) {
                known = read(cells);
                if (newest > 0) {
                    known.put(NUMBERS_APART, known.getOrDefault(newest + OF_REGISTER, 0.0) / newest);
                }
                nanos = known;
            }
            return known;
        }

        private static Map<String, Double> read(String text) {
            Map<String, Double> read = new HashMap<>();
            // Java splits at one character without a pattern.
            for (String each : text.split("\\|")) {
                String cell = each.strip();
                int space = cell.lastIndexOf(' ');
                if (!cell.isEmpty()) {
                    read.put(cell.substring(0, space), Double.valueOf(cell.substring(space + 1)));
                }
            }
            return read;
        }
    }

    /**
     * Reads a table. A line has a subject, and the nanoseconds of each of what there is to do for it, as {@code subject
     * | what 0.5 | what 12}.
     */
    public static Costs parse(String table) {
        Costs costs = new Costs(new HashMap<>());
        costs.lines.put(RESULT_OF_PRODUCT, new Line("", 0, NANOS_OF_RESULTS));
        costs.add(table, 0);
        return costs;
    }

    /**
     * Reads a table, and adds the costs of activations.
     *
     * @param newest the numbers in a register of the newest instruction set: oneDNN activates with it what it does not
     *     activate in a kernel
     */
    static Costs parse(String table, int newest) {
        Costs costs = parse(table);
        costs.add(NANOS_OF_ACTIVATIONS, newest);
        return costs;
    }

    private void add(String table, int newest) {
        for (String line : table.split("\n")) {
            int end = line.indexOf('|');
            int subject = end < 0 ? line.length() : end;
            lines.put(line.substring(0, subject).strip(), new Line(line.substring(subject), newest, null));
        }
    }

    /** The costs on this machine. */
    static Costs of(KernelFacts facts) {
        if (facts.hasAvx512()) {
            return facts.hasNarrowAvx512() ? Avx512NarrowCosts.TABLE : Avx512Costs.TABLE;
        }
        return facts.hasAvx2() ? Avx2Costs.TABLE : Sse41Costs.TABLE;
    }

    /** An estimate of the time of some work; infinite if it needs a kernel of which nothing is known. */
    public double nanos(Work work) {
        if (!isKnown(work, lines.keySet())) {
            return Double.POSITIVE_INFINITY;
        }
        double sum = 0;
        for (Map.Entry<String, Map<String, Double>> subject : work.counts().entrySet()) {
            String known = knownOrNull(work, subject.getKey(), lines.keySet());
            sum += known == null
                    ? 0
                    : nanos(subject.getValue(), lines.get(known).nanos());
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
