package io.github.depthwise4j.benchmarks.processes;

import io.github.depthwise4j.benchmarks.cases.CaseData;
import io.github.depthwise4j.benchmarks.engines.Contestant;
import io.github.depthwise4j.benchmarks.engines.Engine;
import io.github.depthwise4j.benchmarks.engines.Prepared;
import io.github.depthwise4j.benchmarks.engines.Unsupported;
import io.github.depthwise4j.problem.ConvolutionProblem;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A process that computes and times what it is told on standard input, a command per line, answering with lines that
 * begin with a mark, because native libraries write what they like. Arguments: the number of threads, then class names
 * of {@link Engine}s.
 */
public final class Worker {
    /** What the lines of the protocol begin with. */
    static final String MARK = "@@\t";

    static final String TAB = "\t";
    static final String END = "end";

    private static final int LONGEST_MESSAGE = 150;

    private final PrintStream out;
    private final int threads;
    private final List<Engine> engines = new ArrayList<>();
    private CaseData data;
    private final List<Prepared> prepared = new ArrayList<>();
    private final List<Contestant> contestants = new ArrayList<>();

    private Worker(PrintStream out, int threads) {
        this.out = out;
        this.threads = threads;
    }

    public static void main(String[] arguments) throws IOException, ReflectiveOperationException {
        PrintStream out = System.out;
        System.setOut(System.err);
        Worker worker = new Worker(out, Integer.parseInt(arguments[0]));
        for (String name : List.of(arguments).subList(1, arguments.length)) {
            worker.engines.add(
                    (Engine) Class.forName(name).getDeclaredConstructor().newInstance());
        }
        for (Engine engine : worker.engines) {
            worker.answer("engine", engine.name(), engine.version());
        }
        worker.answer(END);
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            worker.obey(line.split(TAB, -1));
            worker.answer(END);
        }
        // Not every library ends its threads.
        Runtime.getRuntime().halt(0);
    }

    private void answer(String... words) {
        out.println(MARK + String.join(TAB, words));
        out.flush();
    }

    private void obey(String[] words) throws IOException {
        switch (words[0]) {
            case "case" -> prepare(ConvolutionProblem.parse(words[1]), Path.of(words[2]));
            case "visit" -> visit(Long.parseLong(words[1]), Boolean.parseBoolean(words[2]));
            case "drop" -> drop();
            default -> throw new IllegalArgumentException("unknown command " + words[0]);
        }
    }

    /** Prepares a case with every engine, runs it, and compares the output with the oracle. */
    private void prepare(ConvolutionProblem problem, Path file) throws IOException {
        data = CaseData.read(problem, file);
        for (Engine engine : engines) {
            Prepared layer = null;
            try {
                layer = engine.prepare(problem, data, threads);
                layer.run();
                float[] output = layer.output();
                if (output != null) {
                    data.check(output);
                }
                prepared.add(layer);
                contestants.add(new Contestant(engine.name(), layer::run));
            } catch (Unsupported e) {
                answer("skip", engine.name(), e.getMessage());
            } catch (RuntimeException | LinkageError e) {
                e.printStackTrace();
                if (layer != null) {
                    layer.close();
                }
                answer(
                        "skip",
                        engine.name(),
                        "FAILED " + String.valueOf(e.getMessage()).replaceAll("\\s+", " "));
            }
        }
    }

    /** As much of a message as fits into a table; the log has all of it. */
    private static String firstWords(String message) {
        String line = message.replaceAll("\\s+", " ");
        return line.length() <= LONGEST_MESSAGE ? line : line.substring(0, LONGEST_MESSAGE) + " ...";
    }

    /** Lets all contestants take turns, after one turn each that is not counted. */
    private void visit(long millis, boolean counted) {
        contestants.forEach(Contestant::turn);
        contestants.forEach(Contestant::takeTimes);
        long until = System.nanoTime() + millis * 1_000_000;
        for (int turn = 0; turn == 0 || System.nanoTime() < until; turn++) {
            contestants.forEach(Contestant::turn);
        }
        for (Contestant contestant : contestants) {
            String times = contestant.takeTimes().stream()
                    .map(time -> String.format(Locale.ROOT, "%.3f", time))
                    .collect(Collectors.joining(" "));
            if (counted) {
                answer("times", contestant.name(), times);
            }
        }
    }

    private void drop() {
        prepared.forEach(Prepared::close);
        prepared.clear();
        data.close();
        contestants.clear();
    }
}
