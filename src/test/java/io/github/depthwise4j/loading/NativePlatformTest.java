package io.github.depthwise4j.loading;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Systems this build does not run on, as they describe themselves. */
class NativePlatformTest {
    @Test
    void systemsWithAnX86ProcessorAndANewGlibcAreTaken() {
        assertThat(linux("amd64", "glibc 2.34").refusal()).isEmpty();
        assertThat(linux("amd64", "glibc 2.41").refusal()).isEmpty();
        assertThat(linux("amd64", "glibc 3.0").refusal()).isEmpty();
        assertThat(linux("amd64", "glibc new").refusal()).isEmpty();
        assertThat(linux("amd64", "").refusal()).isEmpty();
        assertThat(new NativePlatform("Windows 11", "amd64", "").refusal()).isEmpty();
        assertThat(new NativePlatform("Mac OS X", "x86_64", "").refusal()).isEmpty();
    }

    @Test
    void anotherProcessorIsRefused() {
        assertThat(linux("aarch64", "glibc 2.36").refusal())
                .hasValueSatisfying(sentence -> assertThat(sentence).contains("only x86-64", "aarch64", "run it on"));
        assertThat(linux("i386", "").refusal()).isPresent();
    }

    @Test
    void anOldGlibcIsRefused() {
        assertThat(linux("amd64", "glibc 2.31").refusal()).hasValueSatisfying(sentence -> assertThat(sentence)
                .contains("is glibc 2.31", "needs glibc 2.34", "use Debian 12"));
        assertThat(linux("amd64", "glibc 2.4").refusal()).isPresent();
    }

    @Test
    void muslIsRefused() {
        assertThat(linux("amd64", "musl").refusal())
                .hasValueSatisfying(sentence -> assertThat(sentence).contains("musl, as in Alpine", "Debian 12"));
    }

    @Test
    void platformsHaveTheNamesOfTheirJars() {
        assertThat(linux("amd64", "").name()).isEqualTo("linux-x86_64");
        assertThat(linux("aarch64", "").name()).isEqualTo("linux-aarch64");
        assertThat(new NativePlatform("Windows Server 2022", "amd64", "").name())
                .isEqualTo("windows-x86_64");
        assertThat(new NativePlatform("Mac OS X", "x86_64", "").name()).isEqualTo("macosx-x86_64");
        assertThat(linux("amd64", "").moduleSuffix()).isEqualTo("linux.x86_64");
    }

    @Test
    void theCLibraryIsToldByTheFilesOfTheProcess() {
        assertThat(Libc.of(List.of("7f00-7f01 r-xp 0 fe:00 1   /lib/ld-musl-x86_64.so.1")))
                .isEqualTo("musl");
        assertThat(Libc.of(List.of("7f00-7f01 r-xp 0 fe:00 1   /lib/x86_64-linux-gnu/libc-2.31.so")))
                .isEqualTo("glibc 2.31");
        List<String> newNames = List.of("7f00-7f01 r-xp 0 fe:00 1   /usr/lib64/libc.so.6");
        assertThat(Libc.of(newNames)).isEmpty();
    }

    @Test
    void theCLibraryOfThisProcessIsFound() {
        assertThat(NativePlatform.inDetail().libc()).matches("glibc 2\\.\\d+");
    }

    @Test
    void whatTheSystemLacksIsNamed() {
        assertThat(LoadDiagnosis.explainOneDnn(new UnsatisfiedLinkError(
                        "/c/libjnidnnl.so: libstdc++.so.6: cannot open shared object file: No such file or directory")))
                .hasMessageStartingWith("depthwise4j cannot load oneDNN for ")
                .hasMessageContaining("this system has no libstdc++.so.6; install it");
        assertThat(LoadDiagnosis.explainOneDnn(new UnsatisfiedLinkError(
                        "/lib64/libstdc++.so.6: version `GLIBCXX_3.4.29' not found (required by /c/libdnnl.so.3)")))
                .hasMessageContaining("is too old (", "GLIBCXX_3.4.29");
    }

    @Test
    void anythingElseIsToldInTheWordsOfTheLoader() {
        UnsatisfiedLinkError cause = new UnsatisfiedLinkError("the moon is full");
        assertThat(LoadDiagnosis.explainOneDnn(new ExceptionInInitializerError(cause)))
                .hasMessageContaining("the moon is full. JavaCPP unpacks to ")
                .hasMessageContaining("-Dorg.bytedeco.javacpp.cachedir=DIR");
    }

    private static NativePlatform linux(String arch, String libc) {
        return new NativePlatform("Linux", arch, libc);
    }
}
