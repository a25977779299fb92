package io.github.depthwise4j.cli;

import io.github.depthwise4j.cli.io.ExitCodes;
import io.github.depthwise4j.settings.LibraryVersion;

/**
 * The start of the command line. This class does not use picocli: if picocli is not on the class path, the class
 * reports that.
 */
public final class Main {
    private Main() {}

    /**
     * Runs a command. If its exit code is not 0, ends the JVM with that code. After success the JVM is not ended here,
     * because a build may run the command in its own JVM and continue.
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
