package io.github.depthwise4j.benchmarks.hunt;

import io.github.depthwise4j.benchmarks.report.Csv;
import io.github.depthwise4j.problem.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The finds of a hunt in a file, a row for each. A row is written as soon as its problem was looked at, so a hunt that
 * was ended goes on where it stopped. A second file holds the row of the problem that is being looked at: if the
 * process dies, this problem is not tried again.
 */
final class Finds {
    static final String FILE = "finds.csv";

    private static final String RUNNING_FILE = "running.csv";
    private static final String HEAD = "draw,index,problem,us,model_us,plan_ms,working_bytes,strategy,kernels,"
            + "neighbour_ratio,neighbour,neighbour_us,note";

    private final Path file;
    private final Path running;
    private final List<Find> all = new ArrayList<>();

    private Finds(Path folder) {
        this.file = folder.resolve(FILE);
        this.running = folder.resolve(RUNNING_FILE);
    }

    /** The finds of a folder, to which others can be added. */
    static Finds open(Path folder) throws IOException {
        Finds finds = new Finds(folder);
        if (Files.exists(finds.file)) {
            finds.all.addAll(read(folder));
        } else {
            Files.createDirectories(folder);
            Files.write(finds.file, List.of(HEAD));
        }
        if (Files.exists(finds.running)) {
            finds.add(find(Files.readString(finds.running).strip()));
        }
        return finds;
    }

    /** The finds of a folder that another hunt wrote. */
    static List<Find> read(Path folder) throws IOException {
        return Files.readAllLines(folder.resolve(FILE)).stream()
                .skip(1)
                .map(Finds::find)
                .toList();
    }

    List<Find> all() {
        return List.copyOf(all);
    }

    /** How many problems of a draw were looked at; the next one has this index. */
    int count(String draw) {
        return (int) all.stream().filter(find -> find.draw().equals(draw)).count();
    }

    /**
     * Notes what is looked at now.
     *
     * @param computed the problem, or one of its neighbours
     */
    void begin(String draw, int index, Problem problem, Problem computed) {
        String note = Find.FAILED + ": the process ended at " + computed;
        try {
            Files.writeString(running, line(Find.failed(draw, index, problem, note)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Forgets what is looked at, because the hunt ends as it should. */
    void abandon() throws IOException {
        Files.deleteIfExists(running);
    }

    void add(Find find) throws IOException {
        Files.write(file, List.of(line(find)), StandardOpenOption.APPEND);
        all.add(find);
        abandon();
    }

    static String line(Find find) {
        return Csv.line(List.of(
                find.draw(),
                find.index(),
                find.line(),
                number(find.micros()),
                number(find.modelMicros()),
                number(find.planMillis()),
                find.workingBytes(),
                find.strategy(),
                find.kernels(),
                number(find.neighbourRatio()),
                find.neighbour(),
                number(find.neighbourMicros()),
                find.note()));
    }

    private static String number(double value) {
        return Double.isNaN(value) ? "NaN" : String.format(Locale.ROOT, "%.3f", value);
    }

    static Find find(String line) {
        List<String> cells = Csv.cells(line);
        return new Find(
                cells.get(0),
                Integer.parseInt(cells.get(1)),
                cells.get(2),
                Double.parseDouble(cells.get(3)),
                Double.parseDouble(cells.get(4)),
                Double.parseDouble(cells.get(5)),
                Long.parseLong(cells.get(6)),
                cells.get(7),
                cells.get(8),
                Double.parseDouble(cells.get(9)),
                cells.get(10),
                Double.parseDouble(cells.get(11)),
                cells.get(12));
    }
}
