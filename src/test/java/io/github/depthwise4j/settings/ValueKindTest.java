package io.github.depthwise4j.settings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ValueKindTest {
    @Test
    void aNumberIsWholeAndNotBelowTheMinimum() {
        ValueKind number = ValueKind.number(2);
        assertThat(number.allows("2")).isTrue();
        assertThat(number.allows("1")).isFalse();
        assertThat(number.allows("2.5")).isFalse();
        assertThat(number.allows("")).isFalse();
        assertThat(number.orEmpty().allows("")).isTrue();
        assertThat(number.orEmpty().rule()).isEqualTo("a whole number, 2 or more, or empty");
    }

    @Test
    void aSizeMayHaveAUnit() {
        assertThat(ValueKind.bytes("1024")).isEqualTo(1024);
        assertThat(ValueKind.bytes("3k")).isEqualTo(3 << 10);
        assertThat(ValueKind.bytes("512M")).isEqualTo(512 << 20);
        assertThat(ValueKind.bytes("2t")).isEqualTo(2L << 40);
        assertThat(ValueKind.bytes("99999999t")).isEqualTo(-1);
        for (String wrong : new String[] {"", "0", "-1", "1.5g", "1gb", "g", "99999999t", "9223372036854775807"}) {
            assertThat(ValueKind.size().allows(wrong)).as(wrong).isFalse();
        }
        assertThat(ValueKind.size().allows("576460752303423488"))
                .as("the upper bound")
                .isTrue();
        assertThat(ValueKind.size().allows("524288t")).as("the upper bound").isTrue();
        assertThat(ValueKind.size().allows("576460752303423489")).isFalse();
        assertThat(ValueKind.size().rule()).startsWith("a number of bytes from 1 to 576460752303423488, as ");
    }

    @Test
    void oneOfSomeWordsIsTakenInAnyCase() {
        ValueKind kind = ValueKind.oneOf("log", "throw");
        assertThat(kind.allows("Throw")).isTrue();
        assertThat(kind.allows("thro")).isFalse();
        assertThat(kind.rule()).isEqualTo("one of log, throw");
    }

    @Test
    void aPathIsWhatTheFileSystemTakes() {
        assertThat(ValueKind.path().allows("some/file")).isTrue();
        assertThat(ValueKind.path().allows("")).isFalse();
        assertThat(ValueKind.path().allows("a\0b")).isFalse();
        assertThat(ValueKind.text().allows("a\0b")).isTrue();
    }
}
