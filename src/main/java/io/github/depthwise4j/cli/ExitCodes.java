package io.github.depthwise4j.cli;

/** What the process returns to the shell. */
final class ExitCodes {
    static final int DONE = 0;
    static final int FAILED = 1;
    static final int BAD_INPUT = 2;

    private ExitCodes() {}
}
