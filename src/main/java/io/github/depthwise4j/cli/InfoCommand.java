package io.github.depthwise4j.cli;

import io.github.depthwise4j.Depthwise4j;
import io.github.depthwise4j.LibraryInfo;
import io.github.depthwise4j.cli.io.ExitCodes;
import io.github.depthwise4j.memory.NativeMemory;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Command;

/** {@code depthwise4j info}: the versions, the machine and the settings, as a bug report needs them. */
@Command(
        name = "info",
        description = {
            "Shows versions, instruction set, threads, native files, memory alignment, the current settings with the "
                    + "place each was set, and the licences. Add its output to every bug report."
        })
final class InfoCommand extends CliCommand {
    private static final String ROW = "  %-22s %s%n";

    @Override
    public Integer call() {
        LibraryInfo info = Depthwise4j.load();
        versions(info);
        machine(info);
        heading("Settings (a system property overrides an environment variable, which overrides the default)");
        for (Map.Entry<String, String> setting : info.settings().entrySet()) {
            row(setting.getKey(), setting.getValue());
        }
        licences();
        return ExitCodes.DONE;
    }

    private void versions(LibraryInfo info) {
        heading("Versions");
        row("depthwise4j", info.libraryVersion());
        row("oneDNN", info.oneDnnVersion());
        row("JavaCPP", info.javaCppVersion());
        row(
                "Java",
                System.getProperty("java.version") + ", " + System.getProperty("java.vm.name") + ", "
                        + System.getProperty("java.vendor"));
        row(
                "operating system",
                System.getProperty("os.name") + " " + System.getProperty("os.version") + ", "
                        + System.getProperty("os.arch"));
    }

    private void machine(LibraryInfo info) {
        heading("This machine");
        row("instruction set", info.instructionSet() + " (the newest oneDNN uses here)");
        row("processors", Runtime.getRuntime().availableProcessors() + " (as Java sees them)");
        row(
                "OpenMP threads",
                info.threadsControlled()
                        ? "1 per call: oneDNN computes on the calling thread and starts no threads"
                        : "NOT controlled: the OpenMP library was not found, and oneDNN may start threads");
        row("native library", info.nativeLibrary());
        row("native cache", cache(info.nativeLibrary()));
        row("memory alignment", NativeMemory.ALIGNMENT + " bytes");
    }

    /** The directory into which JavaCPP unpacks. It contains a directory for each jar. */
    private static String cache(String library) {
        for (Path path = Path.of(library); path != null; path = path.getParent()) {
            if (path.toString().endsWith(".jar") && path.getParent() != null) {
                return path.getParent() + " (another one: -Dorg.bytedeco.javacpp.cachedir=<directory>)";
            }
        }
        return "none: the library was not unpacked from a jar";
    }

    private void licences() {
        heading("Licences");
        row("depthwise4j", "Apache-2.0");
        row("oneDNN", "Apache-2.0");
        row("JavaCPP and presets", "Apache-2.0, or GPL-2.0 with Classpath exception");
        row("OpenCL loader", "Apache-2.0 (loaded with oneDNN; no GPU is used)");
        row("GNU OpenMP (libgomp)", "GPL-3.0 with GCC Runtime Library Exception");
        row("picocli", "Apache-2.0 (command line only)");
    }

    private void heading(String text) {
        out().println(text);
    }

    private void row(String name, String value) {
        out().printf(ROW, name, value);
    }
}
