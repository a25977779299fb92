package io.github.depthwise4j.benchmarks.processes;

import io.github.depthwise4j.benchmarks.engines.Contestants;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A {@link Worker}, seen from the process that tells it what to do. */
public final class WorkerProcess implements AutoCloseable {
    private final Contestants.Group group;
    private final Process process;
    private final BufferedReader answers;
    private final BufferedWriter commands;
    /** Names of engines, with their versions. */
    private final Map<String, String> engines = new LinkedHashMap<>();

    /**
     * Starts it.
     *
     * @param classPath with everything its engines need
     * @param log where its standard error goes
     */
    WorkerProcess(Contestants.Group group, int threads, String classPath, Path log) throws IOException {
        this.group = group;
        List<String> arguments = new ArrayList<>(List.of(Worker.class.getName(), Integer.toString(threads)));
        arguments.addAll(group.engines());
        ProcessBuilder builder = java(classPath, arguments);
        builder.environment().put("OMP_NUM_THREADS", Integer.toString(threads));
        builder.redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
        process = builder.start();
        answers = process.inputReader();
        commands = process.outputWriter();
        await(words -> engines.put(words[1], words[2]));
    }

    /**
     * A JVM as the workers run on. The class path goes into the environment: ONNX Runtime 1.29 crashes on a command
     * line of more than 4096 characters.
     */
    public static ProcessBuilder java(String classPath, List<String> arguments) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command = new ArrayList<>(List.of(java, "-Xmx3g"));
        if (Runtime.version().feature() >= 24) {
            command.add("--enable-native-access=ALL-UNNAMED");
        }
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("CLASSPATH", classPath);
        builder.environment().put("TF_CPP_MIN_LOG_LEVEL", "2");
        // On by default on some processors only.
        builder.environment().putIfAbsent("TF_ENABLE_ONEDNN_OPTS", "1");
        return builder;
    }

    Contestants.Group group() {
        return group;
    }

    public Map<String, String> engines() {
        return engines;
    }

    /** Gives it a command. */
    void send(String command) {
        try {
            commands.write(command + "\n");
            commands.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until it has obeyed, and hands on its answers, split into words. */
    void await(Consumer<String[]> answer) {
        try {
            for (String line = answers.readLine(); line != null; line = answers.readLine()) {
                if (!line.startsWith(Worker.MARK)) {
                    continue;
                }
                String[] words = line.substring(Worker.MARK.length()).split(Worker.TAB, -1);
                if (words[0].equals(Worker.END)) {
                    return;
                }
                answer.accept(words);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new IllegalStateException("the process of " + group.name()
                + " ended in the middle of a case; its log in the folder logs says why");
    }

    @Override
    public void close() {
        try {
            commands.close();
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
