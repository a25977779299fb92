package io.github.depthwise4j.plan.choice;

/** The costs with AVX-512, in nanoseconds, measured on AMD Zen 5 with one thread. */
final class Avx512Costs {
    static final Costs TABLE = Costs.parse("""
            brdgmm_dw:avx512_core | begun rows 23.5 | bytes of rows beyond level 1 0.00548 |\
              bytes of rows beyond level 2 0.00686 | calls 73.9 | columns at edges 0.535 | pixels 0.315 |\
              pixels of a single part of a register 0.421 | rows of taps 0.124 | runs 0.0358 | taps 0.0868 |\
              taps of a single part of a register 0.0477 | taps of middle filters 0.213 |\
              taps of middle filters of a single part of a register 0.0342 | taps of narrow filters 0.183 |\
              taps of narrow filters of a single part of a register 0.0452 | taps of rows 0.431 |\
              taps of wide filters 0.304 | taps of wide filters of a single part of a register 0.208 |\
              taps with strides 0.0668
            brdgmm_dw:avx512_core in copies | begun rows 25.6 | bytes of rows beyond level 1 0.00702 |\
              bytes of rows beyond level 2 0.000133 | calls 73.8 | columns at edges 0.116 | pixels 0.402 |\
              rows of taps 0.362 | runs 0.978 | taps 0.0847 | taps of a part of a register 0.0334 |\
              taps of a single part of a register 0.081 | taps of middle filters 0.159 |\
              taps of narrow filters 0.141 | taps of narrow filters of a single part of a register 0.0171 |\
              taps of rows 0.272 | taps of runs 0.0958 | taps of wide filters 0.212 |\
              taps of wide filters of a single part of a register 0.147 | taps with strides 0.127 |\
              weights beyond level 1 0.00233
            brg_conv_fwd:avx2 | calls 171 | columns at edges 2.73 | groups 147 | images 37.8 | inputs 0.0158 |\
              multiply-adds 0.102 | multiply-adds of a part of a register 0.0167 |\
              multiply-adds with padding 0.0117 | pixels 0.172 | rows 50.8 | rows of taps 3.58 | runs 3.37 |\
              taps at edges 0.0127 | taps of rows 0.791 | weights of rows 0.144 |\
              weights of rows beyond level 1 0.00198 | weights of runs 0.136
            brg_conv_fwd:avx2, groups | calls 424 | inputs 0.00293 | lines beyond level 1 0.357 |\
              lines beyond level 2 0.0515 | lines of windows 0.0726 | multiply-adds 0.0812 |\
              multiply-adds of a part of a register 0.0296 | multiply-adds with padding 0.0165 |\
              pixels of a part of a register 0.248 | rows 60.6 | taps of rows 1.73 | weights of runs 0.318
            brg_conv_fwd:avx2, groups, one channel | calls 400 | columns at edges 3.3 | lines 0.0825 |\
              lines beyond level 1 0.113 | multiply-adds 0.166 | multiply-adds of a part of a register 0.011 |\
              pixels 0.187 | rows 56.7 | rows of taps 2.45 | taps at edges 0.351 | taps of rows 0.554 |\
              weights of rows 0.275 | weights of runs 0.239
            brg_conv_fwd:avx2, one channel | calls 275 | columns at edges 6.48 | groups 76.8 | images 6.95 |\
              multiply-adds 0.107 | multiply-adds of a part of a register 0.0465 |\
              multiply-adds with padding 0.0215 | pixels 0.219 | rows 63.1 | rows of taps 0.831 |\
              taps at edges 0.0628 | taps of rows 0.318 | weights of rows 0.419 | weights of runs 0.148
            brg_conv_fwd:avx512_core | calls 173 | columns at edges 2.48 | groups 118 | inputs 0.00286 |\
              multiply-adds 0.1 | multiply-adds of a part of a register 0.0187 | pixels 0.422 | rows 74.7 |\
              rows of taps 0.38 | runs 4.09 | taps of rows 0.351 | weights 0.00294 | weights of rows 0.35 |\
              weights of rows beyond level 1 0.00079 | weights of runs 0.156
            brg_conv_fwd:avx512_core, groups | calls 782 | inputs 0.00851 | inputs of equal chunks 0.00851 |\
              lines beyond level 2 4.46 | lines of windows 0.00304 | multiply-adds 0.0433 |\
              multiply-adds of a part of a register 0.0389 | multiply-adds with padding 0.00479 | pixels 0.609 |\
              pixels of a part of a register 2.69 | runs 48.9 | taps of rows 10 | weights of rows 0.00654 |\
              weights of rows beyond level 1 0.00548 | weights of runs 0.243
            brg_conv_fwd:avx512_core, groups, one channel | calls 187 | columns at edges 4.54 | groups 187 |\
              images 187 | inputs 0.0237 | inputs of equal chunks 0.0237 | multiply-adds 0.0181 |\
              multiply-adds of a part of a register 0.0146 | multiply-adds with padding 0.028 | pixels 0.261 |\
              pixels of a part of a register 0.151 | rows 68.7 | rows of taps 2.28 | runs 2.83 |\
              taps of rows 0.474 | weights of rows 0.312 | weights of runs 0.315
            brg_conv_fwd:avx512_core, one channel | calls 307 | columns at edges 5.22 | groups 97.9 | images 7.19 |\
              inputs 0.0249 | inputs of equal chunks 0.0371 | multiply-adds 0.00932 |\
              multiply-adds with padding 0.0432 | pixels 0.911 | rows 76.3 | rows of taps 0.376 | weights 0.223 |\
              weights of rows 0.396 | weights of runs 0.234
            brgconv_1x1:avx2 | calls 327 | groups 0.25 | images 33.3 | inputs 0.0034 | multiply-adds 0.092 |\
              multiply-adds of a part of a register 0.0036 | multiply-adds with padding 0.0131 | pixels 0.101 |\
              rows 0.0296 | rows of taps 0.0297 | runs 1.35 | taps of rows 0.0297 |\
              weights of rows beyond level 1 0.00041 | weights of rows beyond level 2 0.0285 |\
              weights of runs 0.302
            brgconv_1x1:avx2, groups | calls 295 | images 17.5 | lines of windows 0.0879 | multiply-adds 0.0562 |\
              multiply-adds of a part of a register 0.025 | multiply-adds with padding 0.0000176 | pixels 0.194 |\
              rows 12.5 | rows of taps 3.66 | taps of rows 0.538 | weights of runs 0.551
            brgconv_1x1:avx2, groups, one channel | calls 261 | groups 2.66 | images 32.8 |\
              inputs of equal chunks 0.00171 | lines 0.0461 | lines beyond level 1 0.0374 |\
              multiply-adds with padding 0.314 | pixels 0.126 | pixels of a part of a register 0.0832 |\
              weights 0.469 | weights of rows 0.705
            brgconv_1x1:avx2, one channel | images 310 | inputs of equal chunks 0.0541 | multiply-adds 0.094 |\
              multiply-adds of a part of a register 0.0608 | multiply-adds with padding 0.105 | pixels 0.078 |\
              weights 1.06 | weights of runs 0.654
            brgconv_1x1:avx512_core | calls 293 | groups 0.191 | images 32.7 | inputs 0.0115 |\
              multiply-adds 0.0169 | pixels 0.436 | weights of rows beyond level 2 0.0135 | weights of runs 0.8
            brgconv_1x1:avx512_core, groups | calls 283 | images 23.1 | lines 0.596 | lines beyond level 1 0.337 |\
              multiply-adds 0.0154 | runs 4.99 | weights of rows 0.964
            brgconv_1x1:avx512_core, groups, one channel | calls 142 | groups 143 | images 143 | inputs 0.0581 |\
              inputs of equal chunks 0.0581 | multiply-adds of a part of a register 0.242 |\
              pixels of a part of a register 0.0581
            brgconv_1x1:avx512_core, one channel | images 312 | inputs of equal chunks 0.0536 |\
              multiply-adds 0.211 | multiply-adds with padding 0.234 | pixels 0.183 | weights 0.821
            copied in | numbers 0.288
            copied in, blocks | numbers 0.288 | planes 0.391
            copied in, blocks, fast | numbers 0.092
            copied in, blocks, repeated | numbers 0.316 | planes 0.378
            copied in, fast | numbers 0.1
            copied in, repeated | numbers 0.259 | pixels 0.404
            copied out | numbers 0.272
            copied out, blocks | numbers 0.315 | pixels 0.684
            copied out, blocks, fast | numbers 0.118
            copied out, blocks, fast, repeated | numbers 0.0459
            copied out, blocks, repeated | numbers 0.263 | planes 1.85
            copied out, fast | numbers 0.0466
            copied out, fast, repeated | numbers 0.0256
            copied out, repeated | numbers 0.257
            copies | bytes beyond level 2 0.0132 | bytes beyond level 3 0.0387
            depthwise tensors | bytes beyond a part of level 3 0.00162 | bytes beyond level 2 0.000716 |\
              written bytes beyond a part of level 3 0.0407 | written bytes beyond level 2 0.00322
            divided tensors | bytes beyond a part of level 3 0.00863 | bytes beyond level 2 0.00825 |\
              bytes beyond level 3 0.0193 | written bytes beyond level 2 0.00581
            jit:avx2 | calls 81.2 | groups 0.033 | images 12.1 | inputs 0.132 | multiply-adds 0.128 | rows 27.6 |\
              rows of taps 0.722 | taps of rows 0.11 | weights 0.0926 | weights of rows 0.129 |\
              weights of rows beyond level 2 0.00558
            jit:avx2, groups | images 31.5 | inputs 0.13 | lines beyond level 2 3.33 | multiply-adds 0.0622 |\
              multiply-adds of a part of a register 0.0787 | multiply-adds with padding 0.0287 | rows 78.7 |\
              weights 0.00669 | weights of rows 0.109 | weights of runs 0.00483
            jit:avx2, groups, one channel | calls 22 | groups 23 | images 7.16 | inputs 0.0534 |\
              inputs of equal chunks 0.0534 | lines 0.0486 | multiply-adds 0.101 |\
              multiply-adds of a part of a register 0.00455 | pixels 0.0138 |\
              pixels of a part of a register 0.0822 | rows 38.5 | taps of rows 0.381 |\
              weights of rows beyond level 1 0.0267
            jit:avx2, one channel | calls 76.1 | groups 0.0289 | images 3.06 | inputs 0.0761 |\
              inputs of equal chunks 0.00715 | multiply-adds 0.101 | multiply-adds of a part of a register 0.0173 |\
              pixels 0.178 | rows 35.3 | taps of rows 0.442 | weights 0.0522 |\
              weights of rows beyond level 1 0.0709
            jit:avx512_core | calls 134 | groups 0.039 | images 15.2 | inputs of equal chunks 0.00369 |\
              multiply-adds 0.147 | pixels 0.354 | rows 6.99 | weights 0.0415 | weights of rows 0.35 |\
              weights of rows beyond level 1 0.000119
            jit:avx512_core, groups | calls 149 | inputs 0.0259 | inputs of equal chunks 0.0259 |\
              lines beyond level 1 0.0977 | lines beyond level 2 0.164 | multiply-adds 0.0739 | pixels 0.0812 |\
              rows 25 | taps of rows 1.39 | weights 0.0571 | weights of rows beyond level 1 0.00848 |\
              weights of runs 0.257
            jit:avx512_core, groups, one channel | calls 82.8 | groups 1.19 | images 2.56 | lines 0.0931 |\
              lines of windows 0.0444 | multiply-adds 0.137 | pixels 0.178 | rows 19 | rows of taps 0.139 |\
              runs 0.422 | taps of rows 0.146 | weights 0.219 | weights of rows 0.289 |\
              weights of rows beyond level 1 0.0118
            jit:avx512_core, one channel | calls 124 | groups 0.0412 | images 15.1 | multiply-adds 0.108 |\
              multiply-adds with padding 0.0196 | pixels 0.476 | rows 5.1 | weights 0.201 | weights of rows 0.358 |\
              weights of runs 0.0198
            jit_1x1:avx2 | calls 87.9 | groups 0.0232 | images 18.9 | inputs 0.108 | multiply-adds 0.0827 |\
              pixels 0.00201 | pixels of a part of a register 0.0883 | weights of rows beyond level 1 0.00239 |\
              weights of rows beyond level 2 0.00142 | weights of runs 0.265
            jit_1x1:avx2, groups, one channel | calls 18.3 | groups 19 | images 18.7 | inputs 0.355 |\
              inputs of equal chunks 0.355 | multiply-adds of a part of a register 0.0358 |\
              pixels of a part of a register 0.133
            jit_1x1:avx2, one channel | calls 98.5 | groups 0.055 | inputs 0.0502 | multiply-adds 0.11 |\
              multiply-adds of a part of a register 0.292 | multiply-adds with padding 0.0958 | pixels 0.0449 |\
              runs 0.139 | weights 0.0115 | weights of runs 0.0688
            jit_1x1:avx512_core | calls 103 | groups 0.0319 | images 5.49 | inputs 0.0279 | multiply-adds 0.0813 |\
              pixels of a part of a register 1.8 | runs 10.2 | weights of rows beyond level 1 0.00308 |\
              weights of rows beyond level 2 0.00292 | weights of runs 0.405
            jit_1x1:avx512_core, groups, one channel | calls 28.1 | groups 28.1 | images 28.1 | inputs 0.998 |\
              inputs of equal chunks 0.998 | multiply-adds of a part of a register 0.781 |\
              pixels of a part of a register 0.998
            jit_1x1:avx512_core, one channel | calls 106 | groups 0.0969 | inputs 0.944 | multiply-adds 0.0538 |\
              multiply-adds of a part of a register 1.51 | multiply-adds with padding 0.0535 | pixels 0.0535 |\
              pixels of a part of a register 1.51 | rows 1.01 | rows of taps 0.0635 | taps of rows 0.00199 |\
              weights 0.361
            jit_dw:avx2 | begun rows 18.8 | bytes of rows beyond level 1 0.00323 |\
              bytes of rows beyond level 2 0.00661 | calls 74.2 | columns at edges 0.249 | pixels 0.219 |\
              pixels of a part of a register 0.0438 | pixels of a single part of a register 0.987 |\
              rows of taps 0.00356 | runs 0.0299 | taps 0.114 | taps of a part of a register 0.139 |\
              taps of a single part of a register 0.0394 | taps of middle filters 0.0907 |\
              taps of middle filters of a single part of a register 0.0378 | taps of narrow filters 0.0792 |\
              taps of narrow filters of a single part of a register 0.00148 | taps of rows 0.135 |\
              taps of wide filters 0.143 | taps of wide filters of a single part of a register 0.0772 |\
              taps with strides 0.0383
            jit_dw:avx512_core | begun rows 14.7 | bytes of rows beyond level 1 0.00628 |\
              bytes of rows beyond level 2 0.0074 | calls 63 | columns at edges 1.6 | pixels 0.34 |\
              pixels of a single part of a register 0.315 | rows of taps 0.0317 | runs 0.454 | taps 0.0663 |\
              taps of a single part of a register 0.0351 | taps of middle filters 0.141 |\
              taps of middle filters of a single part of a register 0.188 | taps of narrow filters 0.0803 |\
              taps of rows 0.256 | taps of runs 0.0381 | taps of wide filters 0.221 |\
              taps of wide filters of a single part of a register 0.184 | taps with dilations 0.121 |\
              taps with strides 0.0906 | weights beyond level 1 0.0102
            jit_dw:avx512_core in blocks | begun chunks 8.48 | begun rows 9.96 |\
              bytes of rows beyond level 1 0.00215 | bytes of rows beyond level 2 0.00118 | calls 169 | rows 1.73 |\
              rows of taps 0.0711 | taps 0.171 | taps of middle filters 0.0229 | taps of narrow filters 0.0114 |\
              taps of rows 0.216 | taps of wide filters 0.0273 | taps with dilations 0.0654 |\
              taps with strides 0.0273
            jit_dw:avx512_core in copies | begun chunks 2.33 | begun rows 17.8 |\
              bytes of rows beyond level 1 0.00702 | bytes of rows beyond level 2 0.00109 | calls 66.4 |\
              pixels 0.519 | rows of taps 0.208 | runs 0.385 | taps 0.0535 | taps of a part of a register 0.00817 |\
              taps of a single part of a register 0.0475 | taps of middle filters 0.167 |\
              taps of middle filters of a single part of a register 0.152 | taps of narrow filters 0.123 |\
              taps of rows 0.0307 | taps of runs 0.146 | taps of wide filters 0.196 |\
              taps of wide filters of a single part of a register 0.163 | taps with dilations 0.0825 |\
              taps with strides 0.0544 | weights beyond level 1 0.0125
            jit_dw:sse41 | begun rows 20.9 | bytes of rows beyond level 1 0.00131 |\
              bytes of rows beyond level 2 0.00206 | calls 77.7 | columns at edges 0.181 | pixels 0.105 |\
              pixels of a part of a register 0.0714 | pixels of a single part of a register 0.402 | taps 0.148 |\
              taps of a single part of a register 0.0401 | taps of middle filters 0.0379 |\
              taps of middle filters of a single part of a register 0.00855 | taps of narrow filters 0.0498 |\
              taps of narrow filters of a single part of a register 0.0332 | taps of runs 0.101 |\
              taps of wide filters 0.0848 | taps of wide filters of a single part of a register 0.0381 |\
              taps with strides 0.0368 | weights beyond level 1 0.000188
            jit_uni_ncsp:matmul+brg_matmul:avx512_core | calls 885 | groups 0.00112 | images 54.7 |\
              multiply-adds 0.127 | multiply-adds with padding 0.00781 | pixels 0.512 | weights 0.162
            jit_uni_ncsp:matmul+brg_matmul:avx512_core, one channel | calls 1020 | groups 0.00828 | images 49.2 |\
              inputs of equal chunks 0.202 | multiply-adds 0.258 | multiply-adds with padding 0.259 | pixels 0.26 |\
              weights 0.111
            oneDNN | calls 321
            ordinary tensors | bytes beyond a part of level 3 0.0013 | bytes beyond level 2 0.00658 |\
              bytes beyond level 3 0.0412 | written bytes beyond level 2 0.00181
            pixels | numbers 0.0465 | rows 0.444 | runs 0.0374
            pixels, repeated | numbers 0.163 | rows 3.34 | runs 0.195
            x64:gemm:jit | calls 238 | copied windows 0.33 | copied windows with strides 0.26 | groups 0.258 |\
              images 262 | inputs 0.126 | multiply-adds 0.0276 | pixels 0.0922 |\
              pixels of a part of a register 0.165 | rows of copied windows 3.08 | runs 0.954 | taps of rows 1.69 |\
              weights 0.00395 | weights of rows beyond level 1 0.00885 | weights of rows beyond level 2 0.0231 |\
              weights of runs 0.122
            x64:gemm:jit in planes | calls 163 | copied windows 0.389 | copied windows with strides 0.713 |\
              groups 28 | images 298 | multiply-adds 0.0275 | multiply-adds with padding 0.0379 | pixels 0.0756 |\
              rows 7.26 | weights 0.0866 | weights of rows beyond level 1 0.00108 | weights of runs 0.0578
            x64:gemm:jit in planes, groups | calls 263 | copied windows 0.436 | copied windows with strides 4.03 |\
              images 248 | inputs of equal chunks 0.0333 | multiply-adds 0.0189 |\
              multiply-adds with padding 0.00154 | pixels 0.132 | runs 0.586 | weights 0.308 |\
              weights of rows 0.33
            x64:gemm:jit in planes, one channel | calls 112 | copied windows 0.301 |\
              copied windows with strides 0.521 | groups 0.000113 | images 386 | multiply-adds 0.0238 |\
              pixels 0.185 | rows of copied windows 1.27 | weights 0.351 | weights of rows 0.0519 |\
              weights of runs 0.154
            x64:gemm:jit in planes, one filter | copied windows 0.405 | copied windows with strides 0.405 |\
              images 202 | inputs 0.0287 | inputs of equal chunks 0.000177 | multiply-adds 0.000000546 |\
              multiply-adds of a part of a register 0.00000000112 | multiply-adds with padding 0.00000000000173 |\
              pixels 0.0127 | pixels of a part of a register 0.000341 | rows of copied windows 40.3 |\
              weights 1.31 | weights of rows 0.027
            x64:gemm:jit, groups | copied windows 0.254 | copied windows with strides 0.139 | images 171 |\
              inputs of equal chunks 0.128 | lines 0.579 | lines beyond level 2 0.708 | multiply-adds 0.000262 |\
              multiply-adds with padding 0.0308 | pixels 0.189 | rows of copied windows 0.249 | taps of rows 10.6
            x64:gemm:jit, one channel | calls 158 | copied windows 0.266 | copied windows with strides 0.385 |\
              groups 0.603 | images 330 | inputs 0.125 | multiply-adds with padding 0.0617 | pixels 0.124 |\
              pixels of a part of a register 0.16 | rows of copied windows 3.31 | rows of taps 0.761 | runs 0.772
            x64:gemm:jit, one channel, one filter | calls 1.57 | copied windows 0.0234 |\
              copied windows with strides 0.011 | groups 12.2 | images 317 | inputs 0.0277 |\
              inputs of equal chunks 0.0277 | multiply-adds 0.0365 | multiply-adds of a part of a register 0.0365 |\
              multiply-adds with padding 0.0277 | pixels 0.101 | pixels of a part of a register 0.0984 |\
              rows 2.71 | rows of copied windows 0.961 | weights 12.5 | weights of runs 0.109
            x64:gemm:jit, one filter | calls 255 | groups 0.68 | inputs 0.0105 | inputs of equal chunks 0.00964 |\
              multiply-adds 0.00401 | multiply-adds of a part of a register 0.00118 |\
              multiply-adds with padding 0.000651 | pixels 1.32 | pixels of a part of a register 1.27 |\
              rows of copied windows 15.5 | weights of runs 0.0774
            """);

    private Avx512Costs() {}
}
