package io.github.depthwise4j.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.depthwise4j.Depthwise4j;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** What holds for every page: its links lead somewhere, and its blocks are of kinds that tests know. */
class PagesTest {
    private static final String REPOSITORY = "https://github.com/depthwise4j/depthwise4j/blob/main/";
    private static final int MOST_LINES_OF_README = 150;
    /** Python needs Keras; a text shows something; ci/packaging.sh runs the Dockerfile. The others are tested. */
    private static final Set<String> LANGUAGES =
            Set.of("java", "kotlin", "xml", "sh", "output", "text", "python", "dockerfile");

    private static final int MOST_COLUMNS = 120;
    /** With the mark of an item of a list. */
    private static final Pattern FIRST_WORD = Pattern.compile("\\s*(?:(?:[-*]|\\d+\\.)\\s+)?\\S+(?= )");

    private static final Pattern INDENTED = Pattern.compile(" {4}\\S.*");

    static Stream<Page> pages() {
        return Page.all().stream();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyLinkLeadsSomewhere(Page page) {
        boolean ofSite = page.file().startsWith(Page.SITE);
        for (String link : page.links()) {
            if (link.startsWith(REPOSITORY)) {
                assertThat(Path.of(link.substring(REPOSITORY.length())))
                        .as("%s: %s", page.file(), link)
                        .exists();
            } else if (!link.startsWith("https://")) {
                leadsSomewhere(page, link, ofSite);
            }
        }
    }

    private static void leadsSomewhere(Page page, String link, boolean ofSite) {
        String[] parts = link.split("#", 2);
        Path file = parts[0].isEmpty() ? page.file() : page.file().resolveSibling(parts[0]);
        if (ofSite && !Files.exists(file)) {
            file = Path.of("src/site/resources").resolve(parts[0]);
        } else if (ofSite) {
            assertThat(file.normalize().startsWith(Page.SITE))
                    .as("%s: %s is not part of the site; link to %s", page.file(), link, REPOSITORY)
                    .isTrue();
        }
        assertThat(file).as("%s: %s", page.file(), link).exists();
        if (parts.length == 2) {
            assertThat(Page.read(file).hasAnchor(parts[1]))
                    .as("%s: %s", page.file(), link)
                    .isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyBlockIsOfAKindThatIsTested(Page page) {
        for (Page.Block block : page.blocks()) {
            assertThat(LANGUAGES).as("the language of %s", block).contains(block.language());
        }
        List<String> prose = page.prose();
        for (int i = 1; i < prose.size(); i++) {
            assertThat(prose.get(i - 1).isBlank()
                            && INDENTED.matcher(prose.get(i)).matches())
                    .as("%s has an indented block, which no test finds: %s", page.file(), prose.get(i))
                    .isFalse();
        }
    }

    @Test
    void everyDependencyIsOneThatTheLibraryHas() throws Exception {
        String pom = Files.readString(Path.of("pom.xml"));
        List<Page.Block> blocks = Page.blocks("xml");
        assertThat(blocks).isNotEmpty();
        for (Page.Block block : blocks) {
            NodeList dependencies = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(new StringReader("<all>" + block.text() + "</all>")))
                    .getElementsByTagName("dependency");
            assertThat(dependencies.getLength()).as("dependencies in %s", block).isPositive();
            for (int i = 0; i < dependencies.getLength(); i++) {
                String artifact = text((Element) dependencies.item(i), "artifactId");
                String version = text((Element) dependencies.item(i), "version");
                assertThat(version)
                        .as("the version of %s in %s", artifact, block)
                        .isEqualTo(artifact.equals("depthwise4j") ? Depthwise4j.version() : property(pom, artifact));
            }
        }
        for (Page.Block block : Page.blocks("kotlin")) {
            assertThat(block.text())
                    .isEqualTo("implementation(\"io.github.depthwise4j:depthwise4j:" + Depthwise4j.version() + "\")");
        }
    }

    private static String text(Element element, String tag) {
        return element.getElementsByTagName(tag).item(0).getTextContent();
    }

    private static String property(String pom, String artifact) {
        return pom.lines()
                .map(String::strip)
                .filter(line -> line.startsWith("<" + artifact + ".version>"))
                .map(line -> line.replaceAll("<[^>]*>", ""))
                .findFirst()
                .orElseThrow();
    }

    /** Tables and code are as wide as they must be. So is a line of one long link. */
    @Test
    void noProseIsWiderThanAScreen() throws IOException {
        List<String> wide = new ArrayList<>();
        for (Path file : markdownFiles()) {
            Page.read(file).prose().stream()
                    .filter(line -> line.length() > MOST_COLUMNS && !line.startsWith("|") && canBeBroken(line))
                    .forEach(line -> wide.add(file + ": " + line));
        }
        assertThat(wide).isEmpty();
    }

    /** Whether the first word, after the mark of an item, fits on the line. */
    private static boolean canBeBroken(String line) {
        Matcher first = FIRST_WORD.matcher(line);
        return first.lookingAt() && first.end() <= MOST_COLUMNS;
    }

    /** The pages, and the files beside what they explain. The list of changes has one line for each change. */
    private static List<Path> markdownFiles() throws IOException {
        List<Path> files = new ArrayList<>(Page.all().stream().map(Page::file).toList());
        files.remove(Path.of("CHANGELOG.md"));
        for (String folder : List.of("licenses", "native-config", "src")) {
            try (Stream<Path> inside = Files.walk(Path.of(folder))) {
                inside.filter(file -> file.toString().endsWith(".md") && !file.startsWith(Page.SITE))
                        .filter(file -> !file.toString().contains("/target/"))
                        .forEach(files::add);
            }
        }
        assertThat(files).hasSizeGreaterThan(20);
        return files;
    }

    @Test
    void theReadmeIsShort() {
        assertThat(Page.read(Page.README).lines()).hasSizeLessThanOrEqualTo(MOST_LINES_OF_README);
    }

    @Test
    void everyPageOfTheSiteIsInItsMenu() throws Exception {
        String menu = Files.readString(Path.of("src/site/site.xml"));
        pages().filter(page -> page.file().startsWith(Page.SITE))
                .map(page -> page.file().getFileName().toString().replace(".md", ".html"))
                .forEach(name -> assertThat(menu).contains("href=\"" + name + "\""));
    }

    @Test
    void everyScriptIsExplainedToContributors() throws Exception {
        String contributing = Files.readString(Path.of("CONTRIBUTING.md"));
        try (Stream<Path> scripts = Files.list(Path.of("ci"))) {
            scripts.filter(Files::isRegularFile)
                    .forEach(script -> assertThat(contributing).contains("`" + script + "`"));
        }
    }

    @Test
    void packagingRunsTheDockerfileOfThePageThatHasOne() throws Exception {
        List<Page.Block> dockerfiles = Page.blocks("dockerfile");
        assertThat(dockerfiles).hasSize(1);
        assertThat(Files.readString(Path.of("ci/packaging.sh")))
                .contains("page=" + dockerfiles.get(0).page().file());
    }
}
