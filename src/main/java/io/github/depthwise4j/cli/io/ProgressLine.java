package io.github.depthwise4j.cli.io;

import java.io.Console;
import java.io.PrintWriter;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Shows the progress of long work on the error writer. On a terminal it is one line, which is updated in place and
 * removed at the end; otherwise a line is printed every ten seconds. Short work prints nothing.
 */
public final class ProgressLine implements AutoCloseable {
    private static final long FIRST_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long TERMINAL_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
    private static final long LOG_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final PrintWriter err;
    private final boolean terminal;
    private final LongSupplier nanoClock;
    private long nextNanos;
    private int shown;

    public ProgressLine(PrintWriter err, boolean terminal, LongSupplier nanoClock) {
        this.err = err;
        this.terminal = terminal;
        this.nanoClock = nanoClock;
        this.nextNanos = nanoClock.getAsLong() + (terminal ? FIRST_NANOS : LOG_NANOS);
    }

    public static ProgressLine on(PrintWriter err) {
        return new ProgressLine(err, isTerminal(), System::nanoTime);
    }

    private static boolean isTerminal() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            // From Java 22 on there is a console even without a terminal; Java 22 also added this method.
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException e) {
            return true;
        }
    }

    /** Shows the progress if the last output is long enough ago, as "image: 120 of 480 rows (25 %)". */
    public void show(String work, long done, long total, String unit) {
        long now = nanoClock.getAsLong();
        if (now - nextNanos < 0) {
            return;
        }
        nextNanos = now + (terminal ? TERMINAL_NANOS : LOG_NANOS);
        String line = work + ": " + done + " of " + total + " " + unit + " (" + done * 100 / Math.max(1, total) + " %)";
        if (terminal) {
            err.print("\r" + line + " ".repeat(Math.max(0, shown - line.length())));
        } else {
            err.println(line);
        }
        shown = line.length();
        err.flush();
    }

    /** Removes the line from a terminal. */
    @Override
    public void close() {
        if (terminal && shown > 0) {
            err.print("\r" + " ".repeat(shown) + "\r");
            err.flush();
        }
    }
}
