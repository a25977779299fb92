package io.github.depthwise4j.cli;

import io.github.depthwise4j.cli.io.CliCommand;
import io.github.depthwise4j.cli.network.NetworkCommand;
import io.github.depthwise4j.cli.options.PathText;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The program without a command, {@code depthwise4j}. Its {@code --help} is the documentation. */
@Command(
        name = "depthwise4j",
        versionProvider = VersionText.class,
        synopsisSubcommandLabel = "[<command>]",
        description = {
            "TensorFlow's tf.nn.depthwise_conv2d for Java servers, computed by oneDNN. No TensorFlow, no Python.",
            "",
            "This program demonstrates the library, runs it on files, and proves its results on your machine. "
                    + "Without a command it runs demo. Every command has its own --help.",
            ""
        },
        commandListHeading = "%nCommands:%n",
        optionListHeading = "Options:%n",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:a result was wrong, or the computation failed",
            "2:a file or an option cannot be used; one line on standard error gives the reason"
        },
        footer = {
            "",
            "Examples:",
            "  depthwise4j",
            "      two small examples, computed and checked",
            "  depthwise4j image --input photo.jpg --filter sobel --output edges.png",
            "      the edges of a photograph",
            "  depthwise4j conv --input x.npy --filter f.npy --output y.npy --check",
            "      arrays from NumPy and back, every element compared with plain Java",
            "  depthwise4j plan --input-shape 1x112x112x32 --filter-shape 3x3x32x1",
            "      how it would be computed here",
            "  depthwise4j wisdom --problems layers.txt --output wisdom.txt",
            "      the fastest way to compute each layer, measured once for all servers",
            "  depthwise4j compare --input 1x15x15x3 --filter 3x3 --output-channels 8",
            "      how much work a depthwise or separable convolution saves",
            "  depthwise4j verify --cases 1000",
            "      a thousand random problems against plain Java",
            "  depthwise4j network run model.tflite --image photo.jpg",
            "      a whole network on a picture"
        },
        subcommands = {
            DemoCommand.class,
            ConvCommand.class,
            ImageCommand.class,
            PlanCommand.class,
            WisdomCommand.class,
            CompareCommand.class,
            VerifyCommand.class,
            NetworkCommand.class,
            InfoCommand.class,
            NativesCommand.class
        })
final class RootCommand extends CliCommand {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Shows this help and exits.")
    private boolean help;

    @Option(names = "--version", versionHelp = true, description = "Shows the versions and exits.")
    private boolean version;

    /**
     * Only shown in the help: {@link Failures} looks for the option itself, also if the command line cannot be parsed.
     */
    @Option(names = Failures.DEBUG, scope = ScopeType.INHERIT, description = "Shows the stack trace of a failure.")
    private boolean debug;

    /** For {@link #commandLine()}. */
    RootCommand() {}

    /** Runs a command and returns its exit code. */
    static int run(String[] arguments) {
        return commandLine().execute(arguments);
    }

    static CommandLine commandLine() {
        return configured(new CommandLine(new RootCommand()));
    }

    static CommandLine configured(CommandLine commandLine) {
        Failures failures = new Failures();
        return commandLine
                .registerConverter(Path.class, new PathText())
                .setParameterExceptionHandler(failures)
                .setExecutionExceptionHandler(failures)
                .setExecutionStrategy(failures)
                // A file name may start with @, and a backslash in a path stays a backslash.
                .setExpandAtFiles(false)
                .setUsageHelpAutoWidth(true);
    }

    /** Without a command, runs the demo. */
    @Override
    public Integer call() throws Exception {
        DemoCommand demo = spec().subcommands().get("demo").getCommand();
        return demo.call();
    }
}
