package io.github.depthwise4j;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/** Processes with mounts of their own, where this user may make them. */
final class Namespace {
    private Namespace() {}

    /**
     * A command that runs another one, given as its arguments, after a line of shell. The test is left out, with a
     * message, where that is not allowed.
     */
    static String[] after(String mounts) throws InterruptedException {
        for (String unshare : List.of("-m", "-rm")) {
            String[] command = {"unshare", unshare, "sh", "-c", mounts + " && exec \"$0\" \"$@\""};
            if (succeeds(command)) {
                return command;
            }
        }
        assumeThat(false)
                .as("this user may not mount a file system, not even in a namespace of its own (unshare -rm)")
                .isTrue();
        throw new AssertionError();
    }

    private static boolean succeeds(String... command) throws InterruptedException {
        String[] tried = Arrays.copyOf(command, command.length + 1);
        tried[command.length] = "true";
        try {
            return new ProcessBuilder(tried)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            // There is no such command, as on other systems.
            return false;
        }
    }
}
