package io.github.depthwise4j.plan.choice;

/** The costs with AVX-512, in nanoseconds, measured on AMD Zen 5 with one thread. */
final class Avx512Costs {
    static final Costs TABLE = Costs.parse("""
            brdgmm_dw:avx512_core | begun rows 26.4 | bytes of rows beyond level 1 0.00479 |\
              bytes of rows beyond level 2 0.00584 | calls 88.3 | columns at edges 0.115 | pixels 0.587 |\
              rows of taps 0.217 | taps 0.108 | taps of a single part of a register 0.0512 |\
              taps of middle filters 0.109 | taps of middle filters of a single part of a register 0.0157 |\
              taps of narrow filters 0.148 | taps of narrow filters of a single part of a register 0.0656 |\
              taps of rows 0.429 | taps of wide filters 0.238 |\
              taps of wide filters of a single part of a register 0.118 | taps with strides 0.152 |\
              unaligned taps 0.0111 | weights beyond level 1 0.00409
            brdgmm_dw:avx512_core in copies | begun rows 27.1 | bytes of rows beyond level 1 0.00597 |\
              bytes of rows beyond level 2 0.00202 | calls 120 | pixels 0.927 | taps 0.0958 |\
              taps of a single part of a register 0.0826 | taps of middle filters 0.0871 |\
              taps of narrow filters 0.11 | taps of narrow filters of a single part of a register 0.0211 |\
              taps of rows 0.445 | taps of wide filters 0.16 |\
              taps of wide filters of a single part of a register 0.114 | taps with strides 0.16 |\
              taps with strides of many channels 0.0255 | unaligned taps 0.111 | weights beyond level 1 0.00381
            brg_conv_fwd:avx2 | calls 549 | columns at edges 4.8 | multiply-adds 0.126 |\
              multiply-adds of a part of a register 0.0391 | rows 42.8 | rows of taps 1.95 | runs 4.09 |\
              taps at edges 0.0593 | taps of rows 0.764 | unaligned pixels 0.412 | weights of rows 0.316 |\
              weights of rows beyond level 1 0.00133 | weights of rows beyond level 2 0.0119 |\
              weights of runs 0.0954
            brg_conv_fwd:avx2, groups | calls 538 | columns at edges 3.16 | inputs 0.00521 |\
              lines beyond level 1 0.09 | lines beyond level 2 0.0244 | multiply-adds 0.0739 |\
              multiply-adds of a part of a register 0.0666 | multiply-adds with padding 0.0244 |\
              pixels of a part of a register 0.721 | pixels with strides 1.65 | rows 54.5 | rows of taps 4.36 |\
              taps of rows 1.23 | unaligned pixels 0.705 | weights of images 0.00917 | weights of rows 0.386 |\
              weights of rows beyond level 1 0.00213 | weights of runs 0.116
            brg_conv_fwd:avx2, groups, one channel | calls 366 | columns at edges 10.3 | images 9.71 |\
              inputs of equal chunks 0.0138 | lines 0.101 | lines beyond level 1 0.0596 |\
              lines beyond level 2 0.0121 | multiply-adds 0.145 | multiply-adds of a part of a register 0.044 |\
              multiply-adds with padding 0.0243 | pixels 0.089 | pixels with strides 0.548 | rows 46.1 |\
              rows of taps 3.65 | runs 1.38 | taps at edges 0.132 | taps of rows 0.493 | unaligned pixels 0.506 |\
              weights of rows 0.376 | weights of rows beyond level 1 0.00242 | weights of runs 0.0278
            brg_conv_fwd:avx2, one channel | calls 357 | columns at edges 6.52 | groups 157 | inputs 0.00867 |\
              multiply-adds 0.124 | multiply-adds of a part of a register 0.0176 |\
              multiply-adds with padding 0.0188 | pixels 0.0706 | pixels with strides 0.129 | rows 53.2 |\
              rows of taps 1.15 | runs 3.36 | taps at edges 0.114 | taps of rows 0.617 | unaligned pixels 0.182 |\
              weights of rows 0.501 | weights of rows beyond level 1 0.0148 | weights of runs 0.165
            brg_conv_fwd:avx512_core | calls 591 | columns at edges 2.9 | multiply-adds 0.069 |\
              multiply-adds of a part of a register 0.0428 | pixels 2.01 | rows 25.5 | taps of rows 4.99 |\
              unaligned pixels 1.42 | weights 0.00796 | weights of rows 0.394 |\
              weights of rows beyond level 2 0.0112 | weights of runs 0.133
            brg_conv_fwd:avx512_core, groups | calls 484 | inputs 0.0153 | inputs of equal chunks 0.0153 |\
              lines beyond level 1 0.118 | multiply-adds 0.0863 | multiply-adds with padding 0.00629 | rows 62.6 |\
              rows of taps 25.1 | taps of rows 9.04 | unaligned pixels 0.468 | weights 0.0122 |\
              weights of rows 0.231 | weights of rows beyond level 1 0.00542 | weights of runs 0.0669
            brg_conv_fwd:avx512_core, groups, one channel | calls 139 | columns at edges 11 | groups 139 |\
              images 139 | inputs 0.0865 | inputs of equal chunks 0.0865 | multiply-adds with padding 0.134 |\
              pixels 2.36 | pixels of a part of a register 0.286 | pixels with strides 3.4 |\
              unaligned pixels 0.66 | weights 0.185 | weights of images 0.185 |\
              weights of rows beyond level 1 0.00395
            brg_conv_fwd:avx512_core, one channel | calls 321 | columns at edges 3.82 | groups 157 | images 15.4 |\
              inputs 0.0145 | inputs of equal chunks 0.0149 | multiply-adds 0.00226 |\
              multiply-adds with padding 0.0533 | pixels of a part of a register 0.274 | pixels with strides 2.3 |\
              rows 84.3 | rows of taps 0.764 | runs 4.08 | taps of rows 0.0938 | unaligned pixels 0.185 |\
              weights of images 0.131 | weights of rows 0.151 | weights of runs 0.436
            brgconv_1x1:avx2 | calls 362 | images 21.1 | multiply-adds 0.0601 |\
              multiply-adds of a part of a register 0.0395 | multiply-adds with padding 0.0614 |\
              pixels with strides 0.498 | rows 5.35 | rows of taps 5.35 | runs 1.31 | taps of rows 5.35 |\
              unaligned pixels 0.177 | weights of rows 0.148 | weights of rows beyond level 1 0.000875 |\
              weights of rows beyond level 2 0.0186 | weights of runs 0.157
            brgconv_1x1:avx2, groups | calls 325 | groups 6.82 | images 4.51 | inputs 0.0476 |\
              lines of windows 0.0761 | multiply-adds 0.00962 | multiply-adds of a part of a register 0.12 |\
              multiply-adds with padding 0.0125 | pixels 0.0269 | pixels with strides 0.189 | rows 21.5 |\
              rows of taps 12.5 | taps of rows 3.64 | unaligned pixels 0.402 | weights of runs 0.37
            brgconv_1x1:avx2, groups, one channel | calls 267 | groups 2.48 | images 30.4 |\
              inputs of equal chunks 0.188 | lines 0.099 | lines beyond level 1 0.0572 |\
              lines beyond level 2 0.00245 | lines of windows 0.00233 | multiply-adds 0.0517 |\
              multiply-adds with padding 0.0938 | pixels 0.0926 | pixels with strides 3.03 |\
              unaligned pixels 0.0941 | weights of images 0.58
            brgconv_1x1:avx2, one channel | calls 367 | images 46.8 | inputs 0.102 |\
              inputs of equal chunks 0.0348 | multiply-adds 0.126 | multiply-adds of a part of a register 0.0157 |\
              multiply-adds with padding 0.123 | pixels 0.0675 | pixels with strides 0.886 |\
              unaligned pixels 0.123 | weights 0.208 | weights of images 0.827
            brgconv_1x1:avx512_core | calls 324 | images 124 | inputs 0.0166 | multiply-adds 0.0439 |\
              multiply-adds of a part of a register 0.0466 | pixels 0.275 | pixels with strides 3.39 | runs 0.531 |\
              unaligned pixels 0.399 | weights of rows beyond level 1 0.00329 |\
              weights of rows beyond level 2 0.0104 | weights of runs 0.488
            brgconv_1x1:avx512_core, groups | calls 214 | groups 5.87 | images 4.57 | inputs 0.0122 |\
              inputs of equal chunks 0.0123 | multiply-adds 0.0974 |\
              multiply-adds of a part of a register 0.00446 | multiply-adds with padding 0.0448 | rows 19.1 |\
              rows of taps 18.5 | taps of rows 8.51 | weights of rows 0.0631 | weights of runs 0.239
            brgconv_1x1:avx512_core, groups, one channel | calls 127 | groups 127 | images 127 | inputs 0.263 |\
              inputs of equal chunks 0.263 | multiply-adds of a part of a register 0.359 |\
              pixels of a part of a register 0.397 | weights 1.3 | weights of images 1.32
            brgconv_1x1:avx512_core, one channel | calls 401 | images 40.3 | inputs 0.0178 |\
              inputs of equal chunks 0.016 | multiply-adds 0.159 | multiply-adds with padding 0.235 |\
              pixels 0.123 | pixels with strides 1.36 | unaligned pixels 0.282 | weights of images 0.635
            copied in | numbers 0.281
            copied in, blocks | numbers 0.311
            copied in, blocks, fast | numbers 0.119
            copied in, blocks, repeated | numbers 0.325 | planes 0.587
            copied in, fast | numbers 0.112
            copied in, repeated | numbers 0.264 | pixels 0.196
            copied out | numbers 0.266
            copied out, blocks | numbers 0.279 | pixels 2.3
            copied out, blocks, fast | numbers 0.131
            copied out, blocks, fast, repeated | numbers 0.0912
            copied out, blocks, repeated | numbers 0.335 | pixels 1.78
            copied out, fast | numbers 0.0528
            copied out, fast, repeated | numbers 0.00499
            copied out, repeated | numbers 0.269
            copies | bytes beyond level 2 0.0184 | bytes beyond level 3 0.0785
            depthwise tensors | bytes beyond level 2 0.00226 | written bytes beyond a part of level 3 0.0385 |\
              written bytes beyond level 2 0.00972
            divided tensors | bytes beyond a part of level 3 0.016 | bytes beyond level 2 0.00279 |\
              bytes beyond level 3 0.00446 | written bytes beyond a part of level 3 0.00181 |\
              written bytes beyond level 2 0.00378
            jit:avx2 | calls 122 | inputs 0.142 | multiply-adds 0.107 |\
              multiply-adds of a part of a register 0.0372 | rows 36 | unaligned pixels 0.0288 | weights 0.0759 |\
              weights of images 0.0386 | weights of rows 0.29
            jit:avx2, groups | groups 21.7 | images 24.9 | inputs 0.0592 | inputs of equal chunks 0.0181 |\
              multiply-adds 0.109 | multiply-adds of a part of a register 0.122 | rows 79.3 | rows of taps 0.863 |\
              weights 0.0381 | weights of rows 0.106 | weights of rows beyond level 1 0.000568 |\
              weights of runs 0.0727
            jit:avx2, groups, one channel | calls 62.5 | groups 15.7 | images 6.47 | inputs 0.0084 |\
              inputs of equal chunks 0.042 | lines 0.297 | multiply-adds 0.139 |\
              multiply-adds of a part of a register 0.0108 | multiply-adds with padding 0.0403 |\
              pixels of a part of a register 0.0772 | pixels with strides 0.0689 | rows 33.3 | rows of taps 0.252 |\
              taps of rows 0.433 | weights of rows beyond level 1 0.00689
            jit:avx2, one channel | calls 52.9 | inputs 0.0971 | multiply-adds 0.0996 |\
              multiply-adds of a part of a register 0.0213 | pixels 0.0894 | pixels with strides 0.266 |\
              rows 42.6 | runs 0.662 | taps of rows 0.554 | unaligned pixels 0.171 |\
              weights of rows beyond level 1 0.0405
            jit:avx512_core | calls 157 | inputs of equal chunks 0.0178 | multiply-adds 0.126 |\
              multiply-adds of a part of a register 0.00344 | pixels 0.134 | rows 12 | unaligned pixels 0.485 |\
              weights 0.0459 | weights of rows 0.322 | weights of rows beyond level 1 0.00217 |\
              weights of rows beyond level 2 0.00906
            jit:avx512_core, groups | calls 88.4 | lines of windows 0.0252 | multiply-adds 0.102 |\
              multiply-adds of a part of a register 0.0366 | pixels 0.397 | pixels with strides 0.903 | rows 24.9 |\
              rows of taps 1.57 | taps of rows 0.292 | unaligned pixels 0.259 | weights 0.0505 |\
              weights of rows 0.207 | weights of rows beyond level 1 0.01 | weights of runs 0.2
            jit:avx512_core, groups, one channel | calls 102 | groups 1.04 | images 2.17 | lines 0.348 |\
              multiply-adds 0.0804 | multiply-adds of a part of a register 0.0692 | rows 16.4 |\
              rows of taps 0.573 | unaligned pixels 0.692 | weights of images 0.365 | weights of rows 0.0266
            jit:avx512_core, one channel | calls 137 | images 11.8 | inputs of equal chunks 0.00478 |\
              multiply-adds 0.102 | multiply-adds of a part of a register 0.0279 |\
              multiply-adds with padding 0.00274 | pixels 0.476 | pixels with strides 0.0294 | rows 4.48 |\
              unaligned pixels 0.24 | weights 0.143 | weights of images 0.0767 | weights of rows 0.333
            jit_1x1:avx2 | calls 61.6 | inputs 0.106 | multiply-adds 0.032 |\
              multiply-adds of a part of a register 0.0404 | multiply-adds with padding 0.044 |\
              pixels of a part of a register 0.353 | pixels with strides 2 | unaligned pixels 0.0263 |\
              weights of rows beyond level 1 0.00329 | weights of rows beyond level 2 0.0033 |\
              weights of runs 0.233
            jit_1x1:avx2, groups, one channel | calls 33.5 | groups 33.5 | images 33.5 | inputs 0.213 |\
              inputs of equal chunks 0.213 | multiply-adds of a part of a register 0.0363 |\
              pixels of a part of a register 0.121 | pixels with strides 0.787
            jit_1x1:avx2, one channel | calls 39.2 | images 17.8 | inputs 0.162 | inputs of equal chunks 0.0202 |\
              multiply-adds 0.133 | multiply-adds of a part of a register 0.183 |\
              multiply-adds with padding 0.0862 | pixels 0.0315 | pixels of a part of a register 0.15 |\
              pixels with strides 0.979 | unaligned pixels 0.0233
            jit_1x1:avx512_core | calls 86.6 | inputs 0.0438 | multiply-adds 0.0895 |\
              multiply-adds with padding 0.00461 | pixels of a part of a register 0.48 | pixels with strides 1.17 |\
              runs 24.6 | weights of rows 0.113 | weights of rows beyond level 1 0.000326 |\
              weights of rows beyond level 2 0.00569 | weights of runs 0.239
            jit_1x1:avx512_core, groups, one channel | calls 46.8 | groups 46.8 | images 46.8 | inputs 0.702 |\
              inputs of equal chunks 0.702 | multiply-adds 0.394 | multiply-adds of a part of a register 0.619 |\
              multiply-adds with padding 0.443 | pixels 0.443 | pixels of a part of a register 0.702 |\
              pixels with strides 1.77 | runs 0.937 | weights 0.821 | weights of images 0.816
            jit_1x1:avx512_core, one channel | calls 112 | images 15.6 | inputs 0.929 |\
              inputs of equal chunks 0.0565 | multiply-adds 0.0954 | multiply-adds of a part of a register 1.48 |\
              multiply-adds with padding 0.114 | pixels 0.11 | pixels of a part of a register 1.5 |\
              pixels with strides 2.28 | runs 0.178 | weights 0.253
            jit_dw:avx2 | begun rows 23.7 | bytes of rows beyond level 1 0.00398 |\
              bytes of rows beyond level 2 0.00141 | calls 79.9 | pixels 0.205 |\
              pixels of a single part of a register 0.324 | taps 0.143 |\
              taps of a single part of a register 0.0748 | taps of middle filters 0.0425 |\
              taps of middle filters of a single part of a register 0.0479 | taps of narrow filters 0.0466 |\
              taps of narrow filters of a single part of a register 0.0343 | taps of rows 0.111 |\
              taps of runs 0.0316 | taps of wide filters 0.0796 |\
              taps of wide filters of a single part of a register 0.108 | taps with dilations 0.0439 |\
              taps with strides of many channels 0.181 | unaligned taps 0.0543
            jit_dw:avx512_core | begun rows 21.2 | bytes of rows beyond level 1 0.00394 |\
              bytes of rows beyond level 2 0.00169 | calls 22.3 | pixels 0.515 | taps 0.0677 |\
              taps of a single part of a register 0.0457 | taps of middle filters 0.129 |\
              taps of middle filters of a single part of a register 0.157 | taps of narrow filters 0.0689 |\
              taps of rows 0.105 | taps of runs 0.0931 | taps of wide filters 0.142 |\
              taps of wide filters of a single part of a register 0.152 | taps with dilations 0.12 |\
              taps with strides 0.05 | taps with strides of many channels 0.401 | unaligned taps 0.0694 |\
              weights beyond level 1 0.00204
            jit_dw:avx512_core in blocks | begun chunks 3.14 | begun rows 19.8 |\
              bytes of rows beyond level 1 0.000976 | bytes of rows beyond level 2 0.00168 | calls 211 |\
              taps 0.174 | taps of middle filters 0.0402 | taps of narrow filters 0.0103 | taps of rows 0.0447 |\
              taps of wide filters 0.0382 | taps with strides 0.0338 | taps with strides of many channels 0.0146
            jit_dw:avx512_core in copies | begun chunks 2.07 | begun rows 20.1 |\
              bytes of rows beyond level 1 0.00514 | bytes of rows beyond level 2 0.000409 | calls 46.8 |\
              pixels 0.837 | rows of taps 0.29 | taps 0.0665 | taps of a single part of a register 0.0598 |\
              taps of middle filters 0.171 | taps of middle filters of a single part of a register 0.17 |\
              taps of narrow filters 0.0681 | taps of rows 0.141 | taps of wide filters 0.156 |\
              taps of wide filters of a single part of a register 0.202 | taps with dilations 0.0928 |\
              taps with strides 0.0351 | taps with strides of many channels 0.242 | unaligned taps 0.103 |\
              weights beyond level 1 0.00321
            jit_dw:sse41 | begun rows 24.5 | bytes of rows beyond level 1 0.00259 |\
              bytes of rows beyond level 2 0.00153 | calls 91.5 | pixels 0.114 |\
              pixels of a part of a register 0.127 | pixels of a single part of a register 0.17 | taps 0.133 |\
              taps of a single part of a register 0.0395 | taps of middle filters 0.0336 |\
              taps of middle filters of a single part of a register 0.111 | taps of narrow filters 0.0599 |\
              taps of narrow filters of a single part of a register 0.056 | taps of runs 0.0946 |\
              taps of wide filters 0.065 | taps of wide filters of a single part of a register 0.0491 |\
              taps with strides 0.00343 | taps with strides of many channels 0.0505 | unaligned taps 0.0214
            jit_uni_ncsp:matmul+brg_matmul:avx512_core | calls 955 | images 44.6 | multiply-adds 0.1 |\
              multiply-adds with padding 0.0306 | pixels 0.73 | weights 0.0804 | weights of images 0.0925 |\
              weights of rows beyond level 2 0.0645
            jit_uni_ncsp:matmul+brg_matmul:avx512_core, one channel | calls 1020 | images 26 | inputs 0.758 |\
              inputs of equal chunks 0.0843 | multiply-adds 0.149 | multiply-adds with padding 0.163 |\
              pixels 0.148 | unaligned pixels 0.135 | weights 0.154 | weights of images 0.0647
            oneDNN | calls 346
            ordinary tensors | bytes beyond a part of level 3 0.00479 | bytes beyond level 2 0.00446 |\
              bytes beyond level 3 0.0372 | written bytes beyond a part of level 3 0.00207 |\
              written bytes beyond level 2 0.00185
            pixels | numbers 0.0617 | rows 3.73
            pixels, repeated | numbers 0.23 | runs 0.0289
            x64:gemm:jit | calls 261 | copied windows 0.602 | groups 26.3 | images 400 | inputs 0.141 |\
              multiply-adds of a part of a register 0.00421 | multiply-adds with padding 0.0458 |\
              pixels of a part of a register 0.256 | pixels with strides 6.87 | rows of copied windows 4.73 |\
              runs 0.392 | taps of rows 2.07 | weights of rows 0.0805 | weights of rows beyond level 1 0.00929
            x64:gemm:jit in planes | calls 81.1 | copied windows 0.286 | copied windows beyond level 2 0.109 |\
              copied windows with strides 0.526 | images 490 | multiply-adds 0.000845 |\
              multiply-adds with padding 0.0587 | pixels 0.119 | rows of copied windows 0.917 |\
              unaligned pixels 0.029 | weights 0.00766 | weights of images 0.14 |\
              weights of rows beyond level 1 0.0077 | weights of rows beyond level 2 0.0421 |\
              weights of runs 0.011
            x64:gemm:jit in planes, groups | calls 290 | copied windows 0.37 | copied windows with strides 0.36 |\
              images 300 | multiply-adds with padding 0.059 | pixels 0.0132 | rows of copied windows 0.734 |\
              unaligned pixels 0.22 | weights 0.0662 | weights of images 0.149
            x64:gemm:jit in planes, groups, one filter | calls 111 | images 9.01 | rows 77.1 |\
              rows of copied windows 6.23 | rows of taps 4.51 | weights of images 3.11 | weights of runs 0.28
            x64:gemm:jit in planes, one channel | calls 143 | copied windows 0.351 |\
              copied windows with strides 0.441 | groups 30.8 | images 438 | multiply-adds with padding 0.0231 |\
              pixels 0.179 | pixels with strides 0.105 | rows of copied windows 0.603 | unaligned pixels 0.0505 |\
              weights 0.0749 | weights of images 0.142 | weights of runs 0.182
            x64:gemm:jit in planes, one filter | calls 64.2 | copied windows 0.197 |\
              copied windows beyond level 2 0.422 | copied windows with strides 0.52 | images 134 | inputs 0.0206 |\
              inputs of equal chunks 0.00678 | multiply-adds 0.00129 | pixels 0.0518 | pixels with strides 0.831 |\
              rows of copied windows 2.29 | weights of images 1.61 | weights of runs 0.0266
            x64:gemm:jit, groups | calls 308 | copied windows 0.39 | copied windows beyond level 2 0.192 |\
              copied windows with dilations 0.11 | copied windows with strides 0.342 | images 139 | inputs 0.116 |\
              inputs of equal chunks 0.0346 | lines 0.239 | lines beyond level 2 0.206 |\
              multiply-adds of a part of a register 0.0619 | pixels 0.58 | pixels with strides 1.68 | rows 11.6 |\
              rows of copied windows 2.72 | taps of rows 2.46 | weights of images 0.114
            x64:gemm:jit, groups, one filter | calls 283 | images 96 | inputs 0.0132 |\
              inputs of equal chunks 0.0133 | lines beyond level 2 1.41 | multiply-adds 0.0153 |\
              multiply-adds of a part of a register 0.0153 | multiply-adds with padding 0.0133 | pixels 1.56 |\
              pixels of a part of a register 1.56 | rows of copied windows 1.36 | weights of images 1.2 |\
              weights of rows 0.258
            x64:gemm:jit, one channel | calls 181 | copied windows 0.116 | copied windows beyond level 2 0.128 |\
              copied windows with dilations 0.161 | copied windows with strides 0.112 | groups 59.5 | images 408 |\
              inputs 0.0617 | inputs of equal chunks 0.0882 | multiply-adds 0.145 | pixels 0.0223 |\
              pixels of a part of a register 0.209 | pixels with strides 1.59 | rows of copied windows 4.95 |\
              runs 0.776 | weights of rows 0.0468
            x64:gemm:jit, one channel, one filter | calls 129 | copied windows 0.00714 |\
              copied windows beyond level 2 0.025 | copied windows with dilations 0.0717 |\
              copied windows with strides 0.0874 | groups 96.2 | images 52.4 | inputs 0.0121 |\
              inputs of equal chunks 0.0121 | multiply-adds 0.0719 | multiply-adds of a part of a register 0.0719 |\
              multiply-adds with padding 0.0121 | pixels 0.132 | pixels of a part of a register 0.132 |\
              pixels with strides 0.0235 | rows 15.1 | rows of copied windows 0.415 | taps of rows 0.345 |\
              weights of images 17.1 | weights of rows 0.345 | weights of rows beyond level 1 2.54 |\
              weights of runs 0.0595
            x64:gemm:jit, one filter | calls 328 | copied windows beyond level 2 0.642 | images 60.1 |\
              pixels 1.08 | pixels of a part of a register 1.05 | weights of runs 0.241
            """);

    private Avx512Costs() {}
}
