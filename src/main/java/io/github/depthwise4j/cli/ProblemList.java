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

/** A file of problems, one on a line; empty lines and those that begin with {@code #} do not count. */
final class ProblemList {
    private ProblemList() {}

    /**
     * Reads a file.
     *
     * @throws CommandFailure if it cannot be read, or a line is no problem
     */
    static List<Problem> read(Path file) {
        List<String> lines;
        try {
            lines = Files.readAllLines(file);
        } catch (CharacterCodingException e) {
            throw CommandFailure.badInput(file + ": this is no text in UTF-8; name a file of problem lines.", e);
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
