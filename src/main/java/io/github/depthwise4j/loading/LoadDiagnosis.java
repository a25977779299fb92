package io.github.depthwise4j.loading;

import io.github.depthwise4j.errors.NativeLoadException;
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
 * Says in one exception why native code could not be loaded: what was looked for, on which platform, and the remedy. It
 * goes by what it finds on this machine first, and by what the loaders said only after that, as they lose the first
 * cause of a failure.
 */
public final class LoadDiagnosis {
    private static final String JNA = "JNA, by which it allocates memory,";
    private static final String ONE_DNN = "oneDNN";
    private static final Pattern SYSTEM_LIBRARY =
            Pattern.compile("(lib[\\w+.-]+?): cannot open shared object file: No such file");
    private static final Pattern OWN_LIBRARY = Pattern.compile("lib(jni)?(dnnl|OpenCL|gomp)\\b.*");
    private static final Pattern NOT_EXECUTABLE = Pattern.compile("(/[^\\n]*): failed to map segment");
    private static final Pattern DAMAGED = Pattern.compile(
            "file too short|invalid ELF header|ELF load command|cannot read file data|not a valid Win32 application");

    private LoadDiagnosis() {}

    /**
     * Makes sure that JNA can be read from its jar and can unpack its library. JNA itself would remember a failure for
     * the life of the process, although the reason can pass, as a full disk does.
     *
     * @throws NativeLoadException if that is not possible now
     */
    public static void rehearseJna() {
        if (NativePlatform.current().refusal().isEmpty()) {
            Surroundings.unreadableJar()
                    .or(Surroundings::unreadableWorkingDirectory)
                    .or(() -> obstacle(new JnaCache()))
                    .ifPresent(reason -> {
                        throw refusal(JNA, reason, null);
                    });
        }
    }

    /**
     * Unpacks oneDNN.
     *
     * @throws NativeLoadException if that is not possible now
     */
    static void unpackOneDnn(JavaCppCache cache) {
        obstacle(cache).ifPresent(reason -> {
            throw refusalOfOneDnn(reason);
        });
    }

    private static Optional<String> obstacle(UnpackedFiles cache) {
        return cache.obstacle(NativePlatform.current())
                .map(reason -> Surroundings.unreadableDirectory().orElse(reason));
    }

    /** Why JNA, by which memory is allocated, cannot be loaded. */
    public static NativeLoadException explainJna(Throwable failure) {
        return explain(JNA, failure, new JnaCache());
    }

    /** Why oneDNN or its binding cannot be loaded. */
    static NativeLoadException explainOneDnn(Throwable failure) {
        return explain(ONE_DNN, failure, new JavaCppCache());
    }

    /** The exception for a reason that is known. */
    public static NativeLoadException refusalOfOneDnn(String reason) {
        return refusal(ONE_DNN, reason, null);
    }

    private static NativeLoadException explain(String wanted, Throwable failure, UnpackedFiles cache) {
        String reason;
        try {
            reason = reason(NativePlatform.current(), failure, cache);
        } catch (LinkageError | RuntimeException e) {
            // What asks the loaders for more is stopped by what stopped them.
            reason = textOf(failure) + ", and looking for the cause failed with " + e;
        }
        return refusal(wanted, reason, failure);
    }

    private static NativeLoadException refusal(String wanted, String reason, Throwable failure) {
        NativePlatform platform = wanted.equals(ONE_DNN) ? NativePlatform.inDetail() : NativePlatform.current();
        return new NativeLoadException(
                "depthwise4j cannot load " + wanted + " for " + platform + ": " + reason, failure);
    }

    private static String reason(NativePlatform platform, Throwable failure, UnpackedFiles cache) {
        String text = textOf(failure);
        return platform.refusal()
                .or(() -> Remedies.accessDenied(chain(failure)))
                .or(() -> Remedies.missingModules(chain(failure)))
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

    private static Optional<String> notExecutable(String text, UnpackedFiles cache) {
        Matcher file = NOT_EXECUTABLE.matcher(text);
        return file.find()
                ? Optional.of("native code may not be executed from where it was unpacked, " + file.group(1)
                        + ", most likely a file system mounted noexec. " + cache.rule())
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

    /** What the loaders said, innermost last, without repetitions. */
    private static String textOf(Throwable failure) {
        List<String> messages = chain(failure).stream()
                .map(each -> each.getMessage() == null ? each.getClass().getSimpleName() : each.getMessage())
                .distinct()
                .toList();
        return messages.stream()
                .filter(message -> messages.stream().noneMatch(other -> other != message && other.contains(message)))
                .collect(Collectors.joining("; "));
    }
}
