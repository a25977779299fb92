package io.github.depthwise4j.documentation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A page of the documentation, with its blocks of code and its links. */
record Page(Path file, List<String> lines) {
    static final Path README = Path.of("README.md");
    static final Path SITE = Path.of("src/site/markdown");

    private static final Pattern FENCE = Pattern.compile("```(\\w*)");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
    /** Letters after a backquote, as in GitHub's names of headings: what remains of a heading. */
    private static final Pattern NOT_IN_ANCHORS = Pattern.compile("[^\\p{L}\\p{N} _-]");

    /** A fenced block; the line of the fence counts from 1, and expected is the block "output" after it. */
    record Block(Page page, int line, String language, String text, Optional<String> expected) {
        @Override
        public String toString() {
            return page.file.getFileName() + ":" + line;
        }
    }

    /** All pages: the README, what else is beside it, and the site. */
    static List<Page> all() {
        try (Stream<Path> top = Files.list(Path.of("."));
                Stream<Path> site = Files.list(SITE)) {
            return Stream.concat(top.map(Path::normalize), site)
                    .filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .map(Page::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Page read(Path file) {
        try {
            return new Page(file, Files.readAllLines(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Block> blocks(String language) {
        return all().stream()
                .flatMap(page -> page.blocks().stream())
                .filter(block -> block.language().equals(language))
                .toList();
    }

    List<Block> blocks() {
        List<Block> blocks = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            Matcher fence = FENCE.matcher(lines.get(i));
            if (!fence.matches()) {
                continue;
            }
            int end = end(i);
            String text = String.join("\n", lines.subList(i + 1, end));
            blocks.add(new Block(this, i + 1, fence.group(1), text, expected(end + 1)));
            i = end;
        }
        return blocks;
    }

    private int end(int fence) {
        for (int i = fence + 1; i < lines.size(); i++) {
            if (lines.get(i).equals("```")) {
                return i;
            }
        }
        throw new IllegalStateException(file + ":" + (fence + 1) + " opens a block that never ends");
    }

    private Optional<String> expected(int after) {
        boolean follows = after + 1 < lines.size()
                && lines.get(after).isBlank()
                && lines.get(after + 1).equals("```output");
        return follows ? Optional.of(String.join("\n", lines.subList(after + 2, end(after + 1)))) : Optional.empty();
    }

    /** The lines outside of blocks. */
    List<String> prose() {
        List<String> prose = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (FENCE.matcher(lines.get(i)).matches()) {
                i = end(i);
            } else {
                prose.add(lines.get(i));
            }
        }
        return prose;
    }

    List<String> links() {
        return LINK.matcher(String.join("\n", prose()))
                .results()
                .map(link -> link.group(1))
                .toList();
    }

    /** Whether a heading has this anchor, by GitHub's rule. */
    boolean hasAnchor(String anchor) {
        return prose().stream()
                .filter(line -> line.startsWith("#"))
                .map(line -> NOT_IN_ANCHORS
                        .matcher(line.replaceFirst("#+ ", "").toLowerCase(java.util.Locale.ROOT))
                        .replaceAll("")
                        .replace(' ', '-'))
                .anyMatch(anchor::equals);
    }
}
