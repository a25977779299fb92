package io.github.depthwise4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class NativesCommandTest {
    @TempDir
    Path directory;

    @Test
    void unpacksTheNativeCodeAndPrintsTheOptionsThatUseIt() throws Exception {
        Path natives = directory.resolve("new/natives");
        String printed = CommandRun.of("natives", "unpack", natives).succeeded().out();
        assertThat(printed).contains("-Djava.library.path=" + natives);
        assertThat(natives.resolve("java.options")).hasContent(printed);
        // What was there is replaced.
        Files.writeString(natives.resolve("libgomp.so"), "half");
        CommandRun.of("natives", "unpack", natives).succeeded();
        assertThat(natives.resolve("libgomp.so"))
                .satisfies(file -> assertThat(Files.size(file)).isGreaterThan(100_000));
    }

    @Test
    void asksForADirectory() {
        CommandRun.of("natives", "unpack").refused("DIR");
        CommandRun.of("natives").refused("name a command, as natives unpack");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void saysThatADirectoryCannotBeMade() throws Exception {
        CommandRun.of("natives", "unpack", "/proc/natives").refused("/proc/natives: the directory cannot be made");
        Path file = Files.createFile(directory.resolve("file"));
        CommandRun.of("natives", "unpack", file.resolve("below"))
                .refused("the directory cannot be made", "ot a directory");
        CommandRun.of("natives", "unpack", "").refused("DIR", "the name is empty");
    }
}
