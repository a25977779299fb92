package io.github.depthwise4j.plan.choice;

/** The costs with AVX2, in nanoseconds, measured on AMD Zen 5 with one thread. */
final class Avx2Costs {
    static final Costs TABLE = Costs.parse("""
            brdgmm_dw:avx2 | begun rows 27 | bytes of rows beyond level 1 0.00117 |\
              bytes of rows beyond level 2 0.00499 | calls 85.6 | columns at edges 0.368 | pixels 0.192 |\
              pixels of a single part of a register 0.117 | taps 0.2 | taps of middle filters 0.108 |\
              taps of narrow filters 0.111 | taps of narrow filters of a single part of a register 0.119 |\
              taps of rows 0.117 | taps of runs 0.00715 | taps of wide filters 0.121 |\
              taps of wide filters of a single part of a register 0.0631 | taps with strides 0.0233 |\
              weights beyond level 1 0.0144
            brdgmm_dw:avx2 in copies | begun rows 25.4 | bytes of rows beyond level 1 0.00577 |\
              bytes of rows beyond level 2 0.00271 | calls 101 | columns at edges 0.384 | pixels 0.155 |\
              pixels of a part of a register 0.0442 | taps 0.106 | taps of a part of a register 0.0205 |\
              taps of a single part of a register 0.0536 | taps of middle filters 0.112 |\
              taps of narrow filters 0.102 | taps of narrow filters of a single part of a register 0.0262 |\
              taps of rows 0.0654 | taps of runs 0.254 | taps of wide filters 0.125 |\
              taps of wide filters of a single part of a register 0.0384 | weights beyond level 1 0.006
            brg_conv_fwd:avx2 | calls 227 | columns at edges 6.4 | groups 154 | inputs 0.00322 |\
              multiply-adds 0.0703 | multiply-adds of a part of a register 0.0263 |\
              multiply-adds with padding 0.0535 | pixels 0.277 | rows 58.9 | rows of taps 2.59 |\
              taps of rows 1.71 | weights of rows 0.0421 | weights of rows beyond level 1 0.00303 |\
              weights of rows beyond level 2 0.0106 | weights of runs 0.13
            brg_conv_fwd:avx2, groups | calls 361 | columns at edges 4.04 | lines 0.00623 |\
              lines beyond level 2 0.0997 | lines of windows 0.21 | multiply-adds 0.121 |\
              multiply-adds of a part of a register 0.0334 | multiply-adds with padding 0.0106 | pixels 0.296 |\
              rows 60 | rows of taps 4.9 | taps at edges 0.0137 | taps of rows 0.579 | weights of rows 0.358 |\
              weights of runs 0.0237
            brg_conv_fwd:avx2, groups, one channel | calls 343 | columns at edges 0.862 | groups 5.84 |\
              inputs 0.0173 | lines beyond level 1 0.00367 | lines of windows 0.0896 | multiply-adds 0.121 |\
              multiply-adds of a part of a register 0.000426 | multiply-adds with padding 0.0217 | pixels 0.202 |\
              pixels of a part of a register 0.278 | rows 49.7 | rows of taps 1.54 | runs 0.0609 |\
              taps at edges 0.196 | taps of rows 0.565 | weights 0.0678 | weights of rows 0.747 |\
              weights of runs 0.28
            brg_conv_fwd:avx2, one channel | calls 205 | columns at edges 6.13 | groups 112 | images 79 |\
              inputs 0.022 | multiply-adds 0.133 | pixels 0.248 | rows 46.1 | rows of taps 2.46 | runs 1.22 |\
              taps at edges 0.135 | taps of rows 1.24 | weights of rows 0.105 |\
              weights of rows beyond level 1 0.511 | weights of runs 0.174
            brgconv_1x1:avx2 | calls 337 | groups 0.268 | images 50.3 | multiply-adds 0.104 |\
              multiply-adds of a part of a register 0.0276 | pixels 0.175 | pixels of a part of a register 0.0281 |\
              runs 0.366 | weights 0.0000201 | weights of rows 0.0326 | weights of rows beyond level 1 0.0016 |\
              weights of rows beyond level 2 0.00972 | weights of runs 0.243
            brgconv_1x1:avx2, groups | calls 248 | groups 26.1 | images 0.428 | multiply-adds 0.131 |\
              multiply-adds with padding 0.00576 | pixels of a part of a register 0.762 | rows 23.2 |\
              rows of taps 0.109 | taps of rows 0.000256 | weights 0.0321 | weights of runs 0.0586
            brgconv_1x1:avx2, groups, one channel | calls 312 | groups 22 | images 17.4 |\
              lines beyond level 1 0.0747 | multiply-adds 0.134 | multiply-adds of a part of a register 0.131 |\
              multiply-adds with padding 0.147 | pixels 0.0995 | pixels of a part of a register 0.0465 |\
              weights of runs 0.0759
            brgconv_1x1:avx2, one channel | calls 244 | groups 0.384 | images 85.3 | inputs 0.122 |\
              multiply-adds 0.167 | multiply-adds of a part of a register 0.0873 |\
              multiply-adds with padding 0.145 | pixels 0.0677 | weights 0.981
            copied in | numbers 0.286
            copied in, blocks | numbers 0.276
            copied in, blocks, fast | numbers 0.116
            copied in, blocks, repeated | numbers 0.284 | pixels 0.139 | planes 0.0906
            copied in, fast | numbers 0.106
            copied in, repeated | numbers 0.245 | pixels 0.252
            copied out | numbers 0.304
            copied out, blocks | numbers 0.321
            copied out, blocks, fast | numbers 0.154
            copied out, blocks, fast, repeated | numbers 0.126
            copied out, blocks, repeated | numbers 0.351 | pixels 0.0133 | planes 8.35
            copied out, fast | numbers 0.0722
            copied out, fast, repeated | numbers 0.09
            copied out, repeated | numbers 0.328 | numbers of a part of a register 0.0448 | pixels 0.032
            copies | bytes beyond level 2 0.0113 | bytes beyond level 3 0.0563
            depthwise tensors | bytes beyond a part of level 3 0.00357 | bytes beyond level 2 0.00274 |\
              bytes beyond level 3 0.0372
            divided tensors | bytes beyond a part of level 3 0.00182 | bytes beyond level 2 0.00263 |\
              bytes beyond level 3 0.0255 | written bytes beyond a part of level 3 0.0116 |\
              written bytes beyond level 2 0.00812
            jit:avx2 | calls 126 | groups 0.0485 | inputs 0.152 | multiply-adds 0.108 |\
              multiply-adds of a part of a register 0.00378 | pixels 0.0119 | rows 30.2 | weights 0.0881 |\
              weights of rows 0.172 | weights of rows beyond level 2 0.00893
            jit:avx2, groups | calls 64.8 | inputs 0.0717 | lines beyond level 1 0.281 | multiply-adds 0.0909 |\
              multiply-adds of a part of a register 0.101 | multiply-adds with padding 0.00669 | rows 92.2 |\
              taps of rows 5.42 | weights of rows 0.237
            jit:avx2, groups, one channel | calls 77.4 | groups 14 | inputs 0.1 | lines 0.0127 |\
              lines beyond level 2 0.00864 | lines of windows 0.00554 | multiply-adds 0.0186 |\
              multiply-adds of a part of a register 0.00694 | multiply-adds with padding 0.0828 | rows 34.8 |\
              runs 0.174 | taps of rows 0.212 | weights 0.0352 | weights of rows 0.00609 | weights of runs 0.0554
            jit:avx2, one channel | calls 39.9 | groups 0.00984 | images 54.2 | inputs 0.11 |\
              multiply-adds 0.0894 | pixels 0.217 | rows 34.2 | taps of rows 0.483 |\
              weights of rows beyond level 1 0.357
            jit_1x1:avx2 | calls 110 | groups 0.0285 | images 17.2 | inputs 0.12 | multiply-adds 0.0847 |\
              multiply-adds of a part of a register 0.00508 | pixels 0.0494 | weights 0.00857 |\
              weights of rows 0.0163 | weights of rows beyond level 1 0.00395 |\
              weights of rows beyond level 2 0.0056 | weights of runs 0.159
            jit_1x1:avx2, groups, one channel | calls 16.3 | groups 16.3 | images 16.3 | inputs 0.145 |\
              multiply-adds of a part of a register 0.137 | pixels of a part of a register 0.134 | runs 0.525 |\
              weights 9.68 | weights of rows 1.07
            jit_1x1:avx2, one channel | calls 44.5 | groups 0.0206 | images 67.6 | inputs 0.286 |\
              multiply-adds 0.159 | multiply-adds of a part of a register 0.107 |\
              multiply-adds with padding 0.0786 | pixels 0.0197 | weights 0.00239
            jit_dw:avx2 | begun rows 18.6 | bytes of rows beyond level 1 0.00175 |\
              bytes of rows beyond level 2 0.00744 | calls 82.4 | pixels 0.277 |\
              pixels of a part of a register 0.0266 | pixels of a single part of a register 0.109 |\
              rows of taps 0.0966 | taps 0.166 | taps of a part of a register 0.116 |\
              taps of a single part of a register 0.0604 | taps of middle filters 0.0395 |\
              taps of narrow filters 0.0259 | taps of narrow filters of a single part of a register 0.0677 |\
              taps of rows 0.148 | taps of wide filters 0.0886 |\
              taps of wide filters of a single part of a register 0.152 | taps with dilations 0.0124 |\
              taps with strides 0.0241
            jit_dw:avx2 in blocks | begun chunks 4.51 | begun rows 9.06 | calls 249 | columns at edges 0.115 |\
              rows 5.7 | rows of taps 0.0313 | taps 0.142 | taps of middle filters 0.0227 |\
              taps of narrow filters 0.00326 | taps of rows 0.147 | taps of runs 0.0542 |\
              taps of wide filters 0.0614 | taps with dilations 0.0125
            jit_dw:avx2 in copies | begun rows 19.8 | bytes of rows beyond level 1 0.00327 |\
              bytes of rows beyond level 2 0.00675 | calls 106 | pixels 0.146 | rows of taps 0.0899 | taps 0.148 |\
              taps of a part of a register 0.0936 | taps of a single part of a register 0.0845 |\
              taps of middle filters 0.0566 | taps of middle filters of a single part of a register 0.0148 |\
              taps of narrow filters 0.047 | taps of narrow filters of a single part of a register 0.00307 |\
              taps of rows 0.126 | taps of runs 0.0224 | taps of wide filters 0.0866 |\
              taps of wide filters of a single part of a register 0.0678 | taps with dilations 0.0125 |\
              taps with strides 0.00304 | weights beyond level 1 0.00267
            jit_dw:sse41 | begun rows 21.9 | bytes of rows beyond level 1 0.00013 |\
              bytes of rows beyond level 2 0.00376 | calls 83.4 | columns at edges 0.0312 | pixels 0.13 |\
              pixels of a part of a register 0.0423 | taps 0.155 | taps of a part of a register 0.0397 |\
              taps of a single part of a register 0.0796 | taps of middle filters 0.0661 |\
              taps of narrow filters 0.0529 | taps of narrow filters of a single part of a register 0.0422 |\
              taps of rows 0.0907 | taps of wide filters 0.0959 |\
              taps of wide filters of a single part of a register 0.149 | taps with dilations 0.0125 |\
              taps with strides 0.0145 | weights beyond level 1 0.00625
            oneDNN | calls 313
            ordinary tensors | bytes beyond a part of level 3 0.00118 | bytes beyond level 2 0.0041 |\
              bytes beyond level 3 0.0565 | written bytes beyond level 2 0.000855
            pixels | numbers 0.0783 | rows 2.28
            pixels, repeated | numbers 0.264 | rows 1.21 | runs 0.0352
            x64:gemm:jit | calls 221 | copied windows 0.439 | copied windows with strides 0.507 | groups 0.246 |\
              images 223 | inputs 0.037 | multiply-adds of a part of a register 0.0157 |\
              multiply-adds with padding 0.135 | pixels 0.171 | pixels of a part of a register 0.299 |\
              rows of copied windows 2.13 | weights of rows 0.16 | weights of rows beyond level 1 0.00052
            x64:gemm:jit in planes | calls 144 | copied windows 0.314 | copied windows with strides 0.619 |\
              groups 0.0000546 | images 286 | multiply-adds with padding 0.123 | pixels 0.232 | rows 1.37 |\
              rows of copied windows 2.53 | weights 0.139 | weights of rows beyond level 2 0.000222 |\
              weights of runs 0.000842
            x64:gemm:jit in planes, groups | calls 31.8 | copied windows 0.264 |\
              copied windows with strides 0.126 | images 209 | multiply-adds 0.12 | pixels 0.207 |\
              rows of copied windows 19.1 | taps of rows 0.294 | weights 0.259 | weights of rows 0.807
            x64:gemm:jit in planes, one channel | calls 2.75 | copied windows 0.242 |\
              copied windows with strides 0.39 | groups 73.5 | images 404 | multiply-adds 0.0756 |\
              multiply-adds with padding 0.0274 | pixels 0.263 | rows of copied windows 1.77 | weights 0.157 |\
              weights of runs 0.169
            x64:gemm:jit in planes, one filter | calls 51.1 | groups 0.000038 | images 132 | rows 16.1 |\
              rows of taps 0.0874 | taps of rows 0.000238 | weights 0.0799 | weights of rows 0.166 |\
              weights of rows beyond level 1 0.146 | weights of runs 0.217
            x64:gemm:jit, groups | calls 207 | copied windows 0.317 | copied windows with strides 0.0567 |\
              groups 7.35 | images 90.2 | lines 0.41 | lines beyond level 2 1.67 |\
              multiply-adds of a part of a register 0.139 | multiply-adds with padding 0.113 | pixels 0.25 |\
              rows of copied windows 9.08 | taps of rows 9.76
            x64:gemm:jit, groups, one filter | calls 240 | groups 60.1 | images 0.0519 | lines 0.625 |\
              multiply-adds 0.1 | multiply-adds of a part of a register 0.1 | rows of copied windows 52.5 |\
              weights of rows 0.916
            x64:gemm:jit, one channel | calls 186 | copied windows 0.157 | copied windows with strides 0.0724 |\
              groups 0.377 | images 269 | inputs 0.256 | multiply-adds with padding 0.108 | pixels 0.194 |\
              pixels of a part of a register 0.41 | rows of copied windows 3.14 | rows of taps 0.14
            x64:gemm:jit, one channel, one filter | calls 185 | copied windows 0.0377 |\
              copied windows with strides 0.0261 | groups 102 | images 78.9 | inputs 0.0328 |\
              multiply-adds 0.0406 | multiply-adds of a part of a register 0.0406 |\
              multiply-adds with padding 0.0328 | rows 1.53 | rows of copied windows 0.453 | rows of taps 0.762 |\
              taps of rows 0.429 | weights 5.23 | weights of rows 0.429 | weights of rows beyond level 1 0.717 |\
              weights of runs 0.265
            x64:gemm:jit, one filter | calls 229 | groups 0.315 | pixels 0.931 |\
              pixels of a part of a register 0.706 | runs 3.4 | weights 1.01 |\
              weights of rows beyond level 1 0.0112 | weights of runs 0.25
            """);

    private Avx2Costs() {}
}
