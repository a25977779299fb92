package io.github.depthwise4j.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpellingTest {
    private static final List<String> KNOWN = List.of("--input", "--output", "--problem", "--problems");

    @Test
    void theNearestWordIsWhatWasMeant() {
        assertThat(Spelling.nearest("--inputt", KNOWN)).contains("--input");
        assertThat(Spelling.nearest("--problms", KNOWN)).contains("--problems");
        assertThat(Spelling.nearest("--OUTPUT", KNOWN)).isEmpty();
        assertThat(Spelling.nearestOf("--OUTPUT", KNOWN)).isEqualTo("--output");
    }

    @Test
    void aWordFarFromAllIsNoMisspeltOne() {
        assertThat(Spelling.nearest("--verbose", KNOWN)).isEmpty();
        assertThat(Spelling.nearest("x", List.of())).isEmpty();
    }
}
