package io.github.depthwise4j.benchmarks.costs;

import io.github.depthwise4j.benchmarks.report.Csv;
import io.github.depthwise4j.plan.choice.Work;
import io.github.depthwise4j.plan.strategy.Strategy;
import io.github.depthwise4j.problem.ConvolutionProblem;
import java.util.List;

/**
 * The time of one candidate of a problem: a row of the file. Its work is not in the file but counted again. So a fit
 * with other counts needs no other times.
 *
 * @param draw the kind of the problem, with the seed
 * @param index the number of the problem within its draw
 * @param problem the problem in the form in which it is computed
 * @param strategy the name of the candidate
 * @param rank the place of the candidate in the order of the rules as they are, from 1 on; 0 if the rules do not
 *     consider it
 * @param micros the time of a call
 */
record CandidateTime(String draw, int index, String problem, String strategy, int rank, double micros) {
    static final String HEAD = "draw,index,problem,strategy,rank,micros";

    static CandidateTime parse(String line) {
        List<String> cells = Csv.cells(line);
        return new CandidateTime(
                cells.get(0),
                Integer.parseInt(cells.get(1)),
                cells.get(2),
                cells.get(3),
                Integer.parseInt(cells.get(4)),
                Double.parseDouble(cells.get(5)));
    }

    String line() {
        return Csv.line(List.of(draw, index, problem, strategy, rank, Math.round(micros * 1e4) / 1e4));
    }

    double nanos() {
        return micros * 1e3;
    }

    boolean isConsidered() {
        return rank > 0;
    }

    Work work() {
        return Work.of(
                ConvolutionProblem.parse(problem),
                Strategy.parse(strategy)
                        .orElseThrow(() -> new IllegalArgumentException("no strategy is called " + strategy)));
    }
}
