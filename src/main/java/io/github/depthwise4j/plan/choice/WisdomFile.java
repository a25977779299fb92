package io.github.depthwise4j.plan.choice;

import io.github.depthwise4j.files.AtomicFile;
import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.problem.InvalidProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The file of wisdom. It is ASCII text: the first line names the format, and each other line is an entry, with {@code
 * |} between its columns. The entries are sorted. Entries of other machines are kept as they are: their problems and
 * strategies need not be known here.
 *
 * <p>Anybody may have written the file, so that reading takes limited memory and time for any content.
 */
final class WisdomFile {
    static final String FIRST_LINE = "# depthwise4j wisdom, format 1";

    /** The most entries of a file. */
    static final int MOST_ENTRIES = 20_000;

    /** The longest line. Problem lines have about 100 to 200 characters, names of strategies about 50. */
    static final int LONGEST_LINE = 1_000;

    private static final List<String> EXPLANATION = List.of(
            FIRST_LINE,
            "# The fastest way to compute each problem, as measured; used where the first three columns match.",
            "# depthwise4j | oneDNN | instruction set | problem | way");
    private static final int MOST_LINES = MOST_ENTRIES + 100;
    private static final int MOST_BYTES = MOST_LINES * (LONGEST_LINE + 2);
    private static final int COLUMNS = 5;
    private static final String BETWEEN = " | ";
    private static final int LONGEST_REASON = 300;

    private final WisdomScope scope;
    private final SortedMap<WisdomKey, String> entries = new TreeMap<>();
    private final List<String> broken = new ArrayList<>();

    private WisdomFile(WisdomScope scope) {
        this.scope = scope;
    }

    /**
     * Reads a file.
     *
     * @param scope the scope of this machine: its entries are checked, the entries of others are taken as they are
     * @throws FileSystemException if this is not a file of wisdom; its reason says why
     */
    static WisdomFile read(Path file, WisdomScope scope) throws IOException {
        if (Files.isDirectory(file)) {
            throw new FileSystemException(file.toString(), null, "this is a directory; name a file");
        }
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(MOST_BYTES + 1);
        }
        WisdomFile content = new WisdomFile(scope);
        // In this charset every byte is a character: bytes that are not ASCII are found below.
        Iterator<String> lines =
                new String(bytes, StandardCharsets.ISO_8859_1).lines().iterator();
        if (!lines.hasNext() || !lines.next().strip().equals(FIRST_LINE)) {
            throw new FileSystemException(
                    file.toString(),
                    null,
                    "this is no file of measured plans that this version can read: its first line is not \""
                            + FIRST_LINE + "\"; name one that saveWisdom wrote");
        }
        int number = 1;
        while (lines.hasNext() && number <= MOST_LINES && bytes.length <= MOST_BYTES) {
            number++;
            content.add(number, lines.next().strip());
        }
        if (lines.hasNext() || bytes.length > MOST_BYTES) {
            throw new FileSystemException(
                    file.toString(),
                    null,
                    "this file is too long: saveWisdom writes at most " + MOST_ENTRIES + " entries; make it anew");
        }
        return content;
    }

    private void add(int number, String line) {
        if (line.isEmpty() || line.startsWith("#")) {
            return;
        }
        try {
            parse(line);
        } catch (InvalidProblemException e) {
            String reason = e.getMessage();
            broken.add("line " + number + ": " + reason.substring(0, Math.min(LONGEST_REASON, reason.length())));
        }
    }

    private void parse(String line) {
        if (line.length() > LONGEST_LINE || !line.chars().allMatch(c -> c >= ' ' && c <= '~')) {
            throw refused("it has more than " + LONGEST_LINE + " characters, or others than ASCII");
        }
        String[] columns =
                Arrays.stream(line.split("\\|", -1)).map(String::strip).toArray(String[]::new);
        if (columns.length != COLUMNS || Arrays.stream(columns).anyMatch(String::isEmpty)) {
            throw refused("it does not have " + COLUMNS + " columns with | between them");
        }
        WisdomScope where = new WisdomScope(columns[0], columns[1], columns[2]);
        String problem = where.equals(scope)
                ? ConvolutionProblem.parse(columns[3]).unnamed().toString()
                : columns[3];
        entries.put(new WisdomKey(where, problem), columns[4]);
    }

    private static InvalidProblemException refused(String reason) {
        return new InvalidProblemException("text", reason);
    }

    /** All entries, sorted. */
    SortedMap<WisdomKey, String> entries() {
        return entries;
    }

    /** The number and the reason for each line that cannot be read. */
    List<String> broken() {
        return broken;
    }

    /** Whether an entry fits into the file. */
    static boolean fits(WisdomKey key, String strategy) {
        return line(key, strategy).length() <= LONGEST_LINE;
    }

    private static String line(WisdomKey key, String strategy) {
        WisdomScope where = key.scope();
        return String.join(BETWEEN, where.library(), where.oneDnn(), where.isa(), key.problem(), strategy);
    }

    /**
     * Writes a file, or replaces an old one, in one step.
     *
     * @throws FileSystemException if it cannot be written, or there are too many entries
     */
    static void write(Path file, SortedMap<WisdomKey, String> entries) throws IOException {
        if (entries.size() > MOST_ENTRIES) {
            throw new FileSystemException(
                    file.toString(),
                    null,
                    "the file would have " + entries.size() + " entries, but at most " + MOST_ENTRIES
                            + " are allowed; save to a new file");
        }
        StringBuilder text = new StringBuilder();
        EXPLANATION.forEach(line -> text.append(line).append('\n'));
        for (Map.Entry<WisdomKey, String> entry : entries.entrySet()) {
            text.append(line(entry.getKey(), entry.getValue())).append('\n');
        }
        new AtomicFile(file).write(out -> out.write(text.toString().getBytes(StandardCharsets.US_ASCII)));
    }
}
