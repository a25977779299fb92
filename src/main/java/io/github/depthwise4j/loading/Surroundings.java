package io.github.depthwise4j.loading;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Names of directories that Java cannot read jars from, or cannot spell. */
final class Surroundings {
    /** What Java puts where the locale has no character. */
    private static final char UNREADABLE = '\uFFFD';

    private static final String END = "!/";

    private static final List<String> DIRECTORIES =
            List.of("org.bytedeco.javacpp.cachedir", "jna.tmpdir", "user.home", "java.io.tmpdir", "user.dir");

    private Surroundings() {}

    /** What is wrong with one of them, so that nothing can be loaded; says nothing of what works. */
    static Optional<String> problem() {
        return unreadableJar().or(Surroundings::unreadableClassPath);
    }

    /** Java takes the first {@code !/} of a URL for the end of the jar's name. Frameworks with jars in jars read theirs otherwise. */
    static Optional<String> unreadableJar() {
        return Stream.of(
                        Stream.of(NativeJars.resource(ownClass())),
                        Remedies.classes().stream().map(NativeJars::resource),
                        new NativeJars(NativePlatform.current()).libraries().stream())
                .flatMap(urls -> urls)
                .filter(url -> url != null
                        && url.getPath().indexOf(END) < url.getPath().lastIndexOf(END))
                .filter(url -> !isReadable(url))
                .map(url -> url.getPath().substring(0, url.getPath().lastIndexOf(END)))
                .findFirst()
                .map(
                        jar -> "Java cannot read resources of the jar " + jar
                                + ", as the name of one of its directories ends in !; move it to a directory whose name does not");
    }

    private static String ownClass() {
        return Surroundings.class.getName().replace('.', '/') + ".class";
    }

    private static boolean isReadable(URL url) {
        try (InputStream in = url.openStream()) {
            return in.read() >= 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** Only where classes are missing: a jar that nobody needs may have any name. */
    private static Optional<String> unreadableClassPath() {
        if (Remedies.missingClasses().isEmpty()
                && new NativeJars(NativePlatform.current()).missing().isEmpty()) {
            return Optional.empty();
        }
        return Stream.of("java.class.path", "jdk.module.path")
                .flatMap(property -> Stream.of(System.getProperty(property, "").split(File.pathSeparator)))
                .filter(entry -> !canSpell(entry))
                .findFirst()
                .map(Surroundings::spelling);
    }

    /** A directory that a loader writes to and the locale cannot spell. */
    static Optional<String> unreadableDirectory() {
        return DIRECTORIES.stream()
                .map(property -> System.getProperty(property, ""))
                .filter(directory -> !canSpell(directory))
                .findFirst()
                .map(Surroundings::spelling);
    }

    /** Java 17 itself makes no logger for a process in such a directory. */
    static Optional<String> unreadableWorkingDirectory() {
        String directory = System.getProperty("user.dir", "");
        return canSpell(directory) || makesLoggers() ? Optional.empty() : Optional.of(spelling(directory));
    }

    private static boolean makesLoggers() {
        try {
            System.getLogger(Surroundings.class.getName());
            return true;
        } catch (LinkageError e) {
            return false;
        }
    }

    private static String spelling(String path) {
        return "the locale of this process has no letters for the path " + path + " (sun.jnu.encoding is "
                + encoding()
                + "), so that its files are not found; set LC_ALL=C.UTF-8 in the environment, or use a path of "
                + "ASCII letters";
    }

    private static boolean canSpell(String path) {
        try {
            return path.indexOf(UNREADABLE) < 0
                    && Charset.forName(encoding()).newEncoder().canEncode(path);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException | UnsupportedOperationException e) {
            return true;
        }
    }

    private static String encoding() {
        return System.getProperty("sun.jnu.encoding", "UTF-8");
    }
}
