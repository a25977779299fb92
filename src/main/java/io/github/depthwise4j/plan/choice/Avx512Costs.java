package io.github.depthwise4j.plan.choice;

/**
 * The costs with AVX-512, measured on AMD Zen 5 with one thread. A program fitted them: see {@code CostFit} of the benchmarks.
 */
final class Avx512Costs {
    static final Costs TABLE = Costs.parse("""
            brdgmm_dw:avx512_core in copies | calls 293 | columns at edges 0.356 | pixels 0.557 | rows 2.27 |\
              rows of taps 1.45 | taps 0.266 | taps of rows 0.287 | taps with strides 0.126
            brdgmm_dw:avx512_core | columns at edges 0.466 | pixels 0.812 | rows of taps 0.875 | taps 0.282 |\
              taps of rows 0.5 | taps with strides 0.251
            brg_conv_fwd:avx2 | calls 501 | columns at edges 9.04 | multiply-adds 0.159 |\
              pixels of a part of a register 0.568 | rows 28.6 | rows of taps 9.08 | taps at edges 0.0645 |\
              taps of rows 0.402 | weights 0.03
            brg_conv_fwd:avx2, groups | calls 412 | multiply-adds 0.171 |\
              multiply-adds of a part of a register 0.00489 | pixels 0.25 | pixels of a part of a register 0.36 |\
              rows 50.7 | rows of taps 1.51 | taps at edges 0.102 | taps of rows 2.25 | weights 0.032
            brg_conv_fwd:avx2, groups, one channel | calls 432 | multiply-adds 0.109 |\
              multiply-adds with padding 0.108 | pixels 0.553 | rows 69.0 | rows of taps 1.32 | taps at edges 0.13 |\
              taps of rows 0.569 | weights 0.446
            brg_conv_fwd:avx2, one channel | calls 432 | columns at edges 13.2 | inputs 0.0863 |\
              multiply-adds 0.0387 | multiply-adds with padding 0.083 | pixels 0.217 |\
              pixels of a part of a register 0.205 | rows 43.0 | rows of taps 7.87 | taps at edges 0.102 |\
              taps of rows 0.134
            brg_conv_fwd:avx512_core | calls 353 | columns at edges 2.16 | inputs 0.00621 | multiply-adds 0.0961 |\
              multiply-adds with padding 0.0446 | pixels 0.21 | rows 82.5 | rows of taps 3.99 |\
              taps at edges 0.0137 | taps of rows 1.62 | weights 0.0356
            brg_conv_fwd:avx512_core, groups | columns at edges 5.48 | multiply-adds 0.135 |\
              multiply-adds of a part of a register 0.0116 | multiply-adds with padding 0.00526 | pixels 0.422 |\
              rows of taps 75.7 | weights 0.074
            brg_conv_fwd:avx512_core, groups, one channel | calls 422 | columns at edges 2.14 | inputs 0.138 |\
              multiply-adds 0.0345 | multiply-adds of a part of a register 0.0262 | pixels 2.4 | rows 55.4 |\
              rows of taps 5.68
            brg_conv_fwd:avx512_core, one channel | calls 732 | columns at edges 4.88 | inputs 0.0022 |\
              multiply-adds 0.0132 | multiply-adds of a part of a register 0.0344 |\
              multiply-adds with padding 0.127 | pixels 0.372 | pixels of a part of a register 0.244 | rows 87.0 |\
              rows of taps 1.56 | taps of rows 0.308
            brgconv_1x1:avx2 | calls 423 | multiply-adds 0.147 | multiply-adds of a part of a register 0.0195 |\
              pixels 0.168 | pixels of a part of a register 0.0784 | weights 0.0318
            brgconv_1x1:avx2, groups | calls 16.4 | groups 18.7 | multiply-adds with padding 0.127 | pixels 0.396 |\
              pixels of a part of a register 0.17 | rows 35.8 | weights 0.0511
            brgconv_1x1:avx2, groups, one channel | calls 245 | groups 36.6 | inputs 0.44 | multiply-adds 0.293 |\
              rows 3.05
            brgconv_1x1:avx2, one channel | calls 315 | inputs 0.144 | multiply-adds 0.36 |\
              pixels of a part of a register 0.00431 | rows 1.43 | weights 1.27
            brgconv_1x1:avx512_core | calls 506 | multiply-adds 0.0117 |\
              multiply-adds of a part of a register 0.0136 | multiply-adds with padding 0.13 | pixels 0.37 |\
              weights 0.0298
            brgconv_1x1:avx512_core, groups | calls 223 | groups 22.6 | multiply-adds 0.14 | rows 42.3 |\
              weights 0.0382
            brgconv_1x1:avx512_core, one channel | calls 301 | multiply-adds 0.598 | weights 0.652
            copied in | numbers 0.292 | planes 0.179
            copied in, blocks | numbers 0.147 | pixels 2.97 | planes 1.17
            copied in, blocks, fast | numbers 0.13
            copied in, blocks, repeated | numbers 0.304
            copied in, fast | numbers 0.145
            copied in, repeated | numbers 0.283
            copied out | numbers 0.309
            copied out, blocks | numbers 0.371 | pixels 1.15
            copied out, blocks, fast | numbers 0.148
            copied out, blocks, fast, repeated | numbers 0.132
            copied out, fast | numbers 0.0648
            copied out, fast, repeated | numbers 0.102
            copied out, repeated | numbers 0.317
            copies | bytes beyond level 2 0.0194
            depthwise tensors | bytes beyond level 2 0.00583 | bytes beyond level 3 0.00283
            divided tensors | bytes beyond level 2 0.00875 | bytes beyond level 3 0.0294
            jit:avx2 | inputs 0.154 | multiply-adds 0.109 | pixels 0.0313 | rows 31.5 | weights 0.0753
            jit:avx2, groups | multiply-adds 0.0803 | multiply-adds of a part of a register 0.199 | rows 76.8 |\
              taps of rows 12.0 | weights 0.00718
            jit:avx2, groups, one channel | inputs 0.0605 | multiply-adds 0.151 | pixels 0.214 | rows 40.3 |\
              taps of rows 0.176 | weights 0.249
            jit:avx2, one channel | inputs 0.0399 | multiply-adds 0.0931 |\
              multiply-adds of a part of a register 0.0913 | pixels 0.127 | rows 36.3 | taps of rows 0.559
            jit:avx512_core | calls 13.9 | inputs 0.00243 | multiply-adds 0.138 |\
              multiply-adds of a part of a register 0.0111 | multiply-adds with padding 0.00174 | pixels 0.465 |\
              rows 8.82 | rows of taps 3.68 | weights 0.0627
            jit:avx512_core, groups | groups 13.0 | multiply-adds 0.112 | multiply-adds with padding 0.0469 |\
              pixels of a part of a register 0.356 | rows 17.7 | rows of taps 6.61 | weights 0.0762
            jit:avx512_core, groups, one channel | groups 8.48 | inputs 0.0173 | multiply-adds 0.131 |\
              multiply-adds with padding 0.0077 | pixels 0.48 | pixels of a part of a register 0.11 | rows 18.7 |\
              taps of rows 0.582 | weights 0.285
            jit:avx512_core, one channel | multiply-adds 0.136 | pixels 0.491 | rows 4.68 | rows of taps 2.3 |\
              weights 0.325
            jit_1x1:avx2 | inputs 0.139 | multiply-adds 0.107 | pixels 0.0302 | weights 0.025
            jit_1x1:avx2, one channel | inputs 0.13 | multiply-adds 0.274 |\
              multiply-adds of a part of a register 0.164 | rows 0.514
            jit_1x1:avx512_core | inputs 0.0673 | multiply-adds 0.122 | pixels 0.19 |\
              pixels of a part of a register 3.4 | rows 2.66 | weights 0.03
            jit_1x1:avx512_core, one channel | inputs 0.844 | multiply-adds 0.392 |\
              multiply-adds of a part of a register 1.82 | rows 9.9
            jit_dw:avx2 | columns at edges 0.426 | pixels 0.305 | pixels of a part of a register 0.0654 |\
              rows of taps 0.602 | taps 0.238 | taps of a part of a register 0.0416 | taps of rows 0.0879 |\
              taps with strides 0.0363
            jit_dw:avx512_core in blocks | calls 350 | columns at edges 0.367 | rows 4.77 | taps 0.204 |\
              taps of rows 0.176 | taps with strides 0.00458
            jit_dw:avx512_core in copies | calls 247 | columns at edges 0.528 | pixels 0.277 | rows 4.27 |\
              rows of taps 0.0315 | taps 0.275 | taps of rows 0.305 | taps with strides 0.0581
            jit_dw:avx512_core | columns at edges 1.69 | pixels 0.744 | rows of taps 0.789 | taps 0.301 |\
              taps of rows 0.287 | taps with strides 0.217
            jit_dw:sse41 | columns at edges 0.37 | pixels 0.133 | pixels of a part of a register 0.177 |\
              rows of taps 0.172 | taps 0.227 | taps of a part of a register 0.0964 | taps of rows 0.126 |\
              taps with strides 0.014
            oneDNN | calls 331 | plans 2570
            ordinary tensors | bytes beyond level 2 0.00653 | bytes beyond level 3 0.0789
            pixels | numbers 0.0923 | rows 3.52
            pixels, repeated | numbers 0.264 | rows 5.8 | runs 0.026
            x64:gemm:jit in planes | calls 919 | copied windows 0.2 | inputs 0.176 |\
              multiply-adds with padding 0.0238 | rows 3.33 | taps of rows 0.308 | weights 0.198
            x64:gemm:jit | calls 477 | copied windows 0.336 | multiply-adds 0.00419 |\
              multiply-adds with padding 0.0541 | pixels of a part of a register 6.31 | taps of rows 7.7 |\
              weights 0.17
            x64:gemm:jit, one channel | calls 981 | multiply-adds 0.187 | multiply-adds with padding 0.101 |\
              pixels 0.534 | weights 0.435
            """);

    private Avx512Costs() {}
}
