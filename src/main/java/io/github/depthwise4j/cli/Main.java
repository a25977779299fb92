package io.github.depthwise4j.cli;

import io.github.depthwise4j.cli.io.ExitCodes;
import io.github.depthwise4j.settings.LibraryVersion;

/**
 * Where the command line begins. This class knows nothing of picocli, which need not be on the class path, so that it
 * can say what is missing.
 */
public final class Main {
    private Main() {}

    /**
     * Runs a command and ends the JVM with its exit code, unless that is 0: a JVM that did what it was asked to ends by
     * itself, and may have been started by a build that wants to go on.
     *
     * @param arguments the command and its options
     */
    public static void main(String[] arguments) {
        int exitCode = ExitCodes.BAD_INPUT;
        if (hasPicocli()) {
            exitCode = RootCommand.run(arguments);
        } else {
            System.err.println(
                    "depthwise4j: the command line needs picocli, which is not on the class path; run java -jar "
                            + "depthwise4j-" + LibraryVersion.text() + "-cli.jar, which holds everything, or add "
                            + "info.picocli:picocli.");
        }
        if (exitCode != ExitCodes.DONE) {
            System.exit(exitCode);
        }
    }

    private static boolean hasPicocli() {
        try {
            Class.forName("picocli.CommandLine", false, Main.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }
}
