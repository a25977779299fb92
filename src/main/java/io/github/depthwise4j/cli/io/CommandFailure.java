package io.github.depthwise4j.cli.io;

/** Ends a command: one sentence goes to the error writer, and the process returns an exit code. */
public final class CommandFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int exitCode;

    private CommandFailure(int exitCode, String message, Throwable cause) {
        super(message, cause);
        this.exitCode = exitCode;
    }

    /** The user must change a file or an option. */
    public static CommandFailure badInput(String message) {
        return new CommandFailure(ExitCodes.BAD_INPUT, message, null);
    }

    /** The user must change a file or an option; {@code --debug} shows the cause. */
    public static CommandFailure badInput(String message, Throwable cause) {
        return new CommandFailure(ExitCodes.BAD_INPUT, message, cause);
    }

    /** A result differs from the oracle's result. */
    public static CommandFailure verificationFailed(String message) {
        return new CommandFailure(ExitCodes.FAILED, message, null);
    }

    public int exitCode() {
        return exitCode;
    }
}
