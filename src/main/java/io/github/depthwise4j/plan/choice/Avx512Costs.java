package io.github.depthwise4j.plan.choice;

/** The costs with AVX-512, in nanoseconds, measured on AMD Zen 5 with one thread. */
final class Avx512Costs {
    static final Costs TABLE = Costs.parse("""
            brdgmm_dw:avx512_core | begun rows 23.8 | bytes of rows beyond level 1 0.00533 |\
              bytes of rows beyond level 2 0.00807 | calls 71.6 | columns at edges 0.563 | pixels 0.339 |\
              pixels of a single part of a register 0.394 | rows of taps 0.167 | runs 0.00603 | taps 0.085 |\
              taps of a single part of a register 0.0489 | taps of middle filters 0.205 |\
              taps of middle filters of a single part of a register 0.0353 | taps of narrow filters 0.187 |\
              taps of narrow filters of a single part of a register 0.0467 | taps of rows 0.409 |\
              taps of wide filters 0.307 | taps of wide filters of a single part of a register 0.211 |\
              taps with strides 0.0606
            brdgmm_dw:avx512_core in copies | begun rows 25.2 | bytes of rows beyond level 1 0.0073 |\
              bytes of rows beyond level 2 0.001 | calls 63.2 | columns at edges 0.172 | pixels 0.568 |\
              rows of taps 0.573 | runs 0.651 | taps 0.0851 | taps of a part of a register 0.029 |\
              taps of a single part of a register 0.0815 | taps of middle filters 0.168 |\
              taps of narrow filters 0.134 | taps of narrow filters of a single part of a register 0.0114 |\
              taps of rows 0.251 | taps of runs 0.0817 | taps of wide filters 0.219 |\
              taps of wide filters of a single part of a register 0.15 | taps with strides 0.14
            brg_conv_fwd:avx2 | calls 174 | columns at edges 2.84 | groups 143 | images 38 | inputs 0.0134 |\
              multiply-adds 0.1 | multiply-adds of a part of a register 0.02 | multiply-adds with padding 0.0139 |\
              pixels 0.0988 | rows 51.5 | rows of taps 3.63 | runs 3.61 | taps at edges 0.0119 |\
              taps of rows 0.726 | weights of rows 0.146 | weights of rows beyond level 1 0.00197 |\
              weights of runs 0.134
            brg_conv_fwd:avx2, groups | calls 419 | inputs 0.00299 | lines beyond level 1 0.374 |\
              lines beyond level 2 0.0434 | lines of windows 0.0746 | multiply-adds 0.0811 |\
              multiply-adds of a part of a register 0.0298 | multiply-adds with padding 0.0169 |\
              pixels of a part of a register 0.25 | rows 60.9 | taps of rows 1.73 | weights of runs 0.317
            brg_conv_fwd:avx2, groups, one channel | calls 397 | columns at edges 3.42 | lines 0.0816 |\
              lines beyond level 1 0.117 | multiply-adds 0.166 | multiply-adds of a part of a register 0.0111 |\
              pixels 0.184 | rows 56.9 | rows of taps 2.47 | taps at edges 0.345 | taps of rows 0.541 |\
              weights of rows 0.272 | weights of runs 0.243
            brg_conv_fwd:avx2, one channel | calls 274 | columns at edges 6.51 | groups 76.6 | images 6.97 |\
              multiply-adds 0.107 | multiply-adds of a part of a register 0.0453 |\
              multiply-adds with padding 0.0219 | pixels 0.218 | rows 62.9 | rows of taps 0.914 |\
              taps at edges 0.0607 | taps of rows 0.32 | weights of rows 0.407 | weights of runs 0.154
            brg_conv_fwd:avx512_core | calls 185 | columns at edges 2.74 | groups 112 | multiply-adds 0.0971 |\
              multiply-adds of a part of a register 0.0255 | pixels 0.836 | rows 73.1 | rows of taps 0.822 |\
              runs 0.491 | taps of rows 0.35 | weights 0.0029 | weights of rows 0.344 |\
              weights of rows beyond level 1 0.000908 | weights of runs 0.162
            brg_conv_fwd:avx512_core, groups | calls 786 | inputs 0.0149 | lines beyond level 2 4.65 |\
              lines of windows 0.0256 | multiply-adds 0.0424 | multiply-adds of a part of a register 0.0412 |\
              multiply-adds with padding 0.0059 | pixels 0.636 | pixels of a part of a register 3.32 | runs 47 |\
              taps of rows 10 | weights of rows 0.00889 | weights of rows beyond level 1 0.00549 |\
              weights of runs 0.24
            brg_conv_fwd:avx512_core, groups, one channel | calls 185 | columns at edges 4.29 | groups 185 |\
              images 185 | inputs 0.0302 | multiply-adds 0.0197 | multiply-adds of a part of a register 0.0136 |\
              multiply-adds with padding 0.0354 | rows 67 | rows of taps 2.3 | runs 5.46 | taps of rows 0.451 |\
              weights of rows 0.293 | weights of runs 0.378
            brg_conv_fwd:avx512_core, one channel | calls 306 | columns at edges 5.24 | groups 97.4 | images 6.72 |\
              inputs 0.0522 | multiply-adds 0.01 | multiply-adds with padding 0.0477 | pixels 0.905 | rows 76.7 |\
              rows of taps 0.413 | weights 0.204 | weights of rows 0.401 | weights of runs 0.259
            brgconv_1x1:avx2 | calls 326 | groups 0.288 | images 33.3 | multiply-adds 0.0792 |\
              multiply-adds of a part of a register 0.0189 | multiply-adds with padding 0.0228 | pixels 0.13 |\
              rows 0.0916 | rows of taps 0.0916 | runs 1.13 | taps of rows 0.0916 | weights of rows 0.0285 |\
              weights of rows beyond level 2 0.0304 | weights of runs 0.269
            brgconv_1x1:avx2, groups | calls 293 | images 18.6 | inputs 0.0149 | lines of windows 0.0993 |\
              multiply-adds 0.0526 | multiply-adds of a part of a register 0.0161 |\
              multiply-adds with padding 0.00296 | pixels 0.159 | rows 12.1 | rows of taps 3.62 |\
              taps of rows 0.545 | weights of runs 0.544
            brgconv_1x1:avx2, groups, one channel | calls 262 | groups 2.44 | images 32.8 | lines 0.0438 |\
              lines beyond level 1 0.0373 | multiply-adds with padding 0.315 | pixels 0.136 |\
              pixels of a part of a register 0.0863 | weights 0.471 | weights of rows 0.703
            brgconv_1x1:avx2, one channel | images 308 | inputs 0.0854 | multiply-adds 0.0918 |\
              multiply-adds of a part of a register 0.0454 | multiply-adds with padding 0.103 | pixels 0.0795 |\
              weights 1.06 | weights of runs 0.665
            brgconv_1x1:avx512_core | calls 307 | groups 0.222 | images 33.7 | multiply-adds 0.0555 |\
              multiply-adds of a part of a register 0.0165 | pixels 0.432 | weights 0.00805 |\
              weights of rows beyond level 2 0.0153 | weights of runs 0.508
            brgconv_1x1:avx512_core, groups | calls 278 | images 26.7 | lines 0.639 | lines beyond level 1 0.324 |\
              multiply-adds 0.0218 | runs 2.96 | weights of rows 0.867 | weights of runs 0.0579
            brgconv_1x1:avx512_core, groups, one channel | calls 146 | groups 146 | images 147 | inputs 0.0876 |\
              multiply-adds of a part of a register 0.261 | pixels of a part of a register 0.0876
            brgconv_1x1:avx512_core, one channel | images 310 | multiply-adds 0.221 |\
              multiply-adds of a part of a register 0.0137 | multiply-adds with padding 0.246 | pixels 0.197 |\
              weights 0.813
            copied in | numbers 0.282
            copied in, blocks | numbers 0.291 | planes 0.522
            copied in, blocks, fast | numbers 0.0932
            copied in, blocks, repeated | numbers 0.32 | planes 0.289
            copied in, fast | numbers 0.102
            copied in, repeated | numbers 0.268 | pixels 0.29
            copied out | numbers 0.268
            copied out, blocks | numbers 0.345 | pixels 0.893
            copied out, blocks, fast | numbers 0.13
            copied out, blocks, fast, repeated | numbers 0.0742
            copied out, blocks, repeated | numbers 0.275 | planes 1.77
            copied out, fast | numbers 0.0347
            copied out, fast, repeated | numbers 0.0331
            copied out, repeated | numbers 0.251
            copies | bytes beyond level 2 0.013 | bytes beyond level 3 0.0359
            depthwise tensors | bytes beyond a part of level 3 0.00173 | bytes beyond level 2 0.000546 |\
              written bytes beyond a part of level 3 0.0522
            divided tensors | bytes beyond a part of level 3 0.0116 | bytes beyond level 2 0.00433 |\
              bytes beyond level 3 0.0212 | written bytes beyond a part of level 3 0.00568 |\
              written bytes beyond level 2 0.00686
            jit:avx2 | calls 84.4 | groups 0.0356 | images 8.55 | inputs 0.119 | multiply-adds 0.12 |\
              multiply-adds of a part of a register 0.0253 | rows 31 | rows of taps 0.652 | weights 0.0623 |\
              weights of rows 0.157 | weights of rows beyond level 2 0.0108
            jit:avx2, groups | images 32.2 | inputs 0.13 | lines beyond level 2 3.34 | multiply-adds 0.062 |\
              multiply-adds of a part of a register 0.0794 | multiply-adds with padding 0.029 | rows 78.5 |\
              weights 0.00632 | weights of rows 0.107 | weights of runs 0.00687
            jit:avx2, groups, one channel | calls 23 | groups 23.2 | images 5.62 | inputs 0.103 | lines 0.0506 |\
              multiply-adds 0.108 | multiply-adds of a part of a register 0.000522 | pixels 0.0103 |\
              pixels of a part of a register 0.0864 | rows 38.9 | taps of rows 0.34 |\
              weights of rows beyond level 1 0.0253
            jit:avx2, one channel | calls 74.8 | groups 0.0293 | images 2.88 | inputs 0.0863 |\
              multiply-adds 0.104 | multiply-adds of a part of a register 0.012 | pixels 0.179 | rows 35.4 |\
              taps of rows 0.439 | weights 0.0531 | weights of rows beyond level 1 0.102
            jit:avx512_core | calls 137 | groups 0.0428 | images 15.5 | multiply-adds 0.139 |\
              multiply-adds of a part of a register 0.00883 | pixels 0.343 | rows 6.65 | weights 0.0318 |\
              weights of rows 0.375 | weights of rows beyond level 1 0.000231 | weights of runs 0.00101
            jit:avx512_core, groups | calls 145 | inputs 0.0495 | lines beyond level 1 0.11 |\
              lines beyond level 2 0.155 | multiply-adds 0.0768 | pixels 0.0744 | rows 25.5 | taps of rows 1.38 |\
              weights 0.0566 | weights of rows 0.000654 | weights of rows beyond level 1 0.00839 |\
              weights of runs 0.257
            jit:avx512_core, groups, one channel | calls 81.6 | groups 1.17 | images 2.1 | lines 0.0859 |\
              lines of windows 0.0357 | multiply-adds 0.14 | pixels 0.193 | rows 19.4 | rows of taps 0.182 |\
              runs 0.445 | taps of rows 0.113 | weights 0.219 | weights of rows 0.268 |\
              weights of rows beyond level 1 0.0127
            jit:avx512_core, one channel | calls 122 | groups 0.042 | images 15 | multiply-adds 0.106 |\
              multiply-adds with padding 0.0178 | pixels 0.48 | rows 5.08 | rows of taps 0.039 | weights 0.202 |\
              weights of rows 0.35 | weights of runs 0.0375
            jit_1x1:avx2 | calls 82.4 | groups 0.024 | images 19.4 | inputs 0.118 | multiply-adds 0.065 |\
              multiply-adds of a part of a register 0.00913 | multiply-adds with padding 0.00901 | pixels 0.0398 |\
              pixels of a part of a register 0.0445 | weights 0.00113 | weights of rows beyond level 1 0.00227 |\
              weights of rows beyond level 2 0.00405 | weights of runs 0.236
            jit_1x1:avx2, groups, one channel | calls 19.6 | groups 20.2 | images 20 | inputs 0.794 |\
              multiply-adds of a part of a register 0.0118 | pixels of a part of a register 0.102
            jit_1x1:avx2, one channel | calls 97 | groups 0.0558 | inputs 0.0816 | multiply-adds 0.108 |\
              multiply-adds of a part of a register 0.273 | multiply-adds with padding 0.0973 | pixels 0.0478 |\
              runs 0.12 | weights 0.0138 | weights of runs 0.0505
            jit_1x1:avx512_core | calls 111 | groups 0.0378 | images 11.2 | inputs 0.0434 | multiply-adds 0.0839 |\
              pixels 0.186 | pixels of a part of a register 3.09 | runs 1.66 | weights 0.0022 |\
              weights of rows beyond level 1 0.00132 | weights of rows beyond level 2 0.00684 |\
              weights of runs 0.283
            jit_1x1:avx512_core, groups, one channel | calls 30.3 | groups 30.3 | images 30.3 | inputs 1.38 |\
              multiply-adds of a part of a register 1.05 | pixels of a part of a register 1.38
            jit_1x1:avx512_core, one channel | calls 105 | groups 0.0989 | inputs 0.996 | multiply-adds 0.0541 |\
              multiply-adds of a part of a register 1.49 | multiply-adds with padding 0.0539 | pixels 0.0539 |\
              pixels of a part of a register 1.49 | rows 1.02 | rows of taps 0.0658 | taps of rows 0.00213 |\
              weights 0.339
            jit_dw:avx2 | begun rows 19.3 | bytes of rows beyond level 1 0.00307 |\
              bytes of rows beyond level 2 0.00758 | calls 71.8 | columns at edges 0.218 | pixels 0.226 |\
              pixels of a part of a register 0.0152 | pixels of a single part of a register 0.957 |\
              rows of taps 0.018 | runs 0.0227 | taps 0.112 | taps of a part of a register 0.137 |\
              taps of a single part of a register 0.0413 | taps of middle filters 0.0878 |\
              taps of middle filters of a single part of a register 0.0394 | taps of narrow filters 0.0871 |\
              taps of narrow filters of a single part of a register 0.00282 | taps of rows 0.119 |\
              taps of wide filters 0.146 | taps of wide filters of a single part of a register 0.0777 |\
              taps with strides 0.0357
            jit_dw:avx512_core | begun rows 15.3 | bytes of rows beyond level 1 0.00608 |\
              bytes of rows beyond level 2 0.00843 | calls 61.1 | columns at edges 1.25 | pixels 0.383 |\
              pixels of a single part of a register 0.292 | rows of taps 0.0321 | runs 0.369 | taps 0.0656 |\
              taps of a single part of a register 0.0361 | taps of middle filters 0.132 |\
              taps of middle filters of a single part of a register 0.189 | taps of narrow filters 0.08 |\
              taps of rows 0.256 | taps of runs 0.0408 | taps of wide filters 0.228 |\
              taps of wide filters of a single part of a register 0.183 | taps with dilations 0.107 |\
              taps with strides 0.0843 | weights beyond level 1 0.0066
            jit_dw:avx512_core in blocks | begun chunks 10.1 | begun rows 8.27 |\
              bytes of rows beyond level 1 0.00252 | bytes of rows beyond level 2 0.00188 | calls 117 |\
              rows 0.817 | rows of taps 0.274 | taps 0.154 | taps of middle filters 0.0456 |\
              taps of narrow filters 0.00403 | taps of rows 0.195 | taps of wide filters 0.0408 |\
              taps with dilations 0.0369 | taps with strides 0.0308
            jit_dw:avx512_core in copies | begun chunks 1.94 | begun rows 18 |\
              bytes of rows beyond level 1 0.00698 | bytes of rows beyond level 2 0.00239 | calls 56.9 |\
              pixels 0.644 | rows of taps 0.245 | runs 0.29 | taps 0.053 | taps of a part of a register 0.00385 |\
              taps of a single part of a register 0.047 | taps of middle filters 0.176 |\
              taps of middle filters of a single part of a register 0.156 | taps of narrow filters 0.12 |\
              taps of rows 0.0601 | taps of runs 0.113 | taps of wide filters 0.208 |\
              taps of wide filters of a single part of a register 0.17 | taps with dilations 0.0786 |\
              taps with strides 0.0637 | weights beyond level 1 0.00957
            jit_dw:sse41 | begun rows 21 | bytes of rows beyond level 1 0.00128 |\
              bytes of rows beyond level 2 0.00326 | calls 75.9 | columns at edges 0.191 | pixels 0.103 |\
              pixels of a part of a register 0.0555 | pixels of a single part of a register 0.391 | runs 0.013 |\
              taps 0.148 | taps of a single part of a register 0.0419 | taps of middle filters 0.0358 |\
              taps of middle filters of a single part of a register 0.00917 | taps of narrow filters 0.0537 |\
              taps of narrow filters of a single part of a register 0.0336 | taps of runs 0.0916 |\
              taps of wide filters 0.0867 | taps of wide filters of a single part of a register 0.0382 |\
              taps with strides 0.0366
            jit_uni_ncsp:matmul+brg_matmul:avx512_core | calls 957 | groups 0.00122 | images 54.7 |\
              multiply-adds 0.0866 | multiply-adds with padding 0.0141 | pixels 0.702 | weights 0.14 |\
              weights of rows 0.0277
            jit_uni_ncsp:matmul+brg_matmul:avx512_core, one channel | calls 1030 | groups 0.00867 | images 43.3 |\
              inputs 0.103 | multiply-adds 0.277 | multiply-adds with padding 0.277 | pixels 0.278 |\
              weights 0.124
            oneDNN | calls 322
            ordinary tensors | bytes beyond a part of level 3 0.00444 | bytes beyond level 2 0.00435 |\
              bytes beyond level 3 0.0367 | written bytes beyond level 2 0.00343
            pixels | numbers 0.0495 | rows 0.272 | runs 0.0253
            pixels, repeated | numbers 0.162 | rows 3.44 | runs 0.188
            x64:gemm:jit | calls 238 | copied windows 0.376 | copied windows with strides 0.382 | groups 0.298 |\
              images 267 | inputs 0.137 | multiply-adds 0.0198 | multiply-adds with padding 0.0141 | pixels 0.142 |\
              pixels of a part of a register 0.29 | rows of copied windows 3.26 | taps of rows 1.69 |\
              weights 0.00527 | weights of rows 0.063 | weights of rows beyond level 1 0.00569 |\
              weights of rows beyond level 2 0.031 | weights of runs 0.0233
            x64:gemm:jit in planes | calls 150 | copied windows 0.419 | copied windows with strides 0.321 |\
              groups 26.3 | images 312 | multiply-adds 0.00834 | multiply-adds with padding 0.0563 | pixels 0.109 |\
              rows 8.78 | weights 0.123 | weights of rows 0.0143 | weights of rows beyond level 1 0.00349
            x64:gemm:jit in planes, groups | calls 167 | copied windows 0.63 | copied windows with strides 3.3 |\
              images 278 | multiply-adds 0.0208 | pixels 0.249 | runs 0.909 | weights 0.173 |\
              weights of rows 0.231
            x64:gemm:jit in planes, one channel | calls 108 | copied windows 0.302 |\
              copied windows with strides 0.555 | groups 0.000113 | images 386 | multiply-adds 0.0204 |\
              pixels 0.19 | rows of copied windows 1.26 | weights 0.35 | weights of rows 0.0418 |\
              weights of runs 0.17
            x64:gemm:jit in planes, one filter | copied windows 0.411 | copied windows with strides 0.411 |\
              images 199 | inputs 0.0305 | multiply-adds 0.000196 |\
              multiply-adds of a part of a register 0.000000633 | multiply-adds with padding 0.00000000136 |\
              rows of copied windows 40.7 | weights 1.26 | weights of rows 0.0425
            x64:gemm:jit, groups | copied windows 0.302 | copied windows with strides 0.072 | images 171 |\
              inputs 0.145 | lines 0.514 | lines beyond level 2 0.891 | multiply-adds with padding 0.0266 |\
              pixels 0.263 | taps of rows 10.7 | weights 0.00962
            x64:gemm:jit, one channel | calls 154 | copied windows 0.274 | copied windows with strides 0.392 |\
              groups 0.606 | images 331 | inputs 0.117 | multiply-adds with padding 0.0635 | pixels 0.124 |\
              pixels of a part of a register 0.147 | rows of copied windows 3.3 | rows of taps 0.724 | runs 0.936
            x64:gemm:jit, one channel, one filter | calls 1.11 | copied windows 0.0303 |\
              copied windows with strides 0.0113 | groups 10.2 | images 318 | inputs 0.0344 |\
              multiply-adds 0.0367 | multiply-adds of a part of a register 0.0367 |\
              multiply-adds with padding 0.0344 | pixels 0.102 | pixels of a part of a register 0.0995 |\
              rows 2.63 | rows of copied windows 0.96 | weights 12.6 | weights of runs 0.148
            x64:gemm:jit, one filter | calls 247 | groups 0.683 | inputs 0.0112 | multiply-adds 0.0101 |\
              multiply-adds of a part of a register 0.0048 | multiply-adds with padding 0.00191 | pixels 1.31 |\
              pixels of a part of a register 1.26 | rows of copied windows 15.5 | weights of runs 0.0768
            """);

    private Avx512Costs() {}
}
