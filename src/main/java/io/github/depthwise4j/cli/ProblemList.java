package io.github.depthwise4j.cli;

import io.github.depthwise4j.cli.io.CommandFailure;
import io.github.depthwise4j.cli.io.FileErrors;
import io.github.depthwise4j.problem.InvalidProblemException;
import io.github.depthwise4j.problem.Problem;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A file with one problem per line. Empty lines and lines that start with {@code #} are ignored. */
final class ProblemList {
    private ProblemList() {}

    /**
     * Reads a file.
     *
     * @throws CommandFailure if the file cannot be read, or a line is not a problem
     */
    static List<Problem> read(Path file) {
        List<String> lines;
        try {
            lines = Files.readAllLines(file);
        } catch (CharacterCodingException e) {
            throw CommandFailure.badInput(file + ": this is not text in UTF-8; name a file of problem lines.", e);
        } catch (IOException e) {
            throw FileErrors.cannotRead(file, e);
        }
        List<Problem> problems = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (!line.isEmpty() && !line.startsWith("#")) {
                problems.add(parse(file, i + 1, line));
            }
        }
        return problems;
    }

    private static Problem parse(Path file, int number, String line) {
        try {
            return Problem.parse(line);
        } catch (InvalidProblemException e) {
            throw CommandFailure.badInput(file + ", line " + number + ": " + e.getMessage(), e);
        }
    }
}
