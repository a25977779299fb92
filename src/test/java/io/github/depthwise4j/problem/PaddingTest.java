package io.github.depthwise4j.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class PaddingTest {
    @Test
    void explicitPaddingKeepsItsPairsWhateverHappensToTheArray() {
        int[][] pairs = {{0, 0}, {1, 2}, {3, 4}, {0, 0}};
        Padding padding = Padding.explicit(pairs);
        pairs[1][0] = 9;
        padding.pairs()[1][1] = 9;
        assertThat(padding.pairs()).isDeepEqualTo(new int[][] {{0, 0}, {1, 2}, {3, 4}, {0, 0}});
        assertThat(padding.isExplicit()).isTrue();
    }

    @Test
    void equalPairsAreEqualPaddings() {
        Padding padding = Padding.explicit(new int[][] {{0, 0}, {1, 2}, {3, 4}, {0, 0}});
        assertThat(padding)
                .isEqualTo(Padding.explicit(new int[][] {{0, 0}, {1, 2}, {3, 4}, {0, 0}}))
                .hasSameHashCodeAs(Padding.explicit(new int[][] {{0, 0}, {1, 2}, {3, 4}, {0, 0}}))
                .isNotEqualTo(Padding.explicit(new int[][] {{0, 0}, {2, 1}, {3, 4}, {0, 0}}))
                .isNotEqualTo(Padding.SAME);
        assertThat(Padding.explicit(new int[4][2])).isNotEqualTo(Padding.VALID);
    }

    @Test
    void refusesAListThatIsNotFourPairs() {
        refused(() -> Padding.explicit(null), "padding = null", "4 in all");
        refused(() -> Padding.explicit(new int[][] {{1, 1}, {1, 1}}), "padding = [[1,1],[1,1]]", "one pair per axis");
        refused(() -> Padding.explicit(new int[5][2]), "one pair per axis, 4 in all");
        refused(() -> Padding.explicit(new int[][] {{0, 0}, {1}, {1, 1}, {0, 0}}), "[1]", "entry 1 is not a pair");
        refused(() -> Padding.explicit(new int[][] {{0, 0}, {1, 1}, {1, 1, 1}, {0, 0}}), "entry 2 is not a pair");
        refused(() -> Padding.explicit(new int[][] {{0, 0}, {1, 1}, {1, 1}, null}), "entry 3 is not a pair");
    }

    @Test
    void refusesNegativePadding() {
        refused(() -> Padding.explicit(new int[][] {{0, 0}, {1, -2}, {1, 1}, {0, 0}}), "[1,-2]", "entry 1 is negative");
        refused(() -> Padding.parse("[[0,0],[1,1],[-1,1],[0,0]]"), "[-1,1]", "entry 2 is negative");
    }

    @Test
    void everyPaddingCanBeReadBackFromItsText() {
        assertThat(Padding.parse("SAME")).isSameAs(Padding.SAME);
        assertThat(Padding.parse("VALID")).isSameAs(Padding.VALID);
        Padding large = Padding.explicit(new int[][] {{0, 0}, {Integer.MAX_VALUE, 0}, {3, 1_000_000_000}, {0, 0}});
        assertThat(Padding.parse(large.toString())).isEqualTo(large);
        assertThat(Padding.parse(" [ [0, 0], [1,2],\t[3 ,4],[0,0] ] ").toString())
                .isEqualTo("[[0,0],[1,2],[3,4],[0,0]]");
    }

    @Test
    void refusesTextThatIsNoPadding() {
        for (String text : new String[] {
            "same",
            "valid",
            "EXPLICIT",
            "",
            null,
            "[]",
            "[[]]",
            "[0,0]",
            "[[0,0],[1,1],[1,1],[0,0]",
            "[[0,0],[1,x]]",
            "[[0,0],[2147483648,1],[1,1],[0,0]]",
            "[[0,0],[99999999999,1],[1,1],[0,0]]"
        }) {
            refused(() -> Padding.parse(text), "\"" + text + "\"", "SAME, VALID (in capitals) or a list of 4 pairs");
        }
        refused(() -> Padding.parse("[[1,1],[1,1]]"), "one pair per axis");
    }

    @Test
    void namedPaddingsHaveNoPairs() {
        assertThat(Padding.SAME.isExplicit()).isFalse();
        assertThatIllegalStateException().isThrownBy(Padding.SAME::pairs).withMessageContaining("SAME");
    }

    private static void refused(ThrowingCallable call, String... words) {
        InvalidProblemException exception = catchThrowableOfType(InvalidProblemException.class, call);
        assertThat(exception).isNotNull();
        assertThat(exception.kind()).isEqualTo("padding");
        assertThat(exception).hasMessageContainingAll(words);
    }
}
