package io.github.depthwise4j.spark;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where tasks of executors wait until the test lets them go on: files in a folder that all processes see. So a test
 * knows that tasks are in the middle, and does not guess it from the time.
 */
final class Gate implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final String OPEN = "open";
    /** No test takes so long; the processes share their cores with other work. */
    private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(5);

    private final String folder;

    Gate(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder).toString();
    }

    /** Says the name, and waits until the gate is open. In a task. */
    void await(String name) throws Exception {
        pass(name);
        until("the gate is open", () -> Files.exists(Path.of(folder, OPEN)));
    }

    /** Says the name only. */
    void pass(String name) throws IOException {
        create(name);
    }

    void open() throws IOException {
        create(OPEN);
    }

    private void create(String name) throws IOException {
        try {
            Files.createFile(Path.of(folder, name));
        } catch (FileAlreadyExistsException e) {
            // Said before.
        }
    }

    /** The names that were said. */
    Set<String> names() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(folder))) {
            return files.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
        }
    }

    /** Waits until all of these names were said. */
    void awaitNames(List<String> all) throws Exception {
        until("these come to the gate: " + all, () -> names().containsAll(all));
    }

    /** Waits until something holds, and fails if it never does. */
    static void until(String what, Callable<Boolean> holds) throws Exception {
        long begin = System.nanoTime();
        while (!holds.call()) {
            if (System.nanoTime() - begin > PATIENCE_NANOS) {
                throw new TimeoutException("waited in vain until " + what);
            }
            Thread.sleep(20);
        }
    }
}
