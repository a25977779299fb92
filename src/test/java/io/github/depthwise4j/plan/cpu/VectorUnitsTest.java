package io.github.depthwise4j.plan.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VectorUnitsTest {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // AMD Zen 4, EPYC and Ryzen
                "cpu:type:x86,ven0002fam0019mod0011:feature:,0000,0001 | true",
                "cpu:type:x86,ven0002fam0019mod0061:feature:,0000,0001 | true",
                // AMD Zen 5 and Zen 2, Intel, Hygon
                "cpu:type:x86,ven0002fam001Amod0002:feature:,0000,0001 | false",
                "cpu:type:x86,ven0002fam0017mod0031:feature:,0000,0001 | false",
                "cpu:type:x86,ven0000fam0006mod008F:feature:,0000,0001 | false",
                "cpu:type:x86,ven0000fam0019mod0011:feature:,0000,0001 | false",
                "cpu:type:x86,ven0009fam0018mod0001:feature:,0000,0001 | false",
                "cpu:type:x86,ven0002fam0019 | false",
                "'' | false",
            })
    void linuxTellsTheFamilyOfTheCpu(String text, boolean narrow) throws IOException {
        Path file = Files.writeString(directory.resolve("modalias"), text);
        assertThat(VectorUnits.areNarrow(file.toString())).isEqualTo(narrow);
    }

    @Test
    void whereTheSystemSaysNothingTheyAreWide() {
        assertThat(VectorUnits.areNarrow(directory.resolve("none").toString())).isFalse();
        assertThat(VectorUnits.areNarrow(directory.toString())).isFalse();
    }
}
