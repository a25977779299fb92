package io.github.depthwise4j.plan.choice;

/**
 * The costs with AVX-512 on a CPU whose vector units have 32 bytes, in nanoseconds, measured on AMD Zen 4 with one
 * thread.
 */
final class Avx512NarrowCosts {
    static final Costs TABLE = Costs.parse("""
            brdgmm_dw:avx512_core | begun rows 28.5 | bytes of rows beyond level 1 0.00368 |\
              bytes of rows beyond level 2 0.00571 | calls 107 | pixels 0.696 | rows of taps 0.651 | taps 0.161 |\
              taps of a single part of a register 0.0453 | taps of middle filters 0.112 |\
              taps of middle filters of a single part of a register 0.0254 | taps of narrow filters 0.116 |\
              taps of narrow filters of a single part of a register 0.0545 | taps of rows 0.26 |\
              taps of wide filters 0.268 | taps of wide filters of a single part of a register 0.129 |\
              taps with strides 0.186 | taps with strides of many channels 0.0927 | unaligned pixels 0.118 |\
              unaligned taps 0.0298
            brdgmm_dw:avx512_core in copies | begun chunks 0.982 | begun rows 25.1 |\
              bytes of rows beyond level 1 0.00539 | bytes of rows beyond level 2 0.00229 | calls 131 |\
              pixels 0.746 | pixels of a part of a register 0.719 | rows of taps 1.03 | taps 0.137 |\
              taps of a single part of a register 0.0977 | taps of middle filters 0.15 |\
              taps of middle filters of a single part of a register 0.0222 | taps of narrow filters 0.134 |\
              taps of narrow filters of a single part of a register 0.0141 | taps of rows 0.205 |\
              taps of wide filters 0.294 | taps of wide filters of a single part of a register 0.128 |\
              taps with strides 0.152 | taps with strides of many channels 0.197 | unaligned taps 0.0834
            brg_conv_fwd:avx2 | calls 389 | columns at edges 53.2 | multiply-adds 0.15 |\
              multiply-adds of a part of a register 0.00354 | pixels of a part of a register 4.23 | rows 31.7 |\
              rows of taps 1.11 | runs 5.16 | taps at edges 0.0465 | taps of rows 1.23 | unaligned pixels 0.594 |\
              weights of rows 0.34 | weights of rows beyond level 1 0.00186 |\
              weights of rows beyond level 2 0.00918 | weights of runs 0.0372
            brg_conv_fwd:avx2, groups | calls 357 | columns at edges 12.7 | inputs 0.0113 |\
              inputs of equal chunks 0.00887 | lines beyond level 1 0.425 | lines of windows 0.0627 |\
              multiply-adds 0.054 | multiply-adds of a part of a register 0.0164 |\
              multiply-adds with padding 0.0222 | pixels of a part of a register 3.28 | rows 56.3 |\
              rows of taps 4.92 | runs 2.19 | taps at edges 0.121 | taps of rows 1.15 | unaligned pixels 0.916 |\
              weights of rows 0.257 | weights of rows beyond level 1 0.00919 | weights of runs 0.286
            brg_conv_fwd:avx2, groups, one channel | calls 363 | columns at edges 11.2 | groups 17.2 | images 25 |\
              inputs 0.0336 | inputs of equal chunks 0.0385 | lines 0.179 | multiply-adds 0.0974 |\
              multiply-adds of a part of a register 0.034 | multiply-adds with padding 0.0197 | pixels 0.919 |\
              pixels of a part of a register 2.24 | pixels with strides 3.51 | rows 25.2 | rows of taps 3.67 |\
              rows with strides 25.6 | runs 1.71 | taps at edges 0.231 | taps of rows 0.785 |\
              unaligned pixels 0.74 | weights of rows 0.629 | weights of rows beyond level 1 0.212
            brg_conv_fwd:avx2, one channel | calls 256 | columns at edges 10 | groups 195 | images 24.3 |\
              multiply-adds 0.137 | multiply-adds of a part of a register 0.0212 |\
              multiply-adds with padding 0.00914 | pixels of a part of a register 2.57 | rows 49.6 |\
              rows of taps 2.05 | rows with strides 13 | runs 6.63 | taps at edges 0.668 | taps of rows 0.671 |\
              unaligned pixels 0.331 | weights of rows 0.39 | weights of rows beyond level 1 0.0555 |\
              weights of runs 0.101
            brg_conv_fwd:avx512_core | calls 489 | columns at edges 8.52 | multiply-adds 0.141 |\
              multiply-adds of a part of a register 0.0095 | multiply-adds with padding 0.131 | pixels 1.03 |\
              rows 73.4 | rows with strides 47.7 | taps of rows 0.86 | unaligned pixels 0.348 | weights 0.0299 |\
              weights of rows 0.085 | weights of rows beyond level 2 0.00556 | weights of runs 0.0258
            brg_conv_fwd:avx512_core, groups | calls 381 | columns at edges 1.16 | inputs 0.0109 |\
              inputs of equal chunks 0.0109 | lines beyond level 1 0.598 | multiply-adds 0.207 |\
              multiply-adds of a part of a register 0.0282 | rows 62.7 | rows with strides 49.2 |\
              taps of rows 2.73 | unaligned pixels 0.419 | weights 0.00491 | weights of rows 0.188 |\
              weights of rows beyond level 1 0.00267 | weights of runs 0.26
            brg_conv_fwd:avx512_core, groups, one channel | calls 175 | columns at edges 14.9 | groups 175 |\
              images 175 | inputs 0.123 | inputs of equal chunks 0.123 | multiply-adds 0.0143 |\
              multiply-adds with padding 0.111 | pixels 2.31 | pixels of a part of a register 0.434 |\
              pixels with strides 2.31 | rows of taps 0.691 | rows with strides 77.1 | unaligned pixels 1.88 |\
              weights 0.296 | weights of images 0.296
            brg_conv_fwd:avx512_core, one channel | calls 317 | columns at edges 4.36 | groups 163 | images 38.5 |\
              inputs 0.00957 | inputs of equal chunks 0.0249 | multiply-adds 0.0371 |\
              multiply-adds with padding 0.103 | pixels 0.131 | pixels of a part of a register 0.614 |\
              pixels with strides 3.41 | rows 75.7 | rows of taps 0.909 | rows with strides 2.73 | runs 4.72 |\
              taps of rows 0.117 | unaligned pixels 0.591 | weights of rows 0.191 | weights of runs 0.634
            brgconv_1x1:avx2 | calls 281 | multiply-adds 0.0498 | multiply-adds of a part of a register 0.00394 |\
              multiply-adds with padding 0.0715 | pixels 0.0333 | pixels of a part of a register 3.7 | rows 7.92 |\
              rows of taps 7.92 | rows with strides 47.6 | runs 1.57 | taps of rows 7.92 | unaligned pixels 0.199 |\
              weights of rows 0.0397 | weights of rows beyond level 1 0.00437 |\
              weights of rows beyond level 2 0.025 | weights of runs 0.179
            brgconv_1x1:avx2, groups | calls 380 | images 30.4 | lines beyond level 1 0.044 |\
              lines beyond level 2 0.014 | lines of windows 0.0271 | multiply-adds 0.0237 |\
              multiply-adds of a part of a register 0.024 | multiply-adds with padding 0.00516 |\
              pixels of a part of a register 3.8 | rows 6.27 | rows of taps 5.42 | rows with strides 18 | runs 3 |\
              taps of rows 2.7 | unaligned pixels 0.153 | weights of runs 0.639
            brgconv_1x1:avx2, groups, one channel | calls 275 | images 47.3 | inputs 0.135 |\
              inputs of equal chunks 0.148 | lines beyond level 1 0.0585 | lines of windows 0.244 |\
              multiply-adds 0.109 | multiply-adds of a part of a register 1.26 | multiply-adds with padding 0.115 |\
              pixels 0.115 | pixels of a part of a register 1.3 | pixels with strides 0.409 |\
              rows with strides 14.9 | unaligned pixels 0.472 | weights of images 0.239
            brgconv_1x1:avx2, one channel | calls 280 | images 47.4 | inputs 0.163 |\
              inputs of equal chunks 0.0602 | multiply-adds 0.118 | multiply-adds of a part of a register 1.56 |\
              multiply-adds with padding 0.14 | pixels 0.129 | pixels of a part of a register 1.59 |\
              rows with strides 37.3 | unaligned pixels 0.17 | weights 1.18
            brgconv_1x1:avx512_core | calls 335 | images 10.7 | multiply-adds 0.0403 |\
              multiply-adds of a part of a register 0.00336 | multiply-adds with padding 0.171 | pixels 0.881 |\
              rows 7.27 | rows of taps 7.27 | rows with strides 17 | runs 1.62 | taps of rows 7.27 |\
              unaligned pixels 0.129 | weights of rows 0.222 | weights of rows beyond level 2 0.0124 |\
              weights of runs 0.24
            brgconv_1x1:avx512_core, groups | calls 464 | groups 44.8 | images 18.8 | lines of windows 0.0993 |\
              multiply-adds with padding 0.228 | pixels 0.129 | rows with strides 81.6 | unaligned pixels 0.34 |\
              weights of runs 0.225
            brgconv_1x1:avx512_core, groups, one channel | calls 110 | groups 110 | images 110 | inputs 0.144 |\
              inputs of equal chunks 0.144 | multiply-adds 0.148 | multiply-adds of a part of a register 0.128 |\
              multiply-adds with padding 0.166 | pixels 0.166 | pixels of a part of a register 0.145 |\
              pixels with strides 1.56 | rows with strides 15.2 | runs 0.247 | unaligned pixels 1.94 |\
              weights 3.74 | weights of images 3.81 | weights of runs 0.284
            brgconv_1x1:avx512_core, one channel | calls 271 | images 48.9 | inputs 0.272 |\
              inputs of equal chunks 0.0771 | multiply-adds 0.845 | multiply-adds of a part of a register 0.0254 |\
              multiply-adds with padding 0.0369 | pixels with strides 0.207 | rows with strides 9.27 |\
              unaligned pixels 0.172 | weights 0.884
            copied in | numbers 0.223
            copied in, blocks | numbers 0.191 | planes 1.28
            copied in, blocks, fast | numbers 0.116
            copied in, blocks, repeated | numbers 0.245 | planes 5.47
            copied in, fast | numbers 0.134
            copied in, repeated | numbers 0.155 | pixels 0.0967
            copied out | numbers 0.237
            copied out, blocks | numbers 0.231 | pixels 4.69
            copied out, blocks, fast | numbers 0.142
            copied out, blocks, fast, repeated | numbers 0.0114
            copied out, blocks, repeated | numbers 0.201
            copied out, fast | numbers 0.0733
            copied out, fast, repeated | numbers 0.0491
            copied out, repeated | numbers 0.266 | pixels 0.389
            copies | bytes beyond level 2 0.0077 | bytes beyond level 3 0.223
            depthwise tensors | bytes beyond level 3 0.0264 | written bytes beyond a part of level 3 0.0349 |\
              written bytes beyond level 2 0.00181
            divided tensors | bytes beyond a part of level 3 0.0118 | bytes beyond level 2 0.00104 |\
              bytes beyond level 3 0.0416 | written bytes beyond a part of level 3 0.0207 |\
              written bytes beyond level 2 0.00584
            jit:avx2 | calls 123 | inputs 0.162 | inputs of equal chunks 0.0188 | multiply-adds 0.106 |\
              multiply-adds of a part of a register 0.00686 | rows 40.4 | rows with strides 13.7 |\
              unaligned pixels 0.0713 | weights 0.119 | weights of images 0.0203 | weights of rows 0.182
            jit:avx2, groups | groups 69 | inputs 0.163 | inputs of equal chunks 0.0385 |\
              lines beyond level 1 0.0574 | multiply-adds 0.0466 | multiply-adds of a part of a register 0.0732 |\
              pixels with strides 1.02 | rows 47.3 | rows with strides 8.36 | unaligned pixels 0.491 |\
              weights 0.0469 | weights of rows 0.354
            jit:avx2, groups, one channel | calls 27.9 | groups 10.9 | images 14.8 | inputs 0.0462 |\
              inputs of equal chunks 0.0456 | lines 0.0762 | multiply-adds 0.0935 |\
              multiply-adds of a part of a register 0.041 | multiply-adds with padding 0.0162 | pixels 0.0452 |\
              rows 38.4 | rows of taps 0.319 | rows with strides 20.4 | taps of rows 0.225 |\
              unaligned pixels 0.466 | weights 0.263
            jit:avx2, one channel | calls 83.7 | images 4.95 | inputs 0.0386 | inputs of equal chunks 0.00383 |\
              multiply-adds 0.0908 | multiply-adds of a part of a register 0.0814 | pixels 0.073 |\
              pixels with strides 0.313 | rows 41 | rows with strides 0.762 | taps of rows 1.24 |\
              unaligned pixels 0.375 | weights of rows beyond level 1 0.0447
            jit:avx512_core | calls 182 | inputs of equal chunks 0.0314 | multiply-adds 0.249 |\
              multiply-adds of a part of a register 0.00298 | pixels 0.124 | rows 7.01 | rows with strides 4.87 |\
              runs 5.35 | unaligned pixels 0.449 | weights 0.0372 | weights of images 0.00836 |\
              weights of rows 0.0263 | weights of rows beyond level 1 0.00215 |\
              weights of rows beyond level 2 0.000795 | weights of runs 0.0259
            jit:avx512_core, groups | calls 101 | images 2.83 | lines beyond level 1 0.0966 | multiply-adds 0.193 |\
              multiply-adds of a part of a register 0.0397 | rows 28.2 | runs 5 | unaligned pixels 0.322 |\
              weights 0.0386 | weights of rows 0.119 | weights of rows beyond level 1 0.00106 |\
              weights of runs 0.232
            jit:avx512_core, groups, one channel | calls 136 | images 7.02 | inputs 0.00378 |\
              inputs of equal chunks 0.00378 | lines 0.025 | lines beyond level 1 0.0268 |\
              lines beyond level 2 0.195 | lines of windows 0.142 | multiply-adds 0.061 |\
              multiply-adds of a part of a register 0.173 | pixels 0.138 | pixels of a part of a register 0.577 |\
              rows 20.5 | rows with strides 0.679 | taps of rows 0.0992 | unaligned pixels 0.18 | weights 0.0647 |\
              weights of images 0.181 | weights of rows 0.131
            jit:avx512_core, one channel | calls 147 | images 21.1 | inputs 0.0161 | multiply-adds 0.174 |\
              multiply-adds of a part of a register 0.0466 | multiply-adds with padding 0.00694 | pixels 0.886 |\
              pixels with strides 0.102 | rows 3.73 | rows with strides 3.71 | unaligned pixels 0.269 |\
              weights 0.202 | weights of images 0.0862
            jit_1x1:avx2 | calls 26.4 | groups 67 | inputs 0.083 | multiply-adds 0.0318 |\
              multiply-adds of a part of a register 0.0297 | multiply-adds with padding 0.0659 | pixels 0.0209 |\
              pixels of a part of a register 0.441 | pixels with strides 2.26 | unaligned pixels 0.0306 |\
              weights 0.0183 | weights of rows beyond level 1 0.00192 | weights of rows beyond level 2 0.00182 |\
              weights of runs 0.0759
            jit_1x1:avx2, groups, one channel | calls 75.9 | groups 75.9 | images 76.1 | inputs 0.0475 |\
              inputs of equal chunks 0.0475 | multiply-adds 0.033 | multiply-adds with padding 0.0355 |\
              pixels 0.0355 | pixels with strides 5.82 | runs 0.116 | unaligned pixels 0.0352 |\
              weights of runs 0.0922
            jit_1x1:avx2, one channel | calls 14.9 | groups 43.5 | images 15.6 | inputs 0.136 |\
              inputs of equal chunks 0.0239 | multiply-adds 0.136 | multiply-adds of a part of a register 0.305 |\
              multiply-adds with padding 0.0904 | pixels 0.0429 | pixels with strides 1.08 |\
              rows with strides 7.64 | unaligned pixels 0.146
            jit_1x1:avx512_core | calls 105 | inputs 0.00742 | multiply-adds 0.167 |\
              multiply-adds with padding 0.0549 | pixels 0.247 | pixels of a part of a register 1.6 |\
              pixels with strides 2.16 | rows 4.73 | rows of taps 4.73 | runs 11.9 | taps of rows 4.73 |\
              weights of rows beyond level 2 0.00112 | weights of runs 0.304
            jit_1x1:avx512_core, groups, one channel | calls 47.5 | groups 47.5 | images 47.5 | inputs 0.604 |\
              inputs of equal chunks 0.604 | multiply-adds 0.593 | multiply-adds of a part of a register 0.562 |\
              multiply-adds with padding 0.649 | pixels 0.649 | pixels of a part of a register 0.611 |\
              pixels with strides 5.05 | runs 0.99 | unaligned pixels 1.12 | weights of runs 1.02
            jit_1x1:avx512_core, one channel | calls 106 | images 11.7 | inputs 0.902 | multiply-adds 0.168 |\
              multiply-adds of a part of a register 3.17 | multiply-adds with padding 0.103 | pixels 0.0765 |\
              pixels of a part of a register 1.51 | pixels with strides 1.51 | rows with strides 1.89 |\
              weights 0.61 | weights of rows 0.348
            jit_dw:avx2 | begun rows 20.3 | bytes of rows beyond level 1 0.00407 |\
              bytes of rows beyond level 2 0.00318 | calls 82.6 | pixels 0.181 |\
              pixels of a single part of a register 0.145 | rows 0.745 | taps 0.168 |\
              taps of a single part of a register 0.048 | taps of middle filters 0.0716 |\
              taps of middle filters of a single part of a register 0.132 | taps of narrow filters 0.0492 |\
              taps of narrow filters of a single part of a register 0.0812 | taps of rows 0.0542 |\
              taps of wide filters 0.067 | taps of wide filters of a single part of a register 0.12 |\
              taps with dilations 0.0181 | taps with strides 0.00869 | taps with strides of many channels 0.0209 |\
              unaligned taps 0.0392 | weights beyond level 1 0.0014
            jit_dw:avx512_core | begun rows 18.1 | bytes of rows beyond level 1 0.00305 |\
              bytes of rows beyond level 2 0.00288 | calls 49.3 | pixels 0.874 | rows of taps 0.35 | taps 0.121 |\
              taps of a part of a register 0.0671 | taps of a single part of a register 0.0726 |\
              taps of middle filters 0.261 | taps of middle filters of a single part of a register 0.26 |\
              taps of narrow filters 0.0747 | taps of rows 0.0769 | taps of wide filters 0.231 |\
              taps of wide filters of a single part of a register 0.218 | taps with dilations 0.0907 |\
              taps with strides 0.132 | taps with strides of many channels 0.00694 | unaligned pixels 0.0502 |\
              unaligned taps 0.0195 | weights beyond level 1 0.00521
            jit_dw:avx512_core in blocks | begun chunks 10.9 | begun rows 4.41 |\
              bytes of rows beyond level 2 0.00173 | calls 446 | columns at edges 0.441 | taps 0.286 |\
              taps of middle filters 0.0699 | taps of narrow filters 0.0352 | taps of rows 0.182 |\
              taps of runs 0.0417 | taps of wide filters 0.0257 | taps with strides 0.0349
            jit_dw:avx512_core in copies | begun rows 16.2 | bytes of rows beyond level 1 0.00567 |\
              bytes of rows beyond level 2 0.00127 | calls 85.4 | pixels 0.708 | rows of taps 0.785 | taps 0.128 |\
              taps of a single part of a register 0.0959 | taps of middle filters 0.257 |\
              taps of middle filters of a single part of a register 0.209 | taps of narrow filters 0.0957 |\
              taps of rows 0.0804 | taps of wide filters 0.263 |\
              taps of wide filters of a single part of a register 0.261 | taps with dilations 0.132 |\
              taps with strides of many channels 0.213 | unaligned pixels 0.347 | unaligned taps 0.0814 |\
              weights beyond level 1 0.000598
            jit_dw:sse41 | begun rows 22.3 | bytes of rows beyond level 1 0.00158 |\
              bytes of rows beyond level 2 0.00366 | calls 98.5 | pixels 0.146 |\
              pixels of a single part of a register 0.36 | taps 0.167 | taps of a single part of a register 0.109 |\
              taps of middle filters 0.0517 | taps of middle filters of a single part of a register 0.0814 |\
              taps of narrow filters 0.0462 | taps of narrow filters of a single part of a register 0.0679 |\
              taps of rows 0.116 | taps of runs 0.0194 | taps of wide filters 0.0741 |\
              taps of wide filters of a single part of a register 0.115 | taps with dilations 0.0168 |\
              taps with strides 0.0462 | unaligned pixels 0.0365 | unaligned taps 0.015 |\
              weights beyond level 1 0.0024
            jit_uni_ncsp:matmul+brg_matmul:avx512_core | calls 829 | multiply-adds 0.14 |\
              multiply-adds with padding 0.104 | pixels 0.832 | unaligned pixels 0.117 | weights 0.11 |\
              weights of images 0.122 | weights of rows beyond level 2 0.0228
            jit_uni_ncsp:matmul+brg_matmul:avx512_core, one channel | calls 876 | images 24.9 | inputs 0.619 |\
              inputs of equal chunks 0.05 | multiply-adds 0.518 | multiply-adds with padding 0.248 |\
              pixels 0.0607 | unaligned pixels 0.0239 | weights 0.595 | weights of images 0.25
            oneDNN | calls 327
            ordinary tensors | bytes beyond a part of level 3 0.00589 | bytes beyond level 2 0.000895 |\
              bytes beyond level 3 0.068 | written bytes beyond a part of level 3 0.0249 |\
              written bytes beyond level 2 0.00171
            pixels | numbers 0.0688 | rows 3.65 | runs 0.149
            pixels, repeated | numbers 0.121
            x64:gemm:jit | calls 258 | copied windows 0.519 | copied windows with strides 0.102 | groups 33.5 |\
              images 280 | inputs 0.271 | multiply-adds 0.00666 | multiply-adds of a part of a register 0.0468 |\
              multiply-adds with padding 0.0624 | pixels 0.224 | pixels with strides 0.442 |\
              rows of copied windows 3.39 | rows with strides 44 | weights 0.00366 |\
              weights of rows beyond level 1 0.00862 | weights of runs 0.0468
            x64:gemm:jit in planes | calls 24.4 | copied windows 0.119 | copied windows beyond level 2 0.205 |\
              copied windows with strides 0.114 | images 530 | multiply-adds 0.0043 |\
              multiply-adds with padding 0.111 | pixels 0.163 | pixels with strides 9.02 |\
              rows of copied windows 1.61 | unaligned pixels 0.059 | weights 0.0404 | weights of images 0.238 |\
              weights of rows beyond level 2 0.235
            x64:gemm:jit in planes, groups | calls 330 | copied windows 0.276 | copied windows with strides 0.157 |\
              images 182 | multiply-adds 0.0285 | multiply-adds with padding 0.0458 | pixels with strides 0.278 |\
              rows of copied windows 3.53 | taps of rows 3.59 | unaligned pixels 1.21 | weights 0.0309 |\
              weights of images 0.71 | weights of runs 0.102
            x64:gemm:jit in planes, one channel | calls 55.3 | copied windows 0.278 |\
              copied windows with strides 0.553 | groups 25.2 | images 446 | multiply-adds 0.0164 |\
              multiply-adds with padding 0.0439 | pixels 0.161 | pixels with strides 0.0294 |\
              rows of copied windows 1.19 | rows with strides 0.468 | unaligned pixels 0.101 | weights 0.426 |\
              weights of images 0.578 | weights of runs 0.192
            x64:gemm:jit in planes, one filter | calls 34.6 | copied windows 0.301 |\
              copied windows beyond level 2 0.0642 | copied windows with strides 0.133 | images 139 |\
              inputs 0.0136 | inputs of equal chunks 0.008 | multiply-adds 0.000848 |\
              multiply-adds with padding 0.0013 | rows of copied windows 2.1 | runs 0.348 |\
              weights of images 1.92 | weights of rows 0.629 | weights of runs 0.113
            x64:gemm:jit, groups | calls 463 | copied windows 0.373 | copied windows beyond level 2 0.0169 |\
              copied windows with dilations 0.0421 | copied windows with strides 0.408 | images 126 |\
              inputs 0.103 | inputs of equal chunks 0.0265 | lines 0.121 |\
              multiply-adds of a part of a register 0.197 | multiply-adds with padding 0.0498 | pixels 0.586 |\
              pixels of a part of a register 0.913 | pixels with strides 0.16 | rows of copied windows 6.4 |\
              rows with strides 15.2 | weights of images 0.185 | weights of runs 0.066
            x64:gemm:jit, groups, one filter | calls 294 | images 71.7 | lines beyond level 2 0.731 |\
              lines of windows 1.52 | rows of copied windows 1.9 | runs 15.3 | weights of images 0.115 |\
              weights of rows 0.446 | weights of runs 1.27
            x64:gemm:jit, one channel | calls 150 | copied windows 0.174 | copied windows beyond level 2 0.0288 |\
              copied windows with strides 0.29 | groups 64.9 | images 343 | inputs 0.301 |\
              inputs of equal chunks 0.0141 | multiply-adds with padding 0.117 | pixels 0.166 |\
              pixels of a part of a register 0.414 | rows of copied windows 6.31 | rows of taps 1.71 |\
              rows with strides 6.43 | unaligned pixels 0.0318 | weights of rows 0.0804
            x64:gemm:jit, one channel, one filter | calls 75.5 | copied windows 0.00949 |\
              copied windows beyond level 2 0.00633 | copied windows with dilations 0.237 |\
              copied windows with strides 0.0691 | groups 119 | images 78.9 | inputs 0.0124 |\
              inputs of equal chunks 0.0124 | multiply-adds 0.0929 | multiply-adds of a part of a register 0.0929 |\
              multiply-adds with padding 0.0124 | pixels 0.102 | pixels of a part of a register 0.102 | rows 2.38 |\
              rows of copied windows 0.581 | rows of taps 0.923 | rows with strides 18.9 | taps of rows 0.542 |\
              weights 13 | weights of images 8.65 | weights of rows 0.542 | weights of rows beyond level 1 2.92 |\
              weights of runs 0.0693
            x64:gemm:jit, one filter | calls 213 | images 74.4 | inputs 0.00351 | inputs of equal chunks 0.00351 |\
              multiply-adds 0.00415 | multiply-adds of a part of a register 0.00415 |\
              multiply-adds with padding 0.00351 | pixels 1.68 | pixels of a part of a register 1.64 |\
              weights 0.119 | weights of images 0.197 | weights of runs 0.111
            """, 16);

    private Avx512NarrowCosts() {}
}
