package io.github.depthwise4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import picocli.CommandLine;

/** What a command wrote and returned. */
record CommandRun(int exitCode, String out, String err) {

    /** Runs the program in this process. */
    static CommandRun of(Object... arguments) {
        return of(RootCommand.commandLine(), arguments);
    }

    static CommandRun of(CommandLine commandLine, Object... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exitCode = commandLine
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(Arrays.stream(arguments).map(Object::toString).toArray(String[]::new));
        return new CommandRun(exitCode, out.toString(), err.toString());
    }

    CommandRun succeeded() {
        assertThat(err).isEmpty();
        assertThat(exitCode).isZero();
        return this;
    }

    /** Exit code 2 and one line that holds all of these. */
    void refused(String... words) {
        assertThat(exitCode).as(out + err).isEqualTo(2);
        assertThat(err.lines()).hasSize(1);
        assertThat(err).startsWith("depthwise4j").contains(words);
    }
}
