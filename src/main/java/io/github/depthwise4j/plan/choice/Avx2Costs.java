package io.github.depthwise4j.plan.choice;

/** The costs with AVX2, in nanoseconds, measured on AMD Zen 5 with one thread. */
final class Avx2Costs {
    static final Costs TABLE = Costs.parse("""
            brdgmm_dw:avx2 in copies | calls 106 | columns at edges 0.771 | pixels 0.236 | rows 0.78 |\
              rows of taps 0.519 | taps 0.296 | taps of rows 0.117 | taps of runs 0.0221 | taps with strides 0.0246
            brdgmm_dw:avx2 | columns at edges 0.434 | pixels 0.287 | rows 0.315 | rows of taps 0.217 | taps 0.293 |\
              taps of rows 0.231 | taps of runs 0.0715 | taps with strides 0.0261
            brg_conv_fwd:avx2 | calls 200 | columns at edges 2.41 | groups 200 | multiply-adds 0.108 |\
              multiply-adds of a part of a register 0.0131 | multiply-adds with padding 0.0432 |\
              pixels of a part of a register 0.323 | rows 73.5 | rows of taps 0.333 | taps at edges 0.0362 |\
              taps of rows 1.71 | weights 0.0222
            brg_conv_fwd:avx2, groups | calls 156 | columns at edges 4.21 | multiply-adds 0.149 |\
              multiply-adds with padding 0.0261 | pixels of a part of a register 0.539 | rows 62.8 |\
              rows of taps 2.94 | taps at edges 0.0402 | taps of rows 2.31 | weights 0.0255
            brg_conv_fwd:avx2, groups, one channel | calls 241 | multiply-adds 0.157 |\
              multiply-adds of a part of a register 0.0507 | multiply-adds with padding 0.0254 | pixels 0.459 |\
              pixels of a part of a register 0.0117 | rows 59.3 | rows of taps 1.15 | taps at edges 0.278 |\
              taps of rows 1.01
            brg_conv_fwd:avx2, one channel | calls 164 | columns at edges 8.06 | groups 164 | inputs 0.0658 |\
              multiply-adds 0.0829 | multiply-adds with padding 0.052 | pixels 0.341 |\
              pixels of a part of a register 0.0572 | rows 46.9 | rows of taps 3.49 | taps at edges 0.408 |\
              taps of rows 0.838
            brgconv_1x1:avx2 | calls 234 | groups 234 | multiply-adds 7.5E-6 |\
              multiply-adds of a part of a register 0.00682 | multiply-adds with padding 0.152 | pixels 0.156 |\
              pixels of a part of a register 0.142 | rows 1.26 | rows of taps 1.26 | taps of rows 1.26 |\
              weights 0.0262
            brgconv_1x1:avx2, groups | calls 248 | groups 5.97 | multiply-adds 0.13 | pixels 0.165 |\
              pixels of a part of a register 0.39 | rows 11.2 | rows of taps 11.2 | taps of rows 11.2 |\
              weights 0.0679
            brgconv_1x1:avx2, groups, one channel | calls 263 | groups 31.0 | inputs 0.321 | multiply-adds 0.128 |\
              multiply-adds with padding 0.128 | pixels 0.128 | rows 0.672 | rows of taps 0.672 |\
              taps of rows 0.672 | weights 0.35
            brgconv_1x1:avx2, one channel | calls 119 | groups 119 | inputs 0.0131 | multiply-adds 0.17 |\
              multiply-adds with padding 0.17 | pixels 0.17 | weights 1.3
            copied in | numbers 0.311
            copied in, blocks | numbers 0.264 | pixels 0.163
            copied in, blocks, fast | numbers 0.105
            copied in, blocks, repeated | numbers 0.309 | pixels 0.103
            copied in, fast | numbers 0.097
            copied in, repeated | numbers 0.273 | pixels 0.0991
            copied out | numbers 0.303
            copied out, blocks | numbers 0.294
            copied out, blocks, fast | numbers 0.136
            copied out, blocks, fast, repeated | numbers 0.0692
            copied out, blocks, repeated | numbers 0.305 | planes 6.8
            copied out, fast | numbers 0.0777
            copied out, fast, repeated | numbers 0.0691
            copied out, repeated | numbers 0.296 | pixels 0.424
            copies | bytes beyond level 2 0.0165
            depthwise tensors | bytes beyond level 2 0.00662 | bytes beyond level 3 0.0144
            divided tensors | bytes beyond level 2 0.00927 | bytes beyond level 3 0.0259
            jit:avx2 | inputs 0.145 | multiply-adds 0.121 | rows 33.4 | weights 0.0614
            jit:avx2, groups | inputs 0.202 | multiply-adds 0.0122 | multiply-adds with padding 0.0748 | rows 72.0 |\
              weights 0.0641
            jit:avx2, groups, one channel | inputs 0.0539 | multiply-adds 0.128 |\
              multiply-adds of a part of a register 0.0118 | multiply-adds with padding 0.00282 | pixels 0.0966 |\
              pixels of a part of a register 0.176 | rows 33.7 | taps of rows 0.407
            jit:avx2, one channel | inputs 0.109 | multiply-adds 0.0843 |\
              multiply-adds of a part of a register 0.0249 | pixels 0.156 | rows 31.4 | rows of taps 0.723 |\
              taps of rows 0.431
            jit:sse41 | inputs 0.078 | multiply-adds 0.283 | multiply-adds with padding 0.0829 | rows 25.6 |\
              weights 2.67
            jit_1x1:avx2 | inputs 0.118 | multiply-adds 0.0151 | multiply-adds with padding 0.107 | pixels 0.0248 |\
              weights 0.0227
            jit_1x1:avx2, groups, one channel | calls 26.9 | groups 26.9 | multiply-adds 0.138 |\
              multiply-adds of a part of a register 0.107 | multiply-adds with padding 0.138 | pixels 0.138 |\
              pixels of a part of a register 0.107 | rows 4.82 | rows of taps 4.82 | taps of rows 4.82
            jit_1x1:avx2, one channel | multiply-adds 0.115 | multiply-adds of a part of a register 0.142 |\
              multiply-adds with padding 0.115 | pixels 0.115 | pixels of a part of a register 0.142
            jit_1x1:sse41 | inputs 0.543 | multiply-adds 0.0349 | multiply-adds with padding 0.0349 | pixels 0.0055 |\
              weights 1.19
            jit_dw:avx2 in blocks | calls 241 | rows 11.7 | taps 0.198 | taps of rows 0.0155 |\
              taps of wide filters 0.0324 | taps with strides 0.0109
            jit_dw:avx2 in copies | calls 109 | pixels 0.143 | pixels of a part of a register 0.325 | rows 1.56 |\
              rows of taps 0.258 | taps 0.232 | taps of a part of a register 0.0443 |\
              taps of a single part of a register 0.0492 | taps of rows 0.0891 | taps of runs 0.0113 |\
              taps of wide filters 0.00806 | taps with strides 0.0305
            jit_dw:avx2 | columns at edges 0.236 | pixels 0.314 | rows of taps 0.893 | taps 0.19 |\
              taps of a part of a register 0.172 | taps of a single part of a register 0.0968 | taps of rows 0.0883 |\
              taps of wide filters 0.0216 | taps with strides 0.0452
            jit_dw:sse41 | pixels 0.135 | rows of taps 0.246 | taps 0.212 | taps of a part of a register 0.0528 |\
              taps of a single part of a register 0.117 | taps of rows 0.134 | taps of wide filters 0.00682 |\
              taps with strides 0.0208
            oneDNN | calls 373 | plans 2500
            ordinary tensors | bytes beyond level 2 0.00521 | bytes beyond level 3 0.0615
            pixels | numbers 0.0789 | rows 13.0
            pixels, repeated | numbers 0.259 | rows 8.58 | runs 0.0179
            x64:gemm:jit in planes | calls 154 | groups 154 | multiply-adds with padding 0.145 | pixels 0.154 |\
              rows 4.3 | taps of rows 0.446 | weights 0.138
            x64:gemm:jit in planes, groups | calls 303 | groups 152 | multiply-adds 0.00355 |\
              multiply-adds with padding 0.108 | pixels 0.0874 | rows 62.9 | taps of rows 10.0
            x64:gemm:jit in planes, one channel | calls 261 | copied windows 0.174 | groups 261 |\
              multiply-adds 0.0783 | multiply-adds of a part of a register 0.0319 |\
              multiply-adds with padding 0.071 | pixels 0.185 | rows 0.0808 | taps of rows 1.05 | weights 0.0833
            x64:gemm:jit | calls 162 | groups 162 | multiply-adds 0.000506 |\
              multiply-adds of a part of a register 0.06 | multiply-adds with padding 0.169 | pixels 0.0185 |\
              pixels of a part of a register 1.89 | rows 17.2 | taps of rows 3.03 | weights 0.014
            x64:gemm:jit, groups | calls 396 | copied windows 0.0512 | groups 25.7 | multiply-adds 0.236 |\
              multiply-adds of a part of a register 0.632 | pixels 0.483 | rows of taps 37.8 | taps of rows 6.53
            x64:gemm:jit, one channel | calls 195 | copied windows 0.108 | groups 195 | multiply-adds 0.00784 |\
              multiply-adds with padding 0.159 | pixels 0.285 | rows 6.15 | taps of rows 0.892
            """);

    private Avx2Costs() {}
}
