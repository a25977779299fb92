package io.github.depthwise4j.server.load;

import io.github.depthwise4j.server.load.FaultsCommand.Bench;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The processors are taken away while the server runs: by the quota of a control group (version 1 or 2), or, where none
 * can be made, by taskset, which leaves one core.
 */
final class CpuQuota implements Fault {
    private static final int CALLERS = 8;
    private static final long MILLIS = 3000;
    private static final Path CGROUPS = Path.of("/sys/fs/cgroup");

    @Override
    public String name() {
        return "the CPU quota cut to a fifth of a core";
    }

    @Override
    public String inflict(Bench bench) throws Exception {
        try (ServerProcess server = bench.server(List.of(), "-Xmx512m")) {
            long before = rate(bench.load(server, CALLERS, MILLIS));
            Path group = Files.isDirectory(CGROUPS.resolve("cpu"))
                    ? CGROUPS.resolve("cpu/depthwise4j-" + server.pid())
                    : CGROUPS.resolve("depthwise4j-" + server.pid());
            String how;
            long during;
            try {
                how = cut(group, server.pid());
                during = rate(bench.load(server, CALLERS, MILLIS));
            } finally {
                give(group, server.pid());
            }
            long after = rate(bench.load(server, CALLERS, MILLIS));
            bench.isSound(server, 5000);
            server.terminateAndPrint();
            return "by " + how + ": " + before + " right answers per second before, " + during + " during, " + after
                    + " after; no other answers than right ones and 503";
        }
    }

    private static long rate(Tally tally) {
        Fault.require(tally.faults().isEmpty(), "callers met " + tally.faults());
        Fault.require(tally.rightAnswers() > 0, "no request was answered");
        return tally.rightAnswers() * 1000 / MILLIS;
    }

    private static String cut(Path group, long pid) throws IOException, InterruptedException {
        try {
            Files.createDirectory(group);
            Path quota = group.resolve("cpu.cfs_quota_us");
            if (Files.exists(quota)) {
                Files.writeString(quota, "20000");
            } else {
                Files.writeString(group.resolve("cpu.max"), "20000 100000");
            }
            Files.writeString(group.resolve("cgroup.procs"), Long.toString(pid));
            return "a control group";
        } catch (IOException e) {
            taskset(pid, "0");
            return "taskset to one core, because no control group can be made";
        }
    }

    private static void give(Path group, long pid) throws IOException, InterruptedException {
        if (Files.isDirectory(group)) {
            Files.writeString(group.resolveSibling("cgroup.procs"), Long.toString(pid));
            Thread.sleep(100);
            Files.deleteIfExists(group);
        } else {
            taskset(pid, "0-" + (Runtime.getRuntime().availableProcessors() - 1));
        }
    }

    private static void taskset(long pid, String cores) throws IOException, InterruptedException {
        int status = new ProcessBuilder("taskset", "-acp", cores, Long.toString(pid))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        Fault.require(status == 0, "taskset failed");
    }
}
