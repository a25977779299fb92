package io.github.depthwise4j.plan.choice;

/** The costs with AVX-512, in nanoseconds, measured on AMD Zen 5 with one thread. */
final class Avx512Costs {
    static final Costs TABLE = Costs.parse("""
            brdgmm_dw:avx512_core | begun rows 23.6 | bytes of rows beyond level 1 0.00547 |\
              bytes of rows beyond level 2 0.00664 | calls 75.4 | columns at edges 0.491 | pixels 0.311 |\
              pixels of a single part of a register 0.215 | rows of taps 0.128 | runs 0.0483 | taps 0.0849 |\
              taps of a single part of a register 0.06 | taps of middle filters 0.216 |\
              taps of middle filters of a single part of a register 0.0387 | taps of narrow filters 0.186 |\
              taps of narrow filters of a single part of a register 0.0591 | taps of rows 0.427 |\
              taps of wide filters 0.306 | taps of wide filters of a single part of a register 0.201 |\
              taps with strides 0.0668
            brdgmm_dw:avx512_core in copies | begun rows 25.7 | bytes of rows beyond level 1 0.00706 |\
              bytes of rows beyond level 2 0.000336 | calls 76.4 | columns at edges 0.152 | pixels 0.328 |\
              rows of taps 0.378 | runs 1.05 | taps 0.0878 | taps of a part of a register 0.0341 |\
              taps of a single part of a register 0.0826 | taps of middle filters 0.158 |\
              taps of narrow filters 0.141 | taps of narrow filters of a single part of a register 0.0202 |\
              taps of rows 0.258 | taps of runs 0.0953 | taps of wide filters 0.21 |\
              taps of wide filters of a single part of a register 0.144 | taps with strides 0.124 |\
              weights beyond level 1 0.00237
            brg_conv_fwd:avx2 | calls 172 | columns at edges 2.72 | groups 147 | images 37.8 | inputs 0.0158 |\
              multiply-adds 0.102 | multiply-adds of a part of a register 0.0166 |\
              multiply-adds with padding 0.0116 | pixels 0.167 | rows 50.8 | rows of taps 3.57 | runs 3.38 |\
              taps at edges 0.0128 | taps of rows 0.796 | weights of rows 0.144 |\
              weights of rows beyond level 1 0.00198 | weights of runs 0.136
            brg_conv_fwd:avx2, groups | calls 425 | inputs 0.00297 | lines beyond level 1 0.357 |\
              lines beyond level 2 0.0511 | lines of windows 0.0728 | multiply-adds 0.0813 |\
              multiply-adds of a part of a register 0.0296 | multiply-adds with padding 0.0163 |\
              pixels of a part of a register 0.248 | rows 60.5 | taps of rows 1.73 | weights of runs 0.318
            brg_conv_fwd:avx2, groups, one channel | calls 400 | columns at edges 3.3 | lines 0.0834 |\
              lines beyond level 1 0.113 | multiply-adds 0.166 | multiply-adds of a part of a register 0.0109 |\
              pixels 0.185 | rows 56.7 | rows of taps 2.45 | taps at edges 0.352 | taps of rows 0.557 |\
              weights of rows 0.274 | weights of runs 0.238
            brg_conv_fwd:avx2, one channel | calls 151 | columns at edges 1.91 | groups 205 | images 12.3 |\
              inputs 0.000525 | multiply-adds 0.112 | multiply-adds of a part of a register 0.061 |\
              multiply-adds with padding 0.0198 | pixels 0.21 | rows 63.6 | rows of taps 0.93 |\
              taps at edges 0.106 | weights of rows 0.53 | weights of runs 0.132
            brg_conv_fwd:avx512_core | calls 174 | columns at edges 2.48 | groups 118 | inputs 0.00291 |\
              multiply-adds 0.1 | multiply-adds of a part of a register 0.0185 | pixels 0.417 | rows 74.7 |\
              rows of taps 0.366 | runs 4.13 | taps of rows 0.356 | weights 0.00294 | weights of rows 0.35 |\
              weights of rows beyond level 1 0.000793 | weights of runs 0.156
            brg_conv_fwd:avx512_core, groups | calls 782 | inputs 0.00842 | inputs of equal chunks 0.00842 |\
              lines beyond level 2 4.45 | lines of windows 0.00133 | multiply-adds 0.0433 |\
              multiply-adds of a part of a register 0.039 | multiply-adds with padding 0.0047 | pixels 0.578 |\
              pixels of a part of a register 2.71 | runs 48.9 | taps of rows 10 | weights of rows 0.00599 |\
              weights of rows beyond level 1 0.00547 | weights of runs 0.244
            brg_conv_fwd:avx512_core, groups, one channel | calls 187 | columns at edges 4.56 | groups 187 |\
              images 187 | inputs 0.0238 | inputs of equal chunks 0.0238 | multiply-adds 0.018 |\
              multiply-adds of a part of a register 0.0147 | multiply-adds with padding 0.0279 | pixels 0.256 |\
              pixels of a part of a register 0.151 | rows 68.6 | rows of taps 2.28 | runs 2.84 |\
              taps of rows 0.475 | weights of rows 0.311 | weights of runs 0.315
            brg_conv_fwd:avx512_core, one channel | calls 201 | columns at edges 1.62 | groups 208 | images 8.79 |\
              inputs 0.0254 | inputs of equal chunks 0.0395 | multiply-adds 0.0147 |\
              multiply-adds with padding 0.043 | pixels 0.888 | rows 79.6 | rows of taps 0.328 | weights 0.247 |\
              weights of rows 0.319 | weights of runs 0.222
            brgconv_1x1:avx2 | calls 327 | groups 0.247 | images 33.3 | inputs 0.0034 | multiply-adds 0.0922 |\
              multiply-adds of a part of a register 0.00363 | multiply-adds with padding 0.013 | pixels 0.0998 |\
              rows 0.0275 | rows of taps 0.0276 | runs 1.36 | taps of rows 0.0276 |\
              weights of rows beyond level 1 0.000411 | weights of rows beyond level 2 0.0285 |\
              weights of runs 0.302
            brgconv_1x1:avx2, groups | calls 295 | images 17.4 | lines of windows 0.0891 | multiply-adds 0.056 |\
              multiply-adds of a part of a register 0.0251 | pixels 0.191 | rows 12.6 | rows of taps 3.65 |\
              taps of rows 0.529 | weights of runs 0.551
            brgconv_1x1:avx2, groups, one channel | calls 261 | groups 2.68 | images 32.8 |\
              inputs of equal chunks 0.00449 | lines 0.0466 | lines beyond level 1 0.0371 |\
              multiply-adds with padding 0.312 | pixels 0.124 | pixels of a part of a register 0.0822 |\
              weights 0.47 | weights of rows 0.705
            brgconv_1x1:avx2, one channel | images 311 | inputs of equal chunks 0.0485 | multiply-adds 0.0942 |\
              multiply-adds of a part of a register 0.0654 | multiply-adds with padding 0.105 | pixels 0.0775 |\
              weights 1.06 | weights of runs 0.657
            brgconv_1x1:avx512_core | calls 294 | groups 0.188 | images 32.7 | inputs 0.0116 |\
              multiply-adds 0.0168 | pixels 0.435 | weights of rows beyond level 2 0.0135 | weights of runs 0.8
            brgconv_1x1:avx512_core, groups | calls 283 | images 23.1 | lines 0.608 | lines beyond level 1 0.342 |\
              multiply-adds 0.0141 | runs 4.83 | weights of rows 0.968
            brgconv_1x1:avx512_core, groups, one channel | calls 143 | groups 143 | images 143 | inputs 0.057 |\
              inputs of equal chunks 0.057 | multiply-adds of a part of a register 0.241 |\
              pixels of a part of a register 0.057
            brgconv_1x1:avx512_core, one channel | images 313 | inputs of equal chunks 0.0492 |\
              multiply-adds 0.212 | multiply-adds with padding 0.236 | pixels 0.182 | weights 0.82
            copied in | numbers 0.288
            copied in, blocks | numbers 0.287 | planes 0.391
            copied in, blocks, fast | numbers 0.0919
            copied in, blocks, repeated | numbers 0.316 | planes 0.382
            copied in, fast | numbers 0.101
            copied in, repeated | numbers 0.26 | pixels 0.376
            copied out | numbers 0.274
            copied out, blocks | numbers 0.316 | pixels 0.669
            copied out, blocks, fast | numbers 0.118
            copied out, blocks, fast, repeated | numbers 0.0464
            copied out, blocks, repeated | numbers 0.264 | planes 1.85
            copied out, fast | numbers 0.0467
            copied out, fast, repeated | numbers 0.0275
            copied out, repeated | numbers 0.258
            copies | bytes beyond level 2 0.0133 | bytes beyond level 3 0.0387
            depthwise tensors | bytes beyond a part of level 3 0.00161 | bytes beyond level 2 0.000766 |\
              written bytes beyond a part of level 3 0.0396 | written bytes beyond level 2 0.00375
            divided tensors | bytes beyond a part of level 3 0.00865 | bytes beyond level 2 0.00823 |\
              bytes beyond level 3 0.0195 | written bytes beyond level 2 0.00568
            jit:avx2 | calls 81.8 | groups 0.0328 | images 12.1 | inputs 0.132 | multiply-adds 0.128 | rows 27.6 |\
              rows of taps 0.72 | taps of rows 0.111 | weights 0.0927 | weights of rows 0.129 |\
              weights of rows beyond level 2 0.00559
            jit:avx2, groups | images 31.6 | inputs 0.13 | lines beyond level 2 3.34 | multiply-adds 0.0623 |\
              multiply-adds of a part of a register 0.0785 | multiply-adds with padding 0.0286 | rows 78.7 |\
              weights 0.00675 | weights of rows 0.11 | weights of runs 0.00348
            jit:avx2, groups, one channel | calls 22.4 | groups 23 | images 7.28 | inputs 0.0534 |\
              inputs of equal chunks 0.0534 | lines 0.049 | multiply-adds 0.101 |\
              multiply-adds of a part of a register 0.00451 | pixels 0.0129 |\
              pixels of a part of a register 0.0816 | rows 38.5 | taps of rows 0.383 |\
              weights of rows beyond level 1 0.0271
            jit:avx2, one channel | calls 76.6 | groups 0.0287 | images 2.91 | inputs 0.0556 |\
              inputs of equal chunks 0.00939 | multiply-adds 0.0838 |\
              multiply-adds of a part of a register 0.0463 | multiply-adds with padding 0.022 | pixels 0.146 |\
              rows 35.8 | taps of rows 0.316 | weights 0.0495
            jit:avx512_core | calls 134 | groups 0.0386 | images 15.3 | inputs of equal chunks 0.00371 |\
              multiply-adds 0.147 | pixels 0.353 | rows 7.02 | weights 0.0415 | weights of rows 0.35 |\
              weights of rows beyond level 1 0.00012
            jit:avx512_core, groups | calls 150 | inputs 0.0259 | inputs of equal chunks 0.0259 |\
              lines beyond level 1 0.0977 | lines beyond level 2 0.163 | multiply-adds 0.0739 | pixels 0.0808 |\
              rows 25 | taps of rows 1.39 | weights 0.057 | weights of rows beyond level 1 0.00848 |\
              weights of runs 0.257
            jit:avx512_core, groups, one channel | calls 83.3 | groups 1.2 | images 2.56 | lines 0.0936 |\
              lines of windows 0.0443 | multiply-adds 0.137 | pixels 0.175 | rows 19 | rows of taps 0.138 |\
              runs 0.428 | taps of rows 0.146 | weights 0.219 | weights of rows 0.289 |\
              weights of rows beyond level 1 0.0118
            jit:avx512_core, one channel | calls 127 | groups 0.0418 | images 16.2 | multiply-adds 0.135 |\
              multiply-adds with padding 0.0114 | pixels 0.316 | rows 6.63 | weights 0.227 |\
              weights of rows 0.179 | weights of runs 0.0182
            jit_1x1:avx2 | calls 88.4 | groups 0.023 | images 18.9 | inputs 0.108 | multiply-adds 0.0827 |\
              pixels 0.0012 | pixels of a part of a register 0.0891 | weights of rows beyond level 1 0.00239 |\
              weights of rows beyond level 2 0.00142 | weights of runs 0.265
            jit_1x1:avx2, groups, one channel | calls 18.4 | groups 19 | images 18.7 | inputs 0.357 |\
              inputs of equal chunks 0.357 | multiply-adds of a part of a register 0.0319 |\
              pixels of a part of a register 0.13
            jit_1x1:avx2, one channel | calls 99.1 | groups 0.0546 | inputs 0.0389 | multiply-adds 0.11 |\
              multiply-adds of a part of a register 0.301 | multiply-adds with padding 0.0949 | pixels 0.044 |\
              runs 0.152 | weights 0.0104 | weights of runs 0.0787
            jit_1x1:avx512_core | calls 103 | groups 0.0316 | images 5.53 | inputs 0.028 | multiply-adds 0.0813 |\
              pixels of a part of a register 1.81 | runs 10.2 | weights of rows beyond level 1 0.00308 |\
              weights of rows beyond level 2 0.00292 | weights of runs 0.405
            jit_1x1:avx512_core, groups, one channel | calls 28.3 | groups 28.3 | images 28.3 | inputs 0.997 |\
              inputs of equal chunks 0.997 | multiply-adds of a part of a register 0.779 |\
              pixels of a part of a register 0.997
            jit_1x1:avx512_core, one channel | calls 107 | groups 0.0959 | inputs 0.948 | multiply-adds 0.0523 |\
              multiply-adds of a part of a register 1.51 | multiply-adds with padding 0.0519 | pixels 0.052 |\
              pixels of a part of a register 1.51 | rows 1.02 | rows of taps 0.063 | taps of rows 0.00195 |\
              weights 0.368
            jit_dw:avx2 | begun rows 17.3 | bytes of rows beyond level 1 0.00348 |\
              bytes of rows beyond level 2 0.00635 | calls 76 | columns at edges 0.211 | pixels 0.207 |\
              pixels of a part of a register 0.0593 | pixels of a single part of a register 0.76 | runs 0.0639 |\
              taps 0.117 | taps of a part of a register 0.155 | taps of a single part of a register 0.0717 |\
              taps of middle filters 0.0872 | taps of middle filters of a single part of a register 0.06 |\
              taps of narrow filters 0.0753 | taps of narrow filters of a single part of a register 0.0411 |\
              taps of rows 0.14 | taps of wide filters 0.136 |\
              taps of wide filters of a single part of a register 0.0463 | taps with strides 0.0258 |\
              taps with strides of many channels 0.021
            jit_dw:avx512_core | begun rows 14.5 | bytes of rows beyond level 1 0.00627 |\
              bytes of rows beyond level 2 0.00716 | calls 64.9 | columns at edges 1.38 | pixels 0.338 |\
              pixels of a single part of a register 0.19 | rows of taps 0.0154 | runs 0.428 | taps 0.072 |\
              taps of a single part of a register 0.0512 | taps of middle filters 0.14 |\
              taps of middle filters of a single part of a register 0.195 | taps of narrow filters 0.0794 |\
              taps of rows 0.26 | taps of runs 0.0334 | taps of wide filters 0.217 |\
              taps of wide filters of a single part of a register 0.165 | taps with dilations 0.119 |\
              taps with strides 0.0724 | taps with strides of many channels 0.0987 |\
              weights beyond level 1 0.00976
            jit_dw:avx512_core in blocks | begun chunks 8.44 | begun rows 9.99 |\
              bytes of rows beyond level 1 0.00214 | bytes of rows beyond level 2 0.00121 | calls 170 | rows 1.72 |\
              rows of taps 0.0625 | taps 0.171 | taps of middle filters 0.0223 | taps of narrow filters 0.0116 |\
              taps of rows 0.223 | taps of wide filters 0.0276 | taps with dilations 0.0649 |\
              taps with strides 0.0284
            jit_dw:avx512_core in copies | begun chunks 2.33 | begun rows 17.8 |\
              bytes of rows beyond level 1 0.00699 | bytes of rows beyond level 2 0.00124 | calls 68.1 |\
              pixels 0.454 | rows of taps 0.224 | runs 0.477 | taps 0.0598 | taps of a part of a register 0.00906 |\
              taps of a single part of a register 0.0517 | taps of middle filters 0.168 |\
              taps of middle filters of a single part of a register 0.177 | taps of narrow filters 0.124 |\
              taps of rows 0.0239 | taps of runs 0.129 | taps of wide filters 0.196 |\
              taps of wide filters of a single part of a register 0.157 | taps with dilations 0.0797 |\
              taps with strides 0.0417 | taps with strides of many channels 0.0586 |\
              weights beyond level 1 0.0123
            jit_dw:sse41 | begun rows 19 | bytes of rows beyond level 1 0.00162 |\
              bytes of rows beyond level 2 0.00181 | calls 79.7 | columns at edges 0.165 | pixels 0.0933 |\
              pixels of a part of a register 0.133 | pixels of a single part of a register 0.102 | runs 0.032 |\
              taps 0.152 | taps of a single part of a register 0.0676 | taps of middle filters 0.0348 |\
              taps of middle filters of a single part of a register 0.0412 | taps of narrow filters 0.0465 |\
              taps of narrow filters of a single part of a register 0.101 | taps of runs 0.101 |\
              taps of wide filters 0.0809 | taps of wide filters of a single part of a register 0.0124 |\
              taps with strides 0.0303
            jit_uni_ncsp:matmul+brg_matmul:avx512_core | calls 885 | groups 0.00111 | images 54.7 |\
              multiply-adds 0.127 | multiply-adds with padding 0.00771 | pixels 0.51 | weights 0.162
            jit_uni_ncsp:matmul+brg_matmul:avx512_core, one channel | calls 1020 | groups 0.00817 | images 49.4 |\
              inputs of equal chunks 0.202 | multiply-adds 0.258 | multiply-adds with padding 0.259 |\
              pixels 0.259 | weights 0.111
            oneDNN | calls 321
            ordinary tensors | bytes beyond a part of level 3 0.00127 | bytes beyond level 2 0.00658 |\
              bytes beyond level 3 0.0411 | written bytes beyond level 2 0.00196
            pixels | numbers 0.0479 | rows 0.341 | runs 0.0241
            pixels, repeated | numbers 0.165 | rows 3.27 | runs 0.192
            x64:gemm:jit | calls 239 | copied windows 0.33 | copied windows with strides 0.26 | groups 0.255 |\
              images 261 | inputs 0.126 | multiply-adds 0.0276 | pixels 0.091 |\
              pixels of a part of a register 0.166 | rows of copied windows 3.07 | runs 0.954 | taps of rows 1.7 |\
              weights 0.00395 | weights of rows beyond level 1 0.00885 | weights of rows beyond level 2 0.0231 |\
              weights of runs 0.122
            x64:gemm:jit in planes | calls 162 | copied windows 0.358 | copied windows beyond level 2 0.361 |\
              copied windows with strides 0.457 | groups 29 | images 299 | multiply-adds 0.0254 |\
              multiply-adds with padding 0.0412 | pixels 0.0723 | rows 8.55 | rows of copied windows 0.0962 |\
              weights 0.0871 | weights of rows beyond level 1 0.00109 | weights of runs 0.0508
            x64:gemm:jit in planes, groups | calls 263 | copied windows 0.436 | copied windows with strides 4.03 |\
              images 248 | inputs of equal chunks 0.0333 | multiply-adds 0.0187 |\
              multiply-adds with padding 0.00171 | pixels 0.132 | runs 0.586 | weights 0.308 |\
              weights of rows 0.33
            x64:gemm:jit in planes, one channel | calls 113 | copied windows 0.3 |\
              copied windows beyond level 2 0.0047 | copied windows with strides 0.522 | groups 0.000112 |\
              images 387 | multiply-adds 0.0241 | pixels 0.184 | rows of copied windows 1.28 | weights 0.351 |\
              weights of rows 0.0512 | weights of runs 0.153
            x64:gemm:jit in planes, one filter | copied windows 0.405 | copied windows with strides 0.405 |\
              images 202 | inputs 0.0288 | inputs of equal chunks 0.000175 | multiply-adds 0.000000531 |\
              multiply-adds of a part of a register 0.00000000108 | multiply-adds with padding 0.00000000000164 |\
              pixels 0.0126 | pixels of a part of a register 0.000334 | rows of copied windows 40.3 |\
              weights 1.31 | weights of rows 0.0271
            x64:gemm:jit, groups | copied windows 0.255 | copied windows with strides 0.138 | images 171 |\
              inputs of equal chunks 0.128 | lines 0.581 | lines beyond level 2 0.707 | multiply-adds 0.000453 |\
              multiply-adds with padding 0.0303 | pixels 0.187 | rows of copied windows 0.25 | taps of rows 10.6
            x64:gemm:jit, one channel | calls 159 | copied windows 0.267 | copied windows beyond level 2 0.0312 |\
              copied windows with strides 0.39 | groups 0.599 | images 330 | inputs 0.115 |\
              multiply-adds with padding 0.0646 | pixels 0.121 | pixels of a part of a register 0.167 |\
              rows of copied windows 3.32 | rows of taps 0.756 | runs 0.787
            x64:gemm:jit, one channel, one filter | calls 1.54 | copied windows 0.00828 |\
              copied windows beyond level 2 0.0701 | groups 39.3 | images 275 | inputs 0.0131 |\
              inputs of equal chunks 0.0131 | multiply-adds 0.0433 | multiply-adds of a part of a register 0.0433 |\
              multiply-adds with padding 0.0131 | pixels 0.236 | pixels of a part of a register 0.232 |\
              rows of copied windows 1.81 | taps of rows 0.0934 | weights 14.9 | weights of rows 0.0442 |\
              weights of runs 0.00236
            x64:gemm:jit, one filter | calls 256 | copied windows beyond level 2 0.493 | groups 0.836 |\
              inputs 0.0107 | inputs of equal chunks 0.00976 | multiply-adds 0.00439 |\
              multiply-adds of a part of a register 0.0013 | multiply-adds with padding 0.00029 | pixels 1.32 |\
              pixels of a part of a register 1.26 | rows of copied windows 14.7 | weights of runs 0.0749
            """);

    private Avx512Costs() {}
}
