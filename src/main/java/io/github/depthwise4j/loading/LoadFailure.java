package io.github.depthwise4j.loading;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Finds out why native code could not be loaded, and what to do. It looks for the cause on this machine first. The
 * messages of the loaders come second, because the loaders lose the first cause of a failure.
 */
final class LoadFailure {
    private static final Pattern SYSTEM_LIBRARY =
            Pattern.compile("(lib[\\w+.-]+?): cannot open shared object file: No such file");
    private static final Pattern OWN_LIBRARY = Pattern.compile("lib(jni)?(dnnl|OpenCL|gomp)\\b.*");
    private static final Pattern NOT_EXECUTABLE = Pattern.compile("(/[^\\n]*): failed to map segment");
    private static final Pattern DAMAGED = Pattern.compile(
            "file too short|invalid ELF header|ELF load command|cannot read file data|not a valid Win32 application");

    private LoadFailure() {}

    /** The cause of a failure to load oneDNN, and the remedy. */
    static String reason(NativePlatform platform, Throwable failure, JavaCppCache cache) {
        String text = textOf(failure);
        return platform.refusal()
                .or(() -> Remedies.accessDenied(chain(failure)))
                .or(Surroundings::problem)
                .or(Remedies::missingClasses)
                .or(() -> Remedies.givenUp(chain(failure)))
                .or(() -> tooOld(text))
                .or(() -> missingSystemLibrary(text))
                .or(() -> notExecutable(text, cache))
                .or(Surroundings::unreadableDirectory)
                .or(() -> cache.problem(platform))
                .or(() -> DAMAGED.matcher(text).find() ? cache.damage(platform) : Optional.empty())
                .orElseGet(() -> text + ". " + cache.rule());
    }

    private static Optional<String> tooOld(String text) {
        return text.contains("GLIBC_") || text.contains("GLIBCXX_")
                ? Optional.of("the C or C++ library of this system is too old (" + text
                        + "); glibc 2.34 and libstdc++ 3.4.29 are needed: use Debian 12, Ubuntu 22.04, RHEL 9 or newer")
                : Optional.empty();
    }

    private static Optional<String> missingSystemLibrary(String text) {
        Matcher library = SYSTEM_LIBRARY.matcher(text);
        return library.find() && !OWN_LIBRARY.matcher(library.group(1)).matches()
                ? Optional.of("this system has no " + library.group(1)
                        + "; install it (libstdc++ is in the package libstdc++6 of Debian, libstdc++ of RHEL)")
                : Optional.empty();
    }

    private static Optional<String> notExecutable(String text, JavaCppCache cache) {
        Matcher file = NOT_EXECUTABLE.matcher(text);
        return file.find()
                ? Optional.of("native code may not be executed from the place it was unpacked to, " + file.group(1)
                        + ", most likely because the file system is mounted noexec. " + cache.rule())
                : Optional.empty();
    }

    /** The failure and its causes, outermost first. */
    private static Set<Throwable> chain(Throwable failure) {
        Set<Throwable> chain = Collections.newSetFromMap(new IdentityHashMap<>());
        Set<Throwable> ordered = new LinkedHashSet<>();
        for (Throwable each = failure; each != null && chain.add(each); each = each.getCause()) {
            ordered.add(each);
        }
        return ordered;
    }

    /** The messages of the loaders, innermost last, without repetitions. */
    static String textOf(Throwable failure) {
        List<String> messages = chain(failure).stream()
                .map(each -> each.getMessage() == null ? each.getClass().getSimpleName() : each.getMessage())
                .distinct()
                .toList();
        return messages.stream()
                .filter(message -> messages.stream().noneMatch(other -> other != message && other.contains(message)))
                .collect(Collectors.joining("; "));
    }
}
