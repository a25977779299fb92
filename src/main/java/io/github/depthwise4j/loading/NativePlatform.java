package io.github.depthwise4j.loading;

import java.util.Locale;
import java.util.Optional;

/**
 * The system on which native code is to run.
 *
 * @param osName the system property {@code os.name}
 * @param osArch the system property {@code os.arch}
 * @param libc the C library, as {@link Libc} names it; empty if unknown
 */
record NativePlatform(String osName, String osArch, String libc) {
    private static final String GLIBC = "glibc ";
    private static final int MAJOR_NEEDED = 2;
    private static final int MINOR_NEEDED = 34;

    /** This system, with enough detail to decide whether it must be refused. */
    static NativePlatform current() {
        return of(isLinux() ? Libc.find() : "");
    }

    /** This system with all known details, for messages. */
    static NativePlatform inDetail() {
        return of(isLinux() ? Libc.findVersion() : "");
    }

    static boolean isLinux() {
        return System.getProperty("os.name", "").equals("Linux");
    }

    private static NativePlatform of(String libc) {
        return new NativePlatform(System.getProperty("os.name", ""), System.getProperty("os.arch", ""), libc);
    }

    /** JavaCPP's name for the system, which is also the classifier of its jars. */
    String name() {
        String os = osName.toLowerCase(Locale.ROOT);
        String system = os.startsWith("mac") ? "macosx" : os.startsWith("windows") ? "windows" : os;
        return system + "-" + (isX86() ? "x86_64" : osArch);
    }

    /** The name in the form that module names contain. */
    String moduleSuffix() {
        return name().replace('-', '.');
    }

    /** Why oneDNN cannot run on this system with any jars, and what to do; empty if it can run. */
    Optional<String> refusal() {
        if (!isX86()) {
            return Optional.of("only x86-64 processors are supported, and this JVM is built for " + osArch
                    + "; run it on an x86-64 machine, with a JVM (and a container image) for that processor");
        }
        if (libc.equals("musl")) {
            return Optional.of(
                    "the C library of this system is musl, as in Alpine, and oneDNN needs glibc 2.34 or newer; "
                            + "use an image built on Debian 12, Ubuntu 22.04, RHEL 9 or newer");
        }
        if (libc.startsWith(GLIBC) && isOlder(libc.substring(GLIBC.length()))) {
            return Optional.of("the C library of this system is " + libc + ", and oneDNN needs glibc 2.34 or newer; "
                    + "use Debian 12, Ubuntu 22.04, RHEL 9 or newer");
        }
        return Optional.empty();
    }

    private boolean isX86() {
        return osArch.equals("amd64") || osArch.equals("x86_64");
    }

    private static boolean isOlder(String version) {
        try {
            String[] numbers = version.split("\\.");
            int major = Integer.parseInt(numbers[0]);
            return major < MAJOR_NEEDED || major == MAJOR_NEEDED && Integer.parseInt(numbers[1]) < MINOR_NEEDED;
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
            // An unreadable version is no reason to refuse; the system's loader will report a missing function.
            return false;
        }
    }

    @Override
    public String toString() {
        return name() + " (" + osName + ", " + osArch + (libc.isEmpty() ? "" : ", " + libc) + ", Java "
                + System.getProperty("java.version") + ")";
    }
}
