package io.github.depthwise4j.plan.choice;

/** The costs with AVX2, in nanoseconds, measured on AMD Zen 5 with one thread. */
final class Avx2Costs {
    static final Costs TABLE = Costs.parse("""
            brdgmm_dw:avx2 | begun rows 26.5 | bytes of rows beyond level 1 0.00132 |\
              bytes of rows beyond level 2 0.00482 | calls 82.1 | columns at edges 0.399 | pixels 0.193 |\
              pixels of a single part of a register 0.0838 | taps 0.157 |\
              taps of a single part of a register 0.103 | taps of middle filters 0.147 |\
              taps of middle filters of a single part of a register 0.0808 | taps of narrow filters 0.152 |\
              taps of narrow filters of a single part of a register 0.0842 | taps of rows 0.121 |\
              taps of runs 0.00778 | taps of wide filters 0.162 |\
              taps of wide filters of a single part of a register 0.00545 | taps with strides 0.0193 |\
              weights beyond level 1 0.017
            brdgmm_dw:avx2 in copies | begun rows 24.7 | bytes of rows beyond level 1 0.00488 |\
              bytes of rows beyond level 2 0.00346 | calls 96.2 | columns at edges 0.432 | pixels 0.169 |\
              pixels of a part of a register 0.0982 | taps 0.13 | taps of a single part of a register 0.0676 |\
              taps of middle filters 0.104 | taps of middle filters of a single part of a register 0.0746 |\
              taps of narrow filters 0.087 | taps of narrow filters of a single part of a register 0.0411 |\
              taps of rows 0.0353 | taps of runs 0.264 | taps of wide filters 0.103 |\
              weights beyond level 1 0.0087
            brg_conv_fwd:avx2 | calls 218 | columns at edges 6.41 | groups 159 | inputs of equal chunks 0.00402 |\
              multiply-adds 0.0668 | multiply-adds of a part of a register 0.0284 |\
              multiply-adds with padding 0.0552 | pixels 0.169 | pixels of a part of a register 0.0378 |\
              rows 60.3 | rows of taps 2.4 | runs 0.15 | taps of rows 1.67 | weights of rows 0.0479 |\
              weights of rows beyond level 1 0.0029 | weights of rows beyond level 2 0.0107 |\
              weights of runs 0.126
            brg_conv_fwd:avx2, groups | calls 352 | columns at edges 4.03 | inputs of equal chunks 0.00466 |\
              lines 0.00726 | lines beyond level 2 0.0853 | lines of windows 0.212 | multiply-adds 0.122 |\
              multiply-adds of a part of a register 0.0299 | multiply-adds with padding 0.00816 | pixels 0.302 |\
              rows 59.6 | rows of taps 4.95 | taps at edges 0.0121 | taps of rows 0.582 | weights of rows 0.36 |\
              weights of runs 0.0216
            brg_conv_fwd:avx2, groups, one channel | calls 342 | columns at edges 0.739 | groups 5.96 |\
              inputs 0.0035 | inputs of equal chunks 0.0169 | lines of windows 0.0884 | multiply-adds 0.119 |\
              multiply-adds with padding 0.0223 | pixels 0.23 | pixels of a part of a register 0.258 | rows 49.6 |\
              rows of taps 1.55 | taps at edges 0.205 | taps of rows 0.581 | weights 0.0578 |\
              weights of rows 0.756 | weights of runs 0.27
            brg_conv_fwd:avx2, one channel | calls 154 | columns at edges 1.43 | groups 164 | images 81.2 |\
              inputs 0.0267 | inputs of equal chunks 0.00419 | multiply-adds 0.125 | pixels 0.231 | rows 46.6 |\
              rows of taps 2.5 | runs 1.13 | taps at edges 0.119 | taps of rows 1.01 | weights of rows 0.132 |\
              weights of rows beyond level 1 0.35 | weights of runs 0.25
            brgconv_1x1:avx2 | calls 336 | groups 0.237 | images 50.9 | multiply-adds 0.108 |\
              multiply-adds of a part of a register 0.0232 | pixels 0.164 | pixels of a part of a register 0.0711 |\
              runs 0.204 | weights of rows 0.0108 | weights of rows beyond level 1 0.00183 |\
              weights of rows beyond level 2 0.00946 | weights of runs 0.241
            brgconv_1x1:avx2, groups | calls 247 | groups 21.7 | images 2.15 | multiply-adds 0.129 |\
              pixels of a part of a register 0.762 | rows 25.3 | rows of taps 0.115 | taps of rows 0.00026 |\
              weights 0.0256 | weights of runs 0.106
            brgconv_1x1:avx2, groups, one channel | calls 312 | groups 22.1 | images 17.2 |\
              lines beyond level 1 0.0736 | multiply-adds 0.139 | multiply-adds of a part of a register 0.133 |\
              multiply-adds with padding 0.147 | pixels 0.0967 | pixels of a part of a register 0.0417 |\
              weights of runs 0.087
            brgconv_1x1:avx2, one channel | calls 238 | groups 0.363 | images 87.5 | inputs 0.127 |\
              multiply-adds 0.169 | multiply-adds of a part of a register 0.0851 |\
              multiply-adds with padding 0.144 | pixels 0.0655 | weights 0.984
            copied in | numbers 0.294
            copied in, blocks | numbers 0.278
            copied in, blocks, fast | numbers 0.114
            copied in, blocks, repeated | numbers 0.302 | pixels 0.0464
            copied in, fast | numbers 0.103
            copied in, repeated | numbers 0.257 | pixels 0.129
            copied out | numbers 0.301
            copied out, blocks | numbers 0.307
            copied out, blocks, fast | numbers 0.146
            copied out, blocks, fast, repeated | numbers 0.0968
            copied out, blocks, repeated | numbers 0.326 | pixels 0.126 | planes 8.68
            copied out, fast | numbers 0.0668
            copied out, fast, repeated | numbers 0.0733
            copied out, repeated | numbers 0.315 | numbers of a part of a register 0.0472
            copies | bytes beyond level 2 0.00906 | bytes beyond level 3 0.0543
            depthwise tensors | bytes beyond a part of level 3 0.00189 | bytes beyond level 2 0.00299 |\
              bytes beyond level 3 0.0379
            divided tensors | bytes beyond a part of level 3 0.008 | bytes beyond level 2 0.00524 |\
              bytes beyond level 3 0.0119 | written bytes beyond level 2 0.00582
            jit:avx2 | calls 116 | groups 0.0424 | inputs 0.142 | multiply-adds 0.113 |\
              multiply-adds of a part of a register 0.00632 | pixels 0.00204 | rows 30.1 | weights 0.128 |\
              weights of rows 0.156 | weights of rows beyond level 2 0.00891
            jit:avx2, groups | calls 66.7 | inputs 0.0585 | inputs of equal chunks 0.0275 |\
              lines beyond level 1 0.298 | multiply-adds 0.0804 | multiply-adds of a part of a register 0.0945 |\
              multiply-adds with padding 0.00537 | rows 91.1 | taps of rows 5.19 | weights of rows 0.249
            jit:avx2, groups, one channel | calls 73.6 | groups 14.2 | inputs 0.0292 |\
              inputs of equal chunks 0.0741 | lines 0.0144 | lines beyond level 2 0.00716 | multiply-adds 0.022 |\
              multiply-adds of a part of a register 0.00368 | multiply-adds with padding 0.0753 | rows 34.8 |\
              runs 0.208 | taps of rows 0.214 | weights 0.0134 | weights of runs 0.084
            jit:avx2, one channel | calls 37.9 | groups 0.00907 | images 54.2 | inputs 0.0902 |\
              inputs of equal chunks 0.0374 | multiply-adds 0.0873 | pixels 0.153 | rows 33.8 |\
              taps of rows 0.457 | weights of rows beyond level 1 0.316
            jit_1x1:avx2 | calls 112 | groups 0.0264 | images 16.1 | inputs 0.103 | multiply-adds 0.087 |\
              multiply-adds of a part of a register 0.00618 | pixels 0.0305 | weights 0.00607 |\
              weights of rows beyond level 1 0.00282 | weights of rows beyond level 2 0.0082 |\
              weights of runs 0.21
            jit_1x1:avx2, groups, one channel | calls 14.2 | groups 14.2 | images 14.2 | inputs 0.114 |\
              inputs of equal chunks 0.114 | multiply-adds of a part of a register 0.118 |\
              pixels of a part of a register 0.114 | runs 0.276 | weights 10 | weights of rows 1.26
            jit_1x1:avx2, one channel | calls 38.9 | groups 0.0175 | images 69.9 | inputs 0.292 |\
              multiply-adds 0.16 | multiply-adds of a part of a register 0.104 |\
              multiply-adds with padding 0.0769 | pixels 0.0186 | weights 0.00292
            jit_dw:avx2 | begun rows 18 | bytes of rows beyond level 1 0.00179 |\
              bytes of rows beyond level 2 0.00749 | calls 79.7 | pixels 0.278 |\
              pixels of a part of a register 0.0637 | pixels of a single part of a register 0.0672 |\
              rows of taps 0.0892 | taps 0.133 | taps of a part of a register 0.12 |\
              taps of a single part of a register 0.101 | taps of middle filters 0.0709 |\
              taps of middle filters of a single part of a register 0.076 | taps of narrow filters 0.0574 |\
              taps of narrow filters of a single part of a register 0.0807 | taps of rows 0.16 |\
              taps of wide filters 0.121 | taps of wide filters of a single part of a register 0.143 |\
              taps with dilations 0.0139 | taps with strides 0.0156 | weights beyond level 1 0.00149
            jit_dw:avx2 in blocks | begun chunks 3.94 | begun rows 9.74 | calls 290 | columns at edges 0.357 |\
              rows 6.07 | taps 0.145 | taps of middle filters 0.0276 | taps of narrow filters 0.00566 |\
              taps of rows 0.14 | taps of runs 0.0595 | taps of wide filters 0.0576 | taps with strides 0.00382
            jit_dw:avx2 in copies | begun rows 19.2 | bytes of rows beyond level 1 0.00247 |\
              bytes of rows beyond level 2 0.00735 | calls 102 | pixels 0.17 | rows of taps 0.138 | taps 0.161 |\
              taps of a part of a register 0.0786 | taps of a single part of a register 0.0973 |\
              taps of middle filters 0.0534 | taps of middle filters of a single part of a register 0.0463 |\
              taps of narrow filters 0.0403 | taps of narrow filters of a single part of a register 0.0173 |\
              taps of rows 0.0905 | taps of runs 0.0317 | taps of wide filters 0.076 |\
              taps of wide filters of a single part of a register 0.0437 | taps with dilations 0.00359 |\
              taps with strides 0.0094 | weights beyond level 1 0.00368
            jit_dw:sse41 | begun rows 20.9 | bytes of rows beyond level 1 0.000161 |\
              bytes of rows beyond level 2 0.00365 | calls 80.9 | columns at edges 0.0488 | pixels 0.13 |\
              pixels of a part of a register 0.0503 | taps 0.156 | taps of a part of a register 0.0432 |\
              taps of a single part of a register 0.0979 | taps of middle filters 0.0627 |\
              taps of middle filters of a single part of a register 0.0734 | taps of narrow filters 0.0523 |\
              taps of narrow filters of a single part of a register 0.0808 | taps of rows 0.0887 |\
              taps of wide filters 0.0939 | taps of wide filters of a single part of a register 0.129 |\
              taps with dilations 0.0121 | taps with strides 0.0145 | weights beyond level 1 0.00794
            oneDNN | calls 317
            ordinary tensors | bytes beyond a part of level 3 0.0013 | bytes beyond level 2 0.00388 |\
              bytes beyond level 3 0.0569 | written bytes beyond level 2 0.00114
            pixels | numbers 0.0687 | rows 2.7
            pixels, repeated | numbers 0.262 | rows 1.09 | runs 0.0346
            x64:gemm:jit | calls 205 | copied windows 0.393 | copied windows with strides 0.0369 | groups 0.183 |\
              images 225 | inputs 0.0343 | multiply-adds of a part of a register 0.00839 |\
              multiply-adds with padding 0.142 | pixels 0.146 | pixels of a part of a register 0.354 |\
              rows of copied windows 3.01 | weights of rows 0.115 | weights of rows beyond level 1 0.00388
            x64:gemm:jit in planes | calls 138 | copied windows 0.238 | copied windows beyond level 2 0.0584 |\
              copied windows with strides 0.631 | groups 0.0000513 | images 275 | multiply-adds 0.0158 |\
              multiply-adds with padding 0.128 | pixels 0.153 | rows 1.19 | rows of copied windows 2.02 |\
              weights 0.142
            x64:gemm:jit in planes, groups | calls 28.1 | copied windows 0.264 |\
              copied windows with strides 0.131 | images 209 | multiply-adds 0.12 | pixels 0.206 |\
              rows of copied windows 19 | taps of rows 0.381 | weights 0.257 | weights of rows 0.805
            x64:gemm:jit in planes, one channel | calls 0.221 | copied windows 0.22 |\
              copied windows beyond level 2 0.202 | copied windows with strides 0.41 | groups 77.3 | images 403 |\
              multiply-adds 0.063 | multiply-adds with padding 0.0396 | pixels 0.265 | rows of copied windows 1.9 |\
              weights 0.155 | weights of runs 0.162
            x64:gemm:jit in planes, one filter | calls 48.4 | groups 0.0000349 | images 131 | rows 16.2 |\
              rows of taps 0.085 | taps of rows 0.000223 | weights 0.0684 | weights of rows 0.173 |\
              weights of rows beyond level 1 0.156 | weights of runs 0.218
            x64:gemm:jit, groups | calls 203 | copied windows 0.319 | copied windows with strides 0.0539 |\
              groups 7.85 | images 89.7 | lines 0.408 | lines beyond level 2 1.73 |\
              multiply-adds of a part of a register 0.137 | multiply-adds with padding 0.113 | pixels 0.256 |\
              rows of copied windows 9.07 | taps of rows 9.76
            x64:gemm:jit, groups, one filter | calls 237 | copied windows 0.000707 | groups 59.3 | images 0.0495 |\
              lines 0.623 | multiply-adds 0.101 | multiply-adds of a part of a register 0.101 |\
              rows of copied windows 52.2 | weights of rows 1.01
            x64:gemm:jit, one channel | calls 181 | copied windows 0.156 | copied windows with strides 0.0747 |\
              groups 0.355 | images 270 | inputs 0.258 | multiply-adds with padding 0.109 | pixels 0.193 |\
              pixels of a part of a register 0.412 | rows of copied windows 3.13 | rows of taps 0.141
            x64:gemm:jit, one channel, one filter | calls 135 | copied windows 0.0296 |\
              copied windows beyond level 2 0.0581 | groups 118 | images 68.9 | inputs 0.0287 |\
              inputs of equal chunks 0.0287 | multiply-adds 0.00113 |\
              multiply-adds of a part of a register 0.00112 | multiply-adds with padding 0.0287 |\
              rows of copied windows 0.514 | rows of taps 0.638 | runs 2.13 | taps of rows 0.492 | weights 14 |\
              weights of rows 0.492 | weights of rows beyond level 1 0.727 | weights of runs 0.165
            x64:gemm:jit, one filter | calls 226 | groups 0.301 | pixels 0.929 |\
              pixels of a part of a register 0.688 | runs 3.5 | weights 1.01 |\
              weights of rows beyond level 1 0.0113 | weights of runs 0.251
            """);

    private Avx2Costs() {}
}
