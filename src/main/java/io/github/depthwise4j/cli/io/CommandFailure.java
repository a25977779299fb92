package io.github.depthwise4j.cli.io;

/** Ends a command with one sentence on the error writer and an exit code. */
public final class CommandFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int exitCode;

    private CommandFailure(int exitCode, String message, Throwable cause) {
        super(message, cause);
        this.exitCode = exitCode;
    }

    /** A file or an option the user has to change. */
    public static CommandFailure badInput(String message) {
        return new CommandFailure(ExitCodes.BAD_INPUT, message, null);
    }

    /** A file or an option the user has to change; the cause is shown with {@code --debug}. */
    public static CommandFailure badInput(String message, Throwable cause) {
        return new CommandFailure(ExitCodes.BAD_INPUT, message, cause);
    }

    /** A result that is not what the oracle says. */
    public static CommandFailure verificationFailed(String message) {
        return new CommandFailure(ExitCodes.FAILED, message, null);
    }

    public int exitCode() {
        return exitCode;
    }
}
