package io.github.depthwise4j;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.junit.jupiter.api.Test;

class PublicClassesTest {
    private static final String HOUSE = PublicClasses.class.getPackageName();

    @Test
    void theListHasEveryClassOfThePublicPackagesWithAStaticInitialiser() {
        List<String> packages = List.of(
                HOUSE,
                HOUSE + ".errors",
                HOUSE + ".network",
                HOUSE + ".numpy",
                HOUSE + ".problem",
                HOUSE + ".reference",
                HOUSE + ".tensor");
        List<String> found = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages(packages).stream()
                        .filter(type -> packages.contains(type.getPackageName()))
                        .filter(type -> type.getStaticInitializer().isPresent())
                        // The compiler makes such classes for a switch over an enum.
                        .filter(type -> !type.isAnonymousClass())
                        .map(JavaClass::getName)
                        .toList();
        assertThat(PublicClasses.names())
                .extracting(name -> HOUSE + "." + name)
                .containsExactlyInAnyOrderElementsOf(found);
    }

    @Test
    void afterLoadNoCallNearTheEndOfAStackMakesAClassUnusable() throws Exception {
        String printed = ChildJvm.ofThisClassPath().allowingNativeCode().run(InitialisedClasses.class);
        assertThat(printed.strip()).isEqualTo("tried " + PublicClasses.names().length + ", failed threads 0");
    }
}
