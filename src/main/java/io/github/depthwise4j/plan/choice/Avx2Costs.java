package io.github.depthwise4j.plan.choice;

/**
 * The costs with AVX2, measured on AMD Zen 5 with one thread. A program fitted them: see {@code CostFit} of the benchmarks.
 */
final class Avx2Costs {
    static final Costs TABLE = Costs.parse("""
            brdgmm_dw:avx2 in copies | calls 127 | columns at edges 0.493 | pixels 0.277 | rows 0.625 |\
              rows of taps 0.963 | taps 0.289 | taps of rows 0.0685 | taps with strides 0.0159
            brdgmm_dw:avx2 | columns at edges 0.555 | pixels 0.299 | rows 0.18 | rows of taps 0.199 | taps 0.298 |\
              taps of rows 0.237 | taps with strides 0.0664
            brg_conv_fwd:avx2 | calls 417 | multiply-adds 0.0921 | multiply-adds of a part of a register 0.0144 |\
              multiply-adds with padding 0.0574 | pixels 0.146 | pixels of a part of a register 0.164 | rows 67.3 |\
              rows of taps 1.25 | taps at edges 0.0184 | taps of rows 1.93 | weights 0.0175
            brg_conv_fwd:avx2, groups | calls 159 | groups 14.8 | multiply-adds 0.15 |\
              multiply-adds of a part of a register 6.49E-5 | multiply-adds with padding 0.0286 | pixels 0.486 |\
              pixels of a part of a register 0.146 | rows 40.4 | rows of taps 10.9 | taps of rows 1.27 |\
              weights 0.0324
            brg_conv_fwd:avx2, groups, one channel | calls 301 | multiply-adds 0.179 |\
              multiply-adds of a part of a register 0.0417 | multiply-adds with padding 0.013 | pixels 0.491 |\
              rows 56.1 | rows of taps 1.43 | taps at edges 0.375 | taps of rows 0.814 | weights 0.111
            brg_conv_fwd:avx2, one channel | calls 334 | columns at edges 8.85 | inputs 0.037 | multiply-adds 0.11 |\
              multiply-adds of a part of a register 0.00229 | multiply-adds with padding 0.05 | pixels 0.239 |\
              pixels of a part of a register 0.179 | rows 44.0 | rows of taps 3.82 | taps at edges 0.416 |\
              taps of rows 0.88
            brgconv_1x1:avx2 | groups 494 | multiply-adds 0.00198 | multiply-adds of a part of a register 0.02 |\
              multiply-adds with padding 0.142 | pixels 0.214 | pixels of a part of a register 0.0764 | rows 1.07 |\
              weights 0.0276
            brgconv_1x1:avx2, groups | calls 213 | groups 12.1 | multiply-adds with padding 0.128 | pixels 0.0407 |\
              pixels of a part of a register 0.526 | rows 32.9 | weights 0.0611
            brgconv_1x1:avx2, groups, one channel | calls 330 | groups 30.2 | inputs 0.212 | pixels 0.474 |\
              rows of taps 1.96
            brgconv_1x1:avx2, one channel | calls 221 | multiply-adds 0.55 | weights 1.34
            copied in | numbers 0.3
            copied in, blocks | numbers 0.182 | pixels 1.05 | planes 0.00734
            copied in, blocks, fast | numbers 0.147
            copied in, blocks, repeated | numbers 0.262 | pixels 0.266
            copied in, fast | numbers 0.131
            copied in, repeated | numbers 0.264 | pixels 0.194
            copied out | numbers 0.288
            copied out, blocks | numbers 0.274
            copied out, blocks, fast | numbers 0.125
            copied out, blocks, fast, repeated | numbers 0.127
            copied out, fast | numbers 0.0714
            copied out, fast, repeated | numbers 0.0893
            copied out, repeated | numbers 0.301 | numbers of a part of a register 0.00459 | pixels 0.173
            copies | bytes beyond level 2 0.0179
            depthwise tensors | bytes beyond level 2 0.00701 | bytes beyond level 3 0.00851
            divided tensors | bytes beyond level 2 0.00737 | bytes beyond level 3 0.0242
            jit:avx2 | inputs 0.152 | multiply-adds 0.109 | pixels 0.057 | rows 31.4 | weights 0.0796
            jit:avx2, groups | multiply-adds 0.0558 | multiply-adds of a part of a register 0.185 |\
              multiply-adds with padding 0.0294 | rows 95.1 | taps of rows 12.9
            jit:avx2, groups, one channel | inputs 0.0759 | multiply-adds 0.131 | pixels 0.218 | rows 34.0 |\
              taps of rows 0.227
            jit:avx2, one channel | inputs 0.0215 | multiply-adds 0.0837 |\
              multiply-adds of a part of a register 0.105 | pixels 0.215 | rows 31.5 | taps of rows 0.88
            jit_1x1:avx2 | inputs 0.144 | multiply-adds 0.104 | pixels 0.0779 | weights 0.025
            jit_1x1:avx2, one channel | multiply-adds 0.351 | multiply-adds of a part of a register 0.274 |\
              rows 0.222
            jit_dw:avx2 in blocks | calls 220 | rows 11.7 | rows of taps 0.472 | taps 0.203
            jit_dw:avx2 in copies | calls 111 | pixels 0.203 | rows 1.38 | rows of taps 0.411 | taps 0.242 |\
              taps of a part of a register 0.0441 | taps of rows 0.0948 | taps with strides 0.0334
            jit_dw:avx2 | columns at edges 0.351 | pixels 0.262 | rows of taps 0.674 | taps 0.231 |\
              taps of a part of a register 0.063 | taps of rows 0.0666 | taps with strides 0.0207
            jit_dw:sse41 | columns at edges 0.226 | pixels 0.13 | rows of taps 0.257 | taps 0.211 |\
              taps of a part of a register 0.118 | taps of rows 0.122 | taps with strides 0.00919
            oneDNN | calls 374 | plans 2510
            ordinary tensors | bytes beyond level 2 0.0048 | bytes beyond level 3 0.0828
            pixels | numbers 0.0738 | rows 14.6
            pixels, repeated | numbers 0.25 | rows 6.77 | runs 0.0248
            x64:gemm:jit in planes | calls 282 | multiply-adds with padding 0.115 | pixels 0.299 | rows 41.2 |\
              taps of rows 0.178 | weights 0.162
            x64:gemm:jit in planes, groups | calls 220 | copied windows 0.0569 | groups 13.8 |\
              pixels of a part of a register 0.602 | rows 194 | weights 0.153
            x64:gemm:jit in planes, one channel | calls 478 | copied windows 0.225 | multiply-adds 0.0585 |\
              multiply-adds with padding 0.0849 | pixels 0.205 | taps of rows 0.967
            x64:gemm:jit | calls 345 | copied windows 0.408 | multiply-adds 0.1 | multiply-adds with padding 0.0525 |\
              pixels 0.641 | taps of rows 9.96 | weights 0.161
            x64:gemm:jit, one channel | calls 270 | copied windows 0.0201 | multiply-adds 0.185 |\
              multiply-adds with padding 0.165 | pixels 0.343 | taps of rows 1.3
            """);

    private Avx2Costs() {}
}
