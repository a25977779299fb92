package io.github.depthwise4j.onednn;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.depthwise4j.onednn.kernel.Kernel;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExcludedImplementationsTest {
    private final ExcludedImplementations some =
            new ExcludedImplementations(List.of("brdgmm_dw:avx512_core", "jit_dw*"));

    @Test
    void aNameWithoutAStarIsMeantExactly() {
        assertThat(some.contains(new Kernel("brdgmm_dw:avx512_core"))).isTrue();
        assertThat(some.contains(new Kernel("brdgmm_dw:avx512_core_bf16"))).isFalse();
        assertThat(some.contains(new Kernel("xbrdgmm_dw:avx512_core"))).isFalse();
    }

    @Test
    void aStarStandsForAnything() {
        assertThat(some.contains(new Kernel("jit_dw:avx2"))).isTrue();
        assertThat(some.contains(new Kernel("jit_dw"))).isTrue();
        assertThat(some.contains(new Kernel("jit:avx2"))).isFalse();
        assertThat(new ExcludedImplementations(List.of("*+brg*:avx512*"))
                        .contains(new Kernel("jit_ncsp:conv+brg_conv:avx512_core")))
                .isTrue();
    }

    @Test
    void whatConvolvesInsideAnotherImplementationIsExcludedWithIt() {
        ExcludedImplementations excluded = new ExcludedImplementations(List.of("brdgmm_dw:*"));
        assertThat(excluded.contains(new Kernel("jit_uni_ncsp:conv+brdgmm_dw:avx512_core")))
                .isTrue();
        assertThat(excluded.contains(new Kernel("jit_uni_ncsp:conv+jit_dw:avx512_core")))
                .isFalse();
        assertThat(excluded.matchingNoneOf(List.of(new Kernel("jit_uni_ncsp:conv+brdgmm_dw:avx512_core"))))
                .isEmpty();
    }

    @Test
    void aDotIsADot() {
        assertThat(new ExcludedImplementations(List.of("jit.dw")).contains(new Kernel("jit_dw")))
                .isFalse();
    }

    @Test
    void withoutPatternsNothingIsExcluded() {
        ExcludedImplementations none = new ExcludedImplementations(List.of());
        assertThat(none.isEmpty()).isTrue();
        assertThat(none.contains(new Kernel(""))).isFalse();
    }

    @Test
    void patternsThatMatchNothingAreTold() {
        assertThat(some.matchingNoneOf(List.of(new Kernel("jit_dw:avx2"), new Kernel("ref:any"))))
                .containsExactly("brdgmm_dw:avx512_core");
        assertThat(some.matchingNoneOf(List.of(new Kernel("jit_dw:avx2"), new Kernel("brdgmm_dw:avx512_core"))))
                .isEmpty();
    }
}
