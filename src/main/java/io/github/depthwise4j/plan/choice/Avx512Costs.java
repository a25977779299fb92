package io.github.depthwise4j.plan.choice;

/** The costs with AVX-512 and vector units of 64 bytes, in nanoseconds, measured on AMD Zen 5 with one thread. */
final class Avx512Costs {
    static final Costs TABLE = Costs.parse("""
            brdgmm_dw:avx512_core | begun rows 26.8 | bytes of rows beyond level 1 0.00482 |\
              bytes of rows beyond level 2 0.006 | calls 87.2 | columns at edges 0.12 | pixels 0.58 |\
              rows of taps 0.188 | taps 0.11 | taps of a single part of a register 0.036 |\
              taps of middle filters 0.103 | taps of middle filters of a single part of a register 0.0228 |\
              taps of narrow filters 0.144 | taps of narrow filters of a single part of a register 0.0734 |\
              taps of rows 0.429 | taps of wide filters 0.236 |\
              taps of wide filters of a single part of a register 0.129 | taps with strides 0.154 |\
              unaligned taps 0.0107 | weights beyond level 1 0.00439
            brdgmm_dw:avx512_core in copies | begun rows 27 | bytes of rows beyond level 1 0.006 |\
              bytes of rows beyond level 2 0.00332 | calls 132 | pixels 0.818 | runs 0.296 | taps 0.0967 |\
              taps of a single part of a register 0.0771 | taps of middle filters 0.0798 |\
              taps of narrow filters 0.108 | taps of narrow filters of a single part of a register 0.0233 |\
              taps of rows 0.459 | taps of wide filters 0.161 |\
              taps of wide filters of a single part of a register 0.116 | taps with strides 0.159 |\
              taps with strides of many channels 0.0263 | unaligned taps 0.111 | weights beyond level 1 0.00375
            brg_conv_fwd:avx2 | calls 542 | columns at edges 5.15 | inputs 0.00151 | multiply-adds 0.125 |\
              multiply-adds of a part of a register 0.0364 | rows 42.4 | rows of taps 1.96 | runs 3.6 |\
              taps at edges 0.0598 | taps of rows 0.856 | unaligned pixels 0.398 | weights of rows 0.287 |\
              weights of rows beyond level 1 0.00176 | weights of rows beyond level 2 0.0119 |\
              weights of runs 0.101
            brg_conv_fwd:avx2, groups | calls 513 | columns at edges 3.86 | inputs 0.00477 |\
              lines beyond level 1 0.0886 | lines beyond level 2 0.0293 | multiply-adds 0.0787 |\
              multiply-adds of a part of a register 0.0634 | multiply-adds with padding 0.0212 |\
              pixels of a part of a register 0.699 | pixels with strides 1.63 | rows 51.4 | rows of taps 4.88 |\
              rows with strides 3.92 | taps of rows 1.21 | unaligned pixels 0.636 | weights of images 0.00852 |\
              weights of rows 0.387 | weights of rows beyond level 1 0.00206 | weights of runs 0.115
            brg_conv_fwd:avx2, groups, one channel | calls 331 | columns at edges 9.9 | images 8.58 |\
              inputs of equal chunks 0.015 | lines 0.0968 | lines beyond level 1 0.0811 |\
              lines beyond level 2 0.00962 | multiply-adds 0.137 | multiply-adds of a part of a register 0.0344 |\
              multiply-adds with padding 0.0276 | pixels 0.167 | pixels with strides 0.268 | rows 44.9 |\
              rows of taps 3.24 | rows with strides 12.2 | runs 1.13 | taps at edges 0.201 | taps of rows 0.469 |\
              unaligned pixels 0.501 | weights of images 0.714 | weights of rows 0.365 |\
              weights of rows beyond level 1 0.00256
            brg_conv_fwd:avx2, one channel | calls 358 | columns at edges 6.69 | groups 156 | inputs 0.00794 |\
              multiply-adds 0.132 | multiply-adds of a part of a register 0.0153 |\
              multiply-adds with padding 0.0176 | pixels 0.0671 | pixels with strides 0.128 | rows 54.5 |\
              rows of taps 1.1 | rows with strides 6.64 | runs 2.74 | taps at edges 0.121 | taps of rows 0.613 |\
              unaligned pixels 0.179 | weights of rows 0.475 | weights of rows beyond level 1 0.0151 |\
              weights of runs 0.155
            brg_conv_fwd:avx512_core | calls 533 | columns at edges 2.6 | images 41.2 | inputs 0.0167 |\
              multiply-adds 0.071 | multiply-adds of a part of a register 0.0306 | pixels 1.92 | rows 24.2 |\
              taps of rows 5.07 | unaligned pixels 1.44 | weights 0.00507 | weights of images 0.00823 |\
              weights of rows 0.385 | weights of rows beyond level 2 0.0111 | weights of runs 0.0871
            brg_conv_fwd:avx512_core, groups | calls 449 | inputs 0.0166 | inputs of equal chunks 0.0166 |\
              lines beyond level 1 0.0976 | multiply-adds 0.081 | multiply-adds of a part of a register 0.00215 |\
              multiply-adds with padding 0.00587 | rows 59.7 | rows of taps 24.9 | rows with strides 13.2 |\
              taps of rows 8.43 | unaligned pixels 0.638 | weights 0.0102 | weights of rows 0.242 |\
              weights of rows beyond level 1 0.00542 | weights of runs 0.0727
            brg_conv_fwd:avx512_core, groups, one channel | calls 169 | columns at edges 8.89 | groups 169 |\
              images 169 | inputs 0.0471 | inputs of equal chunks 0.0471 | multiply-adds with padding 0.0878 |\
              pixels 1.2 | pixels of a part of a register 0.145 | pixels with strides 3.23 | rows 54.1 |\
              rows of taps 0.871 | rows with strides 34 | unaligned pixels 1.12 |\
              weights of rows beyond level 1 0.00492
            brg_conv_fwd:avx512_core, one channel | calls 325 | columns at edges 3.79 | groups 159 | images 15.2 |\
              inputs 0.0138 | inputs of equal chunks 0.0195 | multiply-adds 0.002 |\
              multiply-adds with padding 0.0518 | pixels of a part of a register 0.259 | pixels with strides 2.28 |\
              rows 85.2 | rows of taps 0.762 | runs 3.83 | taps of rows 0.0823 | unaligned pixels 0.165 |\
              weights of images 0.118 | weights of rows 0.129 | weights of runs 0.435
            brgconv_1x1:avx2 | calls 409 | images 28.6 | multiply-adds 0.0608 |\
              multiply-adds of a part of a register 0.0358 | multiply-adds with padding 0.0641 |\
              rows with strides 38.1 | runs 0.992 | unaligned pixels 0.179 | weights of rows 0.107 |\
              weights of rows beyond level 1 0.00105 | weights of rows beyond level 2 0.0198 |\
              weights of runs 0.141
            brgconv_1x1:avx2, groups | calls 396 | groups 4.98 | images 3.97 | inputs 0.0506 |\
              lines of windows 0.0699 | multiply-adds 0.0087 | multiply-adds of a part of a register 0.112 |\
              multiply-adds with padding 0.0112 | pixels 0.0231 | pixels with strides 0.186 | rows 22.1 |\
              rows of taps 12.5 | taps of rows 3.48 | unaligned pixels 0.399 | weights of runs 0.338
            brgconv_1x1:avx2, groups, one channel | calls 280 | groups 2.03 | images 28.9 |\
              inputs of equal chunks 0.0928 | lines 0.168 | lines beyond level 1 0.107 |\
              lines beyond level 2 0.0022 | lines of windows 0.00512 | multiply-adds 0.0242 |\
              multiply-adds with padding 0.0371 | pixels 0.0366 | pixels with strides 0.396 |\
              rows with strides 16.4 | unaligned pixels 0.164 | weights of images 0.894
            brgconv_1x1:avx2, one channel | calls 310 | images 45.2 | inputs 0.161 | inputs of equal chunks 0.039 |\
              multiply-adds 0.12 | multiply-adds of a part of a register 0.0192 |\
              multiply-adds with padding 0.115 | pixels 0.0618 | rows with strides 33.4 | unaligned pixels 0.116 |\
              weights 0.203 | weights of images 0.928
            brgconv_1x1:avx512_core | calls 381 | images 87.9 | inputs 0.0144 | inputs of equal chunks 0.0018 |\
              multiply-adds 0.0507 | multiply-adds of a part of a register 0.0465 | pixels 0.328 |\
              rows with strides 16.9 | runs 0.378 | unaligned pixels 0.288 |\
              weights of rows beyond level 1 0.00324 | weights of rows beyond level 2 0.0103 |\
              weights of runs 0.451
            brgconv_1x1:avx512_core, groups | calls 214 | groups 5.77 | images 4.77 | inputs 0.0123 |\
              inputs of equal chunks 0.0123 | multiply-adds 0.0978 |\
              multiply-adds of a part of a register 0.00454 | multiply-adds with padding 0.0438 | rows 19.7 |\
              rows of taps 18.6 | taps of rows 8.22 | weights of rows 0.0619 | weights of runs 0.222
            brgconv_1x1:avx512_core, groups, one channel | calls 111 | groups 111 | images 111 | inputs 0.17 |\
              inputs of equal chunks 0.17 | multiply-adds of a part of a register 0.183 |\
              pixels of a part of a register 0.197 | rows with strides 27.5 | weights 1.19 |\
              weights of images 1.22
            brgconv_1x1:avx512_core, one channel | calls 305 | images 40.7 | inputs 0.058 |\
              inputs of equal chunks 0.0503 | multiply-adds 0.193 | multiply-adds with padding 0.183 |\
              pixels 0.0973 | rows with strides 35.2 | unaligned pixels 0.281 | weights of images 0.793
            copied in | numbers 0.281
            copied in, blocks | numbers 0.308 | planes 0.54
            copied in, blocks, fast | numbers 0.119
            copied in, blocks, repeated | numbers 0.321 | planes 0.574
            copied in, fast | numbers 0.111
            copied in, repeated | numbers 0.263 | pixels 0.133
            copied out | numbers 0.266
            copied out, blocks | numbers 0.274 | pixels 2.72
            copied out, blocks, fast | numbers 0.134
            copied out, blocks, fast, repeated | numbers 0.0934
            copied out, blocks, repeated | numbers 0.337 | pixels 1.76
            copied out, fast | numbers 0.0572
            copied out, fast, repeated | numbers 0.00676
            copied out, repeated | numbers 0.269
            copies | bytes beyond level 2 0.0188 | bytes beyond level 3 0.0845
            depthwise tensors | bytes beyond level 2 0.00214 | written bytes beyond a part of level 3 0.0385 |\
              written bytes beyond level 2 0.00982
            divided tensors | bytes beyond a part of level 3 0.0155 | bytes beyond level 2 0.00333 |\
              bytes beyond level 3 0.00445 | written bytes beyond a part of level 3 0.00247 |\
              written bytes beyond level 2 0.00427
            jit:avx2 | calls 120 | inputs 0.14 | multiply-adds 0.108 |\
              multiply-adds of a part of a register 0.0384 | rows 37.7 | unaligned pixels 0.0325 | weights 0.0792 |\
              weights of images 0.0387 | weights of rows 0.259
            jit:avx2, groups | groups 22.3 | images 23.8 | inputs 0.0595 | inputs of equal chunks 0.0169 |\
              multiply-adds 0.109 | multiply-adds of a part of a register 0.121 | rows 77.1 | rows of taps 0.868 |\
              weights 0.0371 | weights of rows 0.11 | weights of rows beyond level 1 0.000556 |\
              weights of runs 0.0707
            jit:avx2, groups, one channel | calls 78.5 | groups 11.1 | images 5.65 | inputs 0.0102 |\
              inputs of equal chunks 0.0609 | lines 0.262 | multiply-adds 0.116 |\
              multiply-adds of a part of a register 0.00694 | multiply-adds with padding 0.0383 |\
              pixels of a part of a register 0.0753 | rows 34.7 | rows of taps 0.394 | rows with strides 4.65 |\
              taps of rows 0.11 | weights of rows beyond level 1 0.00721
            jit:avx2, one channel | calls 57.6 | inputs 0.083 | multiply-adds 0.102 |\
              multiply-adds of a part of a register 0.018 | pixels 0.145 | pixels with strides 0.0962 | rows 40.4 |\
              rows with strides 0.837 | runs 0.913 | taps of rows 0.688 | unaligned pixels 0.098 |\
              weights of rows beyond level 1 0.0395
            jit:avx512_core | calls 160 | inputs of equal chunks 0.0216 | multiply-adds 0.123 |\
              multiply-adds of a part of a register 0.00204 | pixels 0.1 | rows 13.7 | unaligned pixels 0.525 |\
              weights 0.0482 | weights of rows 0.279 | weights of rows beyond level 1 0.00227 |\
              weights of rows beyond level 2 0.00892
            jit:avx512_core, groups | calls 81.9 | lines of windows 0.0197 | multiply-adds 0.101 |\
              multiply-adds of a part of a register 0.0354 | pixels 0.321 | pixels with strides 0.966 | rows 25 |\
              rows of taps 1.64 | taps of rows 0.276 | unaligned pixels 0.249 | weights 0.0501 |\
              weights of rows 0.188 | weights of rows beyond level 1 0.0102 | weights of runs 0.213
            jit:avx512_core, groups, one channel | calls 80.3 | images 1.73 | lines 0.238 |\
              lines of windows 0.133 | multiply-adds 0.0372 | multiply-adds of a part of a register 0.0925 |\
              pixels 0.0192 | pixels of a part of a register 0.0234 | rows 23.1 | rows of taps 0.66 |\
              unaligned pixels 0.487 | weights of images 0.0935 | weights of rows 0.196
            jit:avx512_core, one channel | calls 149 | images 4.94 | inputs of equal chunks 0.00631 |\
              multiply-adds 0.0989 | multiply-adds of a part of a register 0.0363 |\
              multiply-adds with padding 0.00292 | pixels 0.325 | rows 8.49 | unaligned pixels 0.359 |\
              weights 0.191 | weights of images 0.0509 | weights of rows 0.197
            jit_1x1:avx2 | calls 20.7 | groups 36.3 | inputs 0.0957 | multiply-adds 0.0381 |\
              multiply-adds of a part of a register 0.038 | multiply-adds with padding 0.0519 |\
              pixels of a part of a register 0.316 | pixels with strides 1.42 | rows with strides 6.65 |\
              unaligned pixels 0.0771 | weights 0.00806 | weights of rows beyond level 1 0.0018 |\
              weights of rows beyond level 2 0.00332 | weights of runs 0.182
            jit_1x1:avx2, groups, one channel | calls 34.1 | groups 34.1 | images 34.2 | inputs 0.105 |\
              inputs of equal chunks 0.105 | multiply-adds of a part of a register 0.0357 |\
              pixels of a part of a register 0.234 | pixels with strides 0.813 | rows with strides 13.2
            jit_1x1:avx2, one channel | calls 10.9 | groups 49.8 | images 8.59 | inputs 0.157 |\
              inputs of equal chunks 0.022 | multiply-adds 0.108 | multiply-adds of a part of a register 0.181 |\
              multiply-adds with padding 0.078 | pixels 0.0452 | pixels of a part of a register 0.147 |\
              pixels with strides 0.803 | rows with strides 10.9 | unaligned pixels 0.0319
            jit_1x1:avx512_core | calls 50.7 | inputs 0.0479 | multiply-adds 0.0992 |\
              multiply-adds with padding 0.00565 | pixels of a part of a register 2.6 | pixels with strides 2 |\
              rows 12 | rows of taps 12 | runs 7.24 | taps of rows 12 | weights 0.00741 |\
              weights of rows beyond level 2 0.00541 | weights of runs 0.197
            jit_1x1:avx512_core, groups, one channel | calls 46.7 | groups 46.7 | images 46.7 | inputs 0.697 |\
              inputs of equal chunks 0.697 | multiply-adds 0.392 | multiply-adds of a part of a register 0.617 |\
              multiply-adds with padding 0.44 | pixels 0.44 | pixels of a part of a register 0.699 |\
              pixels with strides 1.59 | rows with strides 39.5 | runs 0.892 | weights 0.829 |\
              weights of images 0.823
            jit_1x1:avx512_core, one channel | calls 120 | images 14.8 | inputs 0.863 |\
              inputs of equal chunks 0.0678 | multiply-adds 0.0965 | multiply-adds of a part of a register 1.47 |\
              multiply-adds with padding 0.117 | pixels 0.111 | pixels of a part of a register 1.48 |\
              pixels with strides 1.5 | rows with strides 62.8 | runs 0.172 | weights 0.0933
            jit_dw:avx2 | begun rows 23.9 | bytes of rows beyond level 1 0.00416 |\
              bytes of rows beyond level 2 0.00163 | calls 77.6 | pixels 0.193 |\
              pixels of a single part of a register 0.318 | taps 0.144 |\
              taps of a single part of a register 0.0733 | taps of middle filters 0.042 |\
              taps of middle filters of a single part of a register 0.0484 | taps of narrow filters 0.0471 |\
              taps of narrow filters of a single part of a register 0.0367 | taps of rows 0.0932 |\
              taps of runs 0.0279 | taps of wide filters 0.0812 |\
              taps of wide filters of a single part of a register 0.109 | taps with dilations 0.0459 |\
              taps with strides of many channels 0.169 | unaligned taps 0.0531
            jit_dw:avx512_core | begun rows 21.3 | bytes of rows beyond level 1 0.00419 |\
              bytes of rows beyond level 2 0.0017 | calls 18.4 | pixels 0.507 | rows of taps 0.0744 | taps 0.0646 |\
              taps of a part of a register 0.0307 | taps of a single part of a register 0.0452 |\
              taps of middle filters 0.123 | taps of middle filters of a single part of a register 0.155 |\
              taps of narrow filters 0.0643 | taps of rows 0.0874 | taps of runs 0.108 |\
              taps of wide filters 0.142 | taps of wide filters of a single part of a register 0.151 |\
              taps with dilations 0.122 | taps with strides 0.0493 | taps with strides of many channels 0.4 |\
              unaligned taps 0.0631 | weights beyond level 1 0.00278
            jit_dw:avx512_core in blocks | begun chunks 1.63 | begun rows 17.4 |\
              bytes of rows beyond level 1 0.000947 | bytes of rows beyond level 2 0.00172 | calls 229 |\
              rows of taps 0.292 | taps 0.166 | taps of middle filters 0.0441 | taps of narrow filters 0.0132 |\
              taps of wide filters 0.0503 | taps with strides 0.0302 | taps with strides of many channels 0.016
            jit_dw:avx512_core in copies | begun chunks 1.15 | begun rows 19.9 |\
              bytes of rows beyond level 1 0.00515 | bytes of rows beyond level 2 0.0015 | calls 64.4 |\
              pixels 0.742 | rows of taps 0.494 | taps 0.075 | taps of a single part of a register 0.0528 |\
              taps of middle filters 0.164 | taps of middle filters of a single part of a register 0.171 |\
              taps of narrow filters 0.0626 | taps of rows 0.0925 | taps of wide filters 0.156 |\
              taps of wide filters of a single part of a register 0.199 | taps with dilations 0.1 |\
              taps with strides 0.0282 | taps with strides of many channels 0.268 | unaligned pixels 0.0782 |\
              unaligned taps 0.0977 | weights beyond level 1 0.00326
            jit_dw:sse41 | begun rows 24.4 | bytes of rows beyond level 1 0.00278 |\
              bytes of rows beyond level 2 0.00158 | calls 90.2 | pixels 0.107 |\
              pixels of a part of a register 0.123 | pixels of a single part of a register 0.175 | taps 0.137 |\
              taps of a single part of a register 0.0391 | taps of middle filters 0.053 |\
              taps of middle filters of a single part of a register 0.109 | taps of narrow filters 0.0617 |\
              taps of narrow filters of a single part of a register 0.0563 | taps of runs 0.0838 |\
              taps of wide filters 0.0666 | taps of wide filters of a single part of a register 0.0467 |\
              taps with strides 0.00344 | taps with strides of many channels 0.0452 | unaligned taps 0.0193
            jit_uni_ncsp:matmul+brg_matmul:avx512_core | calls 958 | images 11 | multiply-adds 0.102 |\
              multiply-adds with padding 0.0304 | pixels 0.64 | pixels of a part of a register 0.0365 | rows 7.31 |\
              rows of taps 7.31 | runs 0.453 | taps of rows 7.31 | weights 0.0914 | weights of images 0.0762 |\
              weights of rows beyond level 2 0.0649
            jit_uni_ncsp:matmul+brg_matmul:avx512_core, one channel | calls 1020 | images 19.8 | inputs 0.809 |\
              inputs of equal chunks 0.0934 | multiply-adds 0.136 | multiply-adds with padding 0.148 |\
              pixels 0.134 | unaligned pixels 0.123 | weights 0.173 | weights of images 0.0769
            oneDNN | calls 344
            ordinary tensors | bytes beyond a part of level 3 0.00328 | bytes beyond level 2 0.00463 |\
              bytes beyond level 3 0.039 | written bytes beyond a part of level 3 0.00261 |\
              written bytes beyond level 2 0.00252
            pixels | numbers 0.0617 | rows 4.15 | runs 0.035
            pixels, repeated | numbers 0.236 | rows 2.51 | runs 0.0146
            x64:gemm:jit | calls 287 | copied windows 0.617 | groups 27.3 | images 357 | inputs 0.143 |\
              multiply-adds of a part of a register 0.00582 | multiply-adds with padding 0.0438 |\
              pixels of a part of a register 0.284 | pixels with strides 1.61 | rows of copied windows 6.27 |\
              rows with strides 36.2 | runs 0.353 | unaligned pixels 0.03 | weights of images 0.00957 |\
              weights of rows beyond level 1 0.00818
            x64:gemm:jit in planes | calls 35.9 | copied windows 0.237 | copied windows beyond level 2 0.047 |\
              copied windows with strides 0.634 | images 499 | multiply-adds 0.000877 |\
              multiply-adds with padding 0.0591 | pixels 0.0916 | rows of copied windows 1.38 |\
              unaligned pixels 0.0384 | weights 0.00648 | weights of images 0.146 |\
              weights of rows beyond level 1 0.00522 | weights of rows beyond level 2 0.0426 |\
              weights of runs 0.0132
            x64:gemm:jit in planes, groups | calls 273 | copied windows 0.37 | copied windows with strides 0.368 |\
              images 299 | multiply-adds with padding 0.0562 | pixels 0.0196 | rows of copied windows 0.646 |\
              rows with strides 0.994 | unaligned pixels 0.194 | weights 0.0702 | weights of images 0.154
            x64:gemm:jit in planes, groups, one filter | calls 110 | images 8.98 | rows 78.4 |\
              rows of copied windows 6.26 | rows of taps 4.38 | weights of images 2.62 | weights of runs 0.285
            x64:gemm:jit in planes, one channel | calls 64 | copied windows 0.351 |\
              copied windows with strides 0.508 | groups 18.6 | images 517 | inputs of equal chunks 0.00726 |\
              multiply-adds with padding 0.025 | pixels 0.144 | pixels with strides 0.0887 |\
              rows of copied windows 0.721 | unaligned pixels 0.0587 | weights 0.109 | weights of images 0.189 |\
              weights of runs 0.118
            x64:gemm:jit in planes, one filter | calls 34.4 | copied windows 0.201 |\
              copied windows beyond level 2 0.42 | copied windows with strides 0.532 | images 133 | inputs 0.0213 |\
              inputs of equal chunks 0.00689 | multiply-adds 0.0014 | pixels 0.0424 | pixels with strides 0.81 |\
              rows of copied windows 2.36 | weights of images 1.61 | weights of runs 0.0248
            x64:gemm:jit, groups | calls 312 | copied windows 0.391 | copied windows beyond level 2 0.202 |\
              copied windows with dilations 0.127 | copied windows with strides 0.404 | images 149 | inputs 0.12 |\
              inputs of equal chunks 0.0309 | lines 0.204 | lines beyond level 2 0.212 |\
              multiply-adds of a part of a register 0.0609 | pixels 0.601 | pixels with strides 0.349 |\
              rows of copied windows 2.96 | rows with strides 32.4 | taps of rows 2.5 | weights of images 0.107
            x64:gemm:jit, groups, one filter | calls 282 | images 95.3 | inputs 0.0131 |\
              inputs of equal chunks 0.0131 | lines beyond level 2 1.44 | multiply-adds 0.0152 |\
              multiply-adds of a part of a register 0.0152 | multiply-adds with padding 0.0131 | pixels 1.5 |\
              pixels of a part of a register 1.5 | rows of copied windows 1.3 | weights of images 1.17 |\
              weights of rows 0.252
            x64:gemm:jit, one channel | calls 162 | copied windows 0.149 | copied windows beyond level 2 0.123 |\
              copied windows with dilations 0.156 | copied windows with strides 0.0913 | groups 55.9 | images 412 |\
              inputs 0.0524 | inputs of equal chunks 0.0879 | multiply-adds 0.142 | pixels 0.0237 |\
              pixels of a part of a register 0.274 | pixels with strides 0.928 | rows 1.71 |\
              rows of copied windows 4.34 | rows with strides 18 | runs 0.326 | unaligned pixels 0.00778
            x64:gemm:jit, one channel, one filter | calls 140 | copied windows 0.00481 |\
              copied windows beyond level 2 0.023 | copied windows with dilations 0.0441 |\
              copied windows with strides 0.108 | groups 98.6 | images 51.8 | inputs 0.00849 |\
              inputs of equal chunks 0.00849 | multiply-adds 0.0725 |\
              multiply-adds of a part of a register 0.0725 | multiply-adds with padding 0.00849 | pixels 0.173 |\
              pixels of a part of a register 0.173 | rows 6.45 | rows of copied windows 0.57 |\
              rows with strides 15.1 | taps of rows 0.501 | weights of images 16.9 | weights of rows 0.501 |\
              weights of rows beyond level 1 2.46 | weights of runs 0.0641
            x64:gemm:jit, one filter | calls 191 | copied windows beyond level 2 0.612 | images 57.2 |\
              inputs 0.00731 | inputs of equal chunks 0.00731 | multiply-adds 0.00113 |\
              multiply-adds of a part of a register 0.00125 | multiply-adds with padding 0.00731 | pixels 1.24 |\
              pixels of a part of a register 1.2 | rows with strides 44.6 | weights of runs 0.0857
            """, 16);

    private Avx512Costs() {}
}
