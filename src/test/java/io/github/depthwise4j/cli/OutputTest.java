package io.github.depthwise4j.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.depthwise4j.numpy.NpyBytes;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where nothing can be written, every command that writes says why. */
class OutputTest {
    @TempDir
    private Path directory;

    /** Every command that writes a file, once for the given name, which may have to end as the command wants it. */
    private List<CommandRun> writers(String output) throws IOException {
        Path x = NpyBytes.write(directory.resolve("x.npy"), NpyBytes.file("<f4", false, "(1, 1, 1, 1)", 2));
        Path picture = directory.resolve("x.png");
        ImageIO.write(new BufferedImage(2, 2, BufferedImage.TYPE_BYTE_GRAY), "png", picture.toFile());
        String problem = "depthwise_conv2d float32 NHWC SAME ic1ih2iw2oc1kh1kw1";
        return List.of(
                CommandRun.of("conv", "--input", x, "--filter", x, "--output", output),
                CommandRun.of("image", "--input", picture, "--filter", "blur", "--output", output + ".png"),
                CommandRun.of("wisdom", "--problem", problem, "--output", output));
    }

    private void eachIsRefused(String output, String reason) throws IOException {
        for (CommandRun run : writers(output)) {
            run.refused(output, ": the file cannot be written (", reason);
        }
    }

    @Test
    void aDirectoryThatTakesNoNewFilesIsNamed() throws IOException {
        assumeTrue(Files.isDirectory(Path.of("/proc")), "only Linux has /proc");
        eachIsRefused("/proc/y", "no file can be created in the directory /proc");
    }

    @Test
    void aMissingDirectoryAndAFileInItsPlaceAreToldFromOneAnother() throws IOException {
        Path none = directory.resolve("none");
        eachIsRefused(none + "/y", "the directory " + none + " does not exist; create it first");
        Path file = Files.createFile(directory.resolve("file"));
        eachIsRefused(file + "/y", file + " is not a directory; name a file in a directory");
        eachIsRefused(file + "/more/y", file + " is not a directory; name a file in a directory");
    }

    @Test
    void aDirectoryIsNoFileToWrite() throws IOException {
        Files.createDirectory(directory.resolve("d"));
        Files.createDirectory(directory.resolve("d.png"));
        eachIsRefused(directory.resolve("d").toString(), "this is a directory; name a file to write");
    }

    @Test
    void aNameTooLongIsToldAsSuch() throws IOException {
        eachIsRefused(directory.resolve("y".repeat(300)).toString(), "too long");
    }

    @Test
    void aFullDeviceIsToldAsSuch() throws IOException {
        assumeTrue(Files.exists(Path.of("/dev/full")), "only Linux has /dev/full");
        Path x = NpyBytes.write(directory.resolve("x.npy"), NpyBytes.file("<f4", false, "(1, 1, 1, 1)", 2));
        CommandRun.of("conv", "--input", x, "--filter", x, "--output", "/dev/full")
                .refused("/dev/full: the file cannot be written (No space left on device)");
    }

    @Test
    void nativeCodeIsUnpackedToADirectoryOnly() throws IOException {
        Path file = Files.createFile(directory.resolve("file"));
        CommandRun.of("natives", "unpack", file).refused(file + ": this is a file; name a directory");
        CommandRun.of("natives", "unpack", file.resolve("d")).refused("Not a directory");
        assertThat(file).isEmptyFile();
        assumeTrue(Files.isDirectory(Path.of("/proc")), "only Linux has /proc");
        CommandRun.of("natives", "unpack", "/proc/d").refused("there is no /proc/d, and it cannot be created");
    }
}
