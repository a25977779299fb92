package io.github.depthwise4j.plan.choice;

import java.util.HashMap;
import java.util.Map;

/**
 * How long the parts of some work take with an instruction set. The numbers were fitted to the times of all candidates
 * of about 1200 random problems and of the layers of known networks, by least squares of relative errors, without
 * negative numbers. Estimates are off by 10 % in the median. They need not be right: they are there to tell which of
 * several ways is the fastest. {@code ci/fit-costs.sh} makes a table.
 */
public final class Costs {
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
        if (!nanos.keySet().containsAll(work.kernels())) {
            return Double.POSITIVE_INFINITY;
        }
        double sum = 0;
        for (Map.Entry<String, Map<String, Double>> subject : work.counts().entrySet()) {
            Map<String, Double> each = nanos.getOrDefault(subject.getKey(), Map.of());
            for (Map.Entry<String, Double> what : subject.getValue().entrySet()) {
                sum += what.getValue() * each.getOrDefault(what.getKey(), 0.0);
            }
        }
        return sum;
    }
}
