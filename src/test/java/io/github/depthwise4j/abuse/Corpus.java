package io.github.depthwise4j.abuse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

/** The files that readers of files are tried on: what fuzzers began with, and what they found. */
public final class Corpus {
    private static final int MUTATIONS = 120;

    private Corpus() {}

    /** Reads bytes as a file, and returns whether they were read; false if they were refused as documented. */
    @FunctionalInterface
    public interface Reader {
        boolean readOrRefuse(byte[] bytes) throws IOException;
    }

    /** Lets a reader read the bytes and their mutations; it throws if something is neither read nor refused. */
    public static void readMutations(byte[] bytes, Reader reader) throws IOException {
        reader.readOrRefuse(bytes);
        for (byte[] mutated : mutations(bytes)) {
            reader.readOrRefuse(mutated);
        }
    }

    /** A reader that refuses everything, or nothing, fails here. */
    public static void assertSomeAreReadAndOthersRefused(Stream<byte[]> files, Reader reader) throws IOException {
        Set<Boolean> read = new HashSet<>();
        for (byte[] bytes : files.toList()) {
            read.add(reader.readOrRefuse(bytes));
        }
        assertThat(read).containsExactlyInAnyOrder(true, false);
    }

    /** The contents of all files in a directory of the resources, by name. */
    public static Stream<byte[]> files(Class<?> test, String directory) {
        try (Stream<Path> files = Files.list(Path.of(uri(test, directory)))) {
            return files.sorted().map(Corpus::read).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static URI uri(Class<?> test, String directory) {
        try {
            return Objects.requireNonNull(test.getResource(directory), directory)
                    .toURI();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Bytes with a few changed, cut out, doubled or cut off, always the same ones. */
    private static Iterable<byte[]> mutations(byte[] bytes) {
        Random random = new Random(Arrays.hashCode(bytes));
        return () ->
                Stream.generate(() -> mutated(bytes, random)).limit(MUTATIONS).iterator();
    }

    private static byte[] mutated(byte[] bytes, Random random) {
        byte[] result = bytes.clone();
        for (int changes = 1 + random.nextInt(3); changes > 0 && result.length > 0; changes--) {
            int at = random.nextInt(result.length);
            switch (random.nextInt(6)) {
                case 0 -> result = Arrays.copyOf(result, at);
                case 1 -> result[at] ^= (byte) (1 << random.nextInt(8));
                case 2 -> result[at] = (byte) "0129-[],x ".charAt(random.nextInt(10));
                case 3 -> result[at] = (byte) (random.nextBoolean() ? 0xff : 0);
                case 4 -> System.arraycopy(result, 0, result, at, Math.min(result.length - at, random.nextInt(9)));
                default -> result[at] = (byte) random.nextInt(256);
            }
        }
        return result;
    }

    /** A file to be written again and again, gone when the JVM ends. */
    public static Path temporaryFile() {
        try {
            Path file = Files.createTempFile("corpus", ".bin");
            file.toFile().deleteOnExit();
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
