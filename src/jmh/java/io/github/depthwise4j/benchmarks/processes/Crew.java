package io.github.depthwise4j.benchmarks.processes;

import io.github.depthwise4j.benchmarks.engines.Contestants;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** The processes of a fork. If one ends early, the others go on, and a new one replaces it. */
public final class Crew implements AutoCloseable {
    private final int threads;
    private final Map<Boolean, String> classPaths;
    private final Path logs;
    private final List<WorkerProcess> workers = new ArrayList<>();

    /**
     * Starts them.
     *
     * @param classPaths the class path of the peers under true, the other under false
     * @param logs the folder for their standard error
     */
    public Crew(List<Contestants.Group> groups, int threads, Map<Boolean, String> classPaths, Path logs)
            throws IOException {
        this.threads = threads;
        this.classPaths = classPaths;
        this.logs = Files.createDirectories(logs);
        for (Contestants.Group group : groups) {
            workers.add(start(group));
        }
    }

    private WorkerProcess start(Contestants.Group group) throws IOException {
        return new WorkerProcess(group, threads, classPaths.get(group.peer()), logs.resolve(group.name() + ".log"));
    }

    public List<WorkerProcess> all() {
        return List.copyOf(workers);
    }

    public List<WorkerProcess> withPeers(boolean peers) {
        return workers.stream().filter(worker -> worker.group().peer() == peers).toList();
    }

    /**
     * Gives some of them a command, and waits until all have obeyed it, which they do at the same time.
     *
     * @param answer takes the lines of the answers, split into words
     * @param died takes those whose process ended
     */
    public void tell(
            List<WorkerProcess> some,
            String command,
            BiConsumer<WorkerProcess, String[]> answer,
            Consumer<WorkerProcess> died)
            throws IOException {
        List<WorkerProcess> dead = new ArrayList<>();
        for (WorkerProcess worker : some) {
            attempt(worker, dead, () -> worker.send(command));
        }
        for (WorkerProcess worker : some) {
            if (!dead.contains(worker)) {
                attempt(worker, dead, () -> worker.await(words -> answer.accept(worker, words)));
            }
        }
        for (WorkerProcess worker : dead) {
            died.accept(worker);
            worker.close();
            workers.set(workers.indexOf(worker), start(worker.group()));
        }
    }

    private static void attempt(WorkerProcess worker, List<WorkerProcess> dead, Runnable action) {
        try {
            action.run();
        } catch (IllegalStateException | UncheckedIOException e) {
            System.err.println(worker.group().name() + ": " + e.getMessage());
            dead.add(worker);
        }
    }

    @Override
    public void close() {
        workers.forEach(WorkerProcess::close);
    }
}
