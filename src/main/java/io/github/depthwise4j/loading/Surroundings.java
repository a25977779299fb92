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

/** Names of directories from which Java cannot read jars, or which the locale cannot encode. */
final class Surroundings {
    /** The character that Java puts in place of one that it could not decode. */
    private static final char UNREADABLE = '\uFFFD';

    private static final char FIRST_BEYOND_ASCII = 128;

    private static final String END = "!/";

    private static final List<String> DIRECTORIES =
            List.of("org.bytedeco.javacpp.cachedir", "user.home", "java.io.tmpdir", "user.dir");

    private Surroundings() {}

    /** A name that prevents loading; empty if there is none. */
    static Optional<String> problem() {
        return unreadableJar().or(Surroundings::unreadableClassPath);
    }

    /**
     * A jar with {@code !/} in its path: Java takes the first {@code !/} of a URL for the end of the jar's name.
     * Frameworks with jars inside jars read such URLs in their own way, so a jar counts only if it cannot be read.
     */
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
                .map(jar -> "Java cannot read resources of the jar " + jar
                        + ", because the name of one of its directories ends in !; move the jar to a directory with "
                        + "another name");
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

    /** A path that cannot be encoded counts only if classes are missing: an unneeded jar may have any name. */
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

    /** A directory to which a loader writes, and whose name the locale cannot encode. */
    static Optional<String> unreadableDirectory() {
        return DIRECTORIES.stream()
                .map(property -> System.getProperty(property, ""))
                .filter(directory -> !canSpell(directory))
                .findFirst()
                .map(Surroundings::spelling);
    }

    /** The working directory, if the locale cannot encode its name and Java 17 therefore cannot create loggers. */
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
                + "), so its files are not found; set LC_ALL=C.UTF-8 in the environment, "
                + "or use a path of ASCII letters";
    }

    private static boolean canSpell(String path) {
        if (isAscii(path)) {
            return true;
        }
        try {
            return path.indexOf(UNREADABLE) < 0
                    && Charset.forName(encoding()).newEncoder().canEncode(path);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException | UnsupportedOperationException e) {
            return true;
        }
    }

    private static boolean isAscii(String path) {
        for (int i = 0; i < path.length(); i++) {
            if (path.charAt(i) >= FIRST_BEYOND_ASCII) {
                return false;
            }
        }
        return true;
    }

    private static String encoding() {
        return System.getProperty("sun.jnu.encoding", "UTF-8");
    }
}
