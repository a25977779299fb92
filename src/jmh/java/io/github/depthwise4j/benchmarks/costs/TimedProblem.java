package io.github.depthwise4j.benchmarks.costs;

import io.github.depthwise4j.plan.choice.Work;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A problem with the times of its candidates.
 *
 * @param candidates all that were timed
 * @param considered those that the rules consider, with their work
 */
record TimedProblem(List<CandidateTime> candidates, List<Considered> considered) {
    /** The draw of the depthwise layers of known networks. */
    static final String LAYERS = "layers";
    /** The draw of their ordinary convolutions. */
    static final String ORDINARY = "ordinary";
    /** Of so many random problems, the last is not fitted to. */
    private static final int HELD_OUT = 5;

    /** A candidate that the rules consider. */
    record Considered(CandidateTime time, Work work) {}

    /** Groups rows by their problems. */
    static List<TimedProblem> of(List<CandidateTime> rows) {
        Map<List<Object>, List<CandidateTime>> groups = new LinkedHashMap<>();
        for (CandidateTime row : rows) {
            groups.computeIfAbsent(List.of(row.draw(), row.index(), row.problem()), key -> new ArrayList<>())
                    .add(row);
        }
        List<TimedProblem> problems = new ArrayList<>();
        for (List<CandidateTime> group : groups.values()) {
            List<Considered> considered = group.stream()
                    .filter(CandidateTime::isConsidered)
                    .map(row -> new Considered(row, row.work()))
                    .toList();
            if (!considered.isEmpty()) {
                problems.add(new TimedProblem(group, considered));
            }
        }
        return problems;
    }

    String draw() {
        return candidates.get(0).draw();
    }

    /** Whether a draw has the layers of known networks, and nothing random. */
    static boolean isOfLayers(String draw) {
        return draw.equals(LAYERS) || draw.equals(ORDINARY);
    }

    boolean isLayer() {
        return isOfLayers(draw());
    }

    /** Whether the problem is there to judge the table, not to make it. */
    boolean isHeldOut() {
        return !isLayer() && candidates.get(0).index() % HELD_OUT == HELD_OUT - 1;
    }

    /** The time of the fastest candidate. */
    double leastNanos() {
        return candidates.stream().mapToDouble(CandidateTime::nanos).min().orElseThrow();
    }
}
