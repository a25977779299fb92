package io.github.depthwise4j.plan.choice;

/** The costs with AVX-512, in nanoseconds, measured on AMD Zen 5 with one thread. */
final class Avx512Costs {
    static final Costs TABLE = Costs.parse("""
            brdgmm_dw:avx512_core | begun rows 22 | bytes of rows beyond level 1 0.00597 |\
              bytes of rows beyond level 2 0.00792 | calls 72.2 | columns at edges 1.01 | pixels 0.225 |\
              pixels of a single part of a register 0.527 | rows of taps 0.354 | runs 0.23 | taps 0.105 |\
              taps of a single part of a register 0.0373 | taps of middle filters 0.223 |\
              taps of middle filters of a single part of a register 0.0243 | taps of narrow filters 0.164 |\
              taps of narrow filters of a single part of a register 0.0361 | taps of rows 0.355 |\
              taps of wide filters 0.289 | taps of wide filters of a single part of a register 0.209 |\
              taps with strides 0.0357
            brdgmm_dw:avx512_core in copies | begun chunks 2.14 | begun rows 22.8 |\
              bytes of rows beyond level 1 0.0079 | bytes of rows beyond level 2 0.00183 | calls 76.9 |\
              columns at edges 0.128 | rows of taps 0.201 | runs 2.43 | taps 0.0975 |\
              taps of a part of a register 0.0455 | taps of a single part of a register 0.0887 |\
              taps of middle filters 0.153 | taps of narrow filters 0.135 |\
              taps of narrow filters of a single part of a register 0.0194 | taps of rows 0.327 |\
              taps of runs 0.0837 | taps of wide filters 0.193 |\
              taps of wide filters of a single part of a register 0.129 | taps with strides 0.111 |\
              weights beyond level 1 0.00612
            brg_conv_fwd:avx2 | calls 194 | columns at edges 2.58 | groups 115 | images 36.2 | inputs 0.0192 |\
              multiply-adds 0.104 | multiply-adds of a part of a register 0.0124 |\
              multiply-adds with padding 0.00993 | pixels 0.146 | rows 50.4 | rows of taps 3.5 | runs 3.82 |\
              taps at edges 0.0135 | taps of rows 0.832 | weights of rows 0.144 |\
              weights of rows beyond level 1 0.00198 | weights of runs 0.135
            brg_conv_fwd:avx2, groups | calls 417 | inputs 0.003 | lines beyond level 1 0.339 |\
              lines beyond level 2 0.0436 | lines of windows 0.0765 | multiply-adds 0.0806 |\
              multiply-adds of a part of a register 0.0292 | multiply-adds with padding 0.0167 | pixels 0.00608 |\
              pixels of a part of a register 0.253 | rows 60 | taps of rows 1.75 | weights of runs 0.317
            brg_conv_fwd:avx2, groups, one channel | calls 392 | columns at edges 2.53 | lines 0.0933 |\
              lines beyond level 1 0.164 | multiply-adds 0.175 | multiply-adds of a part of a register 0.0305 |\
              pixels 0.0814 | rows 56.6 | rows of taps 2.49 | taps at edges 0.668 | taps of rows 0.7 |\
              weights of rows 0.285 | weights of runs 0.142
            brg_conv_fwd:avx2, one channel | calls 271 | columns at edges 6.51 | groups 77.2 | images 6.94 |\
              multiply-adds 0.106 | multiply-adds of a part of a register 0.048 |\
              multiply-adds with padding 0.0218 | pixels 0.21 | rows 62.8 | rows of taps 0.854 |\
              taps at edges 0.0637 | taps of rows 0.333 | weights of rows 0.397 | weights of runs 0.146
            brg_conv_fwd:avx512_core | calls 147 | columns at edges 2.02 | groups 131 | inputs 0.0119 |\
              multiply-adds 0.102 | multiply-adds of a part of a register 0.00913 | rows 75.8 |\
              rows of taps 0.0425 | runs 7.41 | taps of rows 0.308 | weights 0.00347 | weights of rows 0.361 |\
              weights of rows beyond level 1 0.000629 | weights of runs 0.142
            brg_conv_fwd:avx512_core, groups | calls 768 | inputs 0.00801 | inputs of equal chunks 0.00801 |\
              lines beyond level 2 4.29 | lines of windows 0.00724 | multiply-adds 0.0428 |\
              multiply-adds of a part of a register 0.0393 | multiply-adds with padding 0.00523 | pixels 0.259 |\
              pixels of a part of a register 2.51 | runs 50.3 | taps of rows 9.95 | weights of rows 0.00763 |\
              weights of rows beyond level 1 0.00537 | weights of runs 0.248
            brg_conv_fwd:avx512_core, groups, one channel | calls 191 | columns at edges 8.05 | groups 191 |\
              images 191 | inputs 0.02 | inputs of equal chunks 0.02 | multiply-adds 0.0278 |\
              multiply-adds of a part of a register 0.0316 | multiply-adds with padding 0.00913 | pixels 0.0921 |\
              pixels of a part of a register 0.0288 | rows 77.7 | rows of taps 1.91 | runs 2.81 |\
              taps of rows 0.523 | weights of rows 0.327 | weights of runs 0.384
            brg_conv_fwd:avx512_core, one channel | calls 302 | columns at edges 5.25 | groups 98.9 | images 7.54 |\
              inputs 0.025 | inputs of equal chunks 0.0377 | multiply-adds 0.00923 |\
              multiply-adds with padding 0.0431 | pixels 0.899 | rows 75.7 | rows of taps 0.386 | weights 0.212 |\
              weights of rows 0.402 | weights of runs 0.232
            brgconv_1x1:avx2 | calls 327 | groups 0.205 | images 32 | inputs 0.00404 | multiply-adds 0.0982 |\
              multiply-adds with padding 0.00855 | pixels 0.135 | rows 0.137 | rows of taps 0.137 | runs 1.18 |\
              taps of rows 0.137 | weights of rows beyond level 1 0.000784 |\
              weights of rows beyond level 2 0.0278 | weights of runs 0.297
            brgconv_1x1:avx2, groups | calls 292 | images 15.8 | lines beyond level 1 0.00972 |\
              lines of windows 0.081 | multiply-adds 0.0524 | multiply-adds of a part of a register 0.0233 |\
              pixels 0.198 | rows 13.3 | rows of taps 3.97 | taps of rows 0.595 | weights of runs 0.558
            brgconv_1x1:avx2, groups, one channel | calls 253 | groups 2.97 | images 32.7 |\
              inputs of equal chunks 0.0118 | lines 0.0541 | lines beyond level 1 0.0326 | multiply-adds 0.0268 |\
              multiply-adds with padding 0.285 | pixels 0.111 | pixels of a part of a register 0.071 |\
              weights 0.47 | weights of rows 0.715
            brgconv_1x1:avx2, one channel | images 307 | inputs of equal chunks 0.03 | multiply-adds 0.0995 |\
              multiply-adds of a part of a register 0.0681 | multiply-adds with padding 0.111 | pixels 0.0833 |\
              weights 1.06 | weights of runs 0.581
            brgconv_1x1:avx512_core | calls 281 | groups 0.164 | images 31.2 | inputs 0.0248 |\
              multiply-adds 0.00752 | multiply-adds of a part of a register 0.00141 | pixels 0.504 |\
              weights of rows beyond level 1 0.000672 | weights of rows beyond level 2 0.0121 |\
              weights of runs 0.834
            brgconv_1x1:avx512_core, groups | calls 279 | images 21.7 | lines 0.502 | lines beyond level 1 0.372 |\
              multiply-adds 0.0117 | pixels 0.088 | runs 5.67 | weights of rows 0.993
            brgconv_1x1:avx512_core, groups, one channel | calls 137 | groups 137 | images 138 | inputs 0.0476 |\
              inputs of equal chunks 0.0476 | multiply-adds of a part of a register 0.221 |\
              pixels of a part of a register 0.0476
            brgconv_1x1:avx512_core, one channel | images 308 | inputs of equal chunks 0.0374 |\
              multiply-adds 0.211 | multiply-adds with padding 0.236 | pixels 0.186 | weights 0.812
            copied in | numbers 0.294
            copied in, blocks | numbers 0.285
            copied in, blocks, fast | numbers 0.0807
            copied in, blocks, repeated | numbers 0.327 | pixels 0.127 | planes 0.358
            copied in, fast | numbers 0.0929
            copied in, repeated | numbers 0.256 | pixels 0.662
            copied out | numbers 0.289
            copied out, blocks | numbers 0.311 | pixels 0.999
            copied out, blocks, fast | numbers 0.107
            copied out, blocks, fast, repeated | numbers 0.00453
            copied out, blocks, repeated | numbers 0.244 | planes 1.92
            copied out, fast | numbers 0.0531
            copied out, fast, repeated | numbers 0.00844
            copied out, repeated | numbers 0.252
            copies | bytes beyond level 2 0.0119 | bytes beyond level 3 0.0419
            depthwise tensors | bytes beyond a part of level 3 0.00782 | bytes beyond level 3 0.000124 |\
              written bytes beyond a part of level 3 0.0275
            divided tensors | bytes beyond a part of level 3 0.011 | bytes beyond level 2 0.00863 |\
              bytes beyond level 3 0.0164 | written bytes beyond level 2 0.0000078
            jit:avx2 | calls 74.6 | groups 0.0307 | images 17.6 | inputs 0.132 | multiply-adds 0.128 | rows 21.5 |\
              rows of taps 0.686 | taps of rows 0.323 | weights 0.144 | weights of rows 0.122
            jit:avx2, groups | images 29 | inputs 0.129 | lines beyond level 2 3.3 | multiply-adds 0.0615 |\
              multiply-adds of a part of a register 0.0785 | multiply-adds with padding 0.0285 | rows 79.5 |\
              weights 0.00715 | weights of rows 0.107 | weights of runs 0.00711
            jit:avx2, groups, one channel | calls 9.78 | groups 25.4 | images 9.48 | inputs 0.0582 |\
              inputs of equal chunks 0.0582 | lines 0.0611 | lines of windows 0.000875 | multiply-adds 0.082 |\
              multiply-adds of a part of a register 0.0267 | pixels 0.0305 | rows 37 | taps of rows 0.536 |\
              weights of rows beyond level 1 0.0281
            jit:avx2, one channel | calls 73.2 | groups 0.0284 | images 2.92 | inputs 0.0759 |\
              inputs of equal chunks 0.00776 | multiply-adds 0.0994 |\
              multiply-adds of a part of a register 0.0186 | pixels 0.177 | rows 35 | taps of rows 0.438 |\
              weights 0.0458 | weights of rows beyond level 1 0.0726
            jit:avx512_core | calls 130 | groups 0.036 | images 14.8 | inputs of equal chunks 0.0112 |\
              multiply-adds 0.144 | pixels 0.408 | rows 6.54 | weights 0.0494 | weights of rows 0.329
            jit:avx512_core, groups | calls 146 | inputs 0.0261 | inputs of equal chunks 0.0261 |\
              lines beyond level 1 0.0921 | lines beyond level 2 0.152 | multiply-adds 0.0724 | pixels 0.0867 |\
              rows 24.7 | taps of rows 1.39 | weights 0.0568 | weights of rows beyond level 1 0.0085 |\
              weights of runs 0.259
            jit:avx512_core, groups, one channel | calls 78 | groups 2.59 | images 2.23 | lines 0.171 |\
              lines of windows 0.0178 | multiply-adds 0.144 | rows 18 | runs 0.557 | taps of rows 0.226 |\
              weights 0.156 | weights of rows 0.4 | weights of rows beyond level 1 0.00806 |\
              weights of runs 0.00133
            jit:avx512_core, one channel | calls 120 | groups 0.0408 | images 14.8 | multiply-adds 0.109 |\
              multiply-adds with padding 0.0217 | pixels 0.472 | rows 5.19 | weights 0.195 |\
              weights of rows 0.348 | weights of runs 0.00411
            jit_1x1:avx2 | calls 98.3 | groups 0.0228 | images 17.5 | inputs 0.0981 | multiply-adds 0.0851 |\
              pixels 0.00391 | pixels of a part of a register 0.0876 | weights of rows beyond level 1 0.00214 |\
              weights of rows beyond level 2 0.00108 | weights of runs 0.277
            jit_1x1:avx2, groups, one channel | calls 11.8 | groups 12.1 | images 12 | inputs 0.373 |\
              inputs of equal chunks 0.373 | multiply-adds of a part of a register 0.000451 |\
              pixels of a part of a register 0.0891
            jit_1x1:avx2, one channel | calls 95.4 | groups 0.0544 | inputs 0.0133 | multiply-adds 0.111 |\
              multiply-adds of a part of a register 0.309 | multiply-adds with padding 0.0978 | pixels 0.0466 |\
              runs 0.186 | weights 0.0112 | weights of runs 0.0543
            jit_1x1:avx512_core | calls 97.2 | groups 0.027 | inputs 0.0262 | multiply-adds 0.082 |\
              multiply-adds of a part of a register 0.00696 | runs 21.8 | weights of rows beyond level 1 0.00453 |\
              weights of rows beyond level 2 0.0011 | weights of runs 0.393
            jit_1x1:avx512_core, groups, one channel | calls 24.5 | groups 24.5 | images 24.5 | inputs 0.972 |\
              inputs of equal chunks 0.972 | multiply-adds of a part of a register 0.778 |\
              pixels of a part of a register 0.972
            jit_1x1:avx512_core, one channel | calls 103 | groups 0.0959 | inputs 0.956 | multiply-adds 0.0509 |\
              multiply-adds of a part of a register 1.5 | multiply-adds with padding 0.0506 | pixels 0.0506 |\
              pixels of a part of a register 1.5 | rows 0.949 | rows of taps 0.061 | taps of rows 0.00196 |\
              weights 0.376
            jit_dw:avx2 | begun rows 17.3 | bytes of rows beyond level 1 0.0044 |\
              bytes of rows beyond level 2 0.00768 | calls 72.3 | columns at edges 0.474 | pixels 0.168 |\
              pixels of a part of a register 0.0976 | pixels of a single part of a register 1.07 |\
              rows of taps 0.0829 | runs 0.174 | taps 0.131 | taps of a part of a register 0.175 |\
              taps of a single part of a register 0.0232 | taps of middle filters 0.0704 |\
              taps of middle filters of a single part of a register 0.0384 | taps of narrow filters 0.0494 |\
              taps of rows 0.112 | taps of wide filters 0.117 |\
              taps of wide filters of a single part of a register 0.0757 | taps with strides 0.0289
            jit_dw:avx512_core | begun rows 12 | bytes of rows beyond level 1 0.00653 |\
              bytes of rows beyond level 2 0.00916 | calls 62.8 | columns at edges 3.91 | pixels 0.231 |\
              pixels of a single part of a register 0.491 | rows of taps 0.0273 | runs 0.742 | taps 0.0777 |\
              taps of a single part of a register 0.0253 | taps of middle filters 0.114 |\
              taps of middle filters of a single part of a register 0.181 | taps of narrow filters 0.0624 |\
              taps of rows 0.343 | taps of wide filters 0.222 |\
              taps of wide filters of a single part of a register 0.184 | taps with dilations 0.0342 |\
              taps with strides 0.0725 | weights beyond level 1 0.00369
            jit_dw:avx512_core in blocks | begun chunks 4.13 | begun rows 11.8 |\
              bytes of rows beyond level 1 0.00264 | bytes of rows beyond level 2 0.000482 | calls 234 |\
              rows 4.28 | taps 0.176 | taps of middle filters 0.0231 | taps of narrow filters 0.029 |\
              taps of rows 0.061 | taps of runs 0.0294 | taps of wide filters 0.0274 | taps with dilations 0.12 |\
              taps with strides 0.0269
            jit_dw:avx512_core in copies | begun chunks 6.68 | begun rows 13.4 |\
              bytes of rows beyond level 1 0.00819 | bytes of rows beyond level 2 0.00235 | calls 73.4 |\
              pixels 0.259 | rows of taps 0.0331 | runs 1.11 | taps 0.0609 | taps of a part of a register 0.0309 |\
              taps of a single part of a register 0.048 | taps of middle filters 0.131 |\
              taps of middle filters of a single part of a register 0.14 | taps of narrow filters 0.114 |\
              taps of rows 0.0707 | taps of runs 0.185 | taps of wide filters 0.169 |\
              taps of wide filters of a single part of a register 0.145 | taps with dilations 0.0894 |\
              taps with strides 0.0484 | weights beyond level 1 0.0141
            jit_dw:sse41 | begun rows 20.6 | bytes of rows beyond level 1 0.00219 |\
              bytes of rows beyond level 2 0.00318 | calls 74.5 | columns at edges 0.267 | pixels 0.0837 |\
              pixels of a part of a register 0.159 | pixels of a single part of a register 0.43 | runs 0.0638 |\
              taps 0.159 | taps of a single part of a register 0.0316 | taps of middle filters 0.0347 |\
              taps of middle filters of a single part of a register 0.00774 | taps of narrow filters 0.0366 |\
              taps of narrow filters of a single part of a register 0.0312 | taps of runs 0.0958 |\
              taps of wide filters 0.0738 | taps of wide filters of a single part of a register 0.0361 |\
              taps with strides 0.0326
            jit_uni_ncsp:matmul+brg_matmul:avx512_core | calls 829 | groups 0.00106 | images 52.4 | pixels 0.581 |\
              weights 0.145 | weights of runs 0.828
            jit_uni_ncsp:matmul+brg_matmul:avx512_core, one channel | calls 1020 | groups 0.00842 | images 49.6 |\
              inputs of equal chunks 0.199 | multiply-adds 0.258 | multiply-adds with padding 0.258 |\
              pixels 0.259 | weights 0.112
            oneDNN | calls 324
            ordinary tensors | bytes beyond level 2 0.00876 | bytes beyond level 3 0.0405
            pixels | numbers 0.04 | rows 0.32 | runs 0.0289
            pixels, repeated | numbers 0.172 | rows 3.12 | runs 0.139
            x64:gemm:jit | calls 237 | copied windows 0.313 | copied windows with strides 0.258 | groups 0.209 |\
              images 254 | inputs 0.122 | multiply-adds 0.0218 | pixels 0.0615 | rows of copied windows 2.8 |\
              runs 2.25 | taps of rows 1.27 | weights of rows beyond level 1 0.00919 |\
              weights of rows beyond level 2 0.0223 | weights of runs 0.167
            x64:gemm:jit in planes | calls 171 | copied windows 0.351 | copied windows with strides 0.82 |\
              groups 32.7 | images 290 | multiply-adds 0.0241 | pixels 0.0806 | rows 1.78 | weights 0.0568 |\
              weights of runs 0.322
            x64:gemm:jit in planes, groups | calls 260 | copied windows 0.435 | copied windows with strides 4.03 |\
              images 248 | inputs of equal chunks 0.0332 | multiply-adds 0.0186 |\
              multiply-adds with padding 0.00184 | pixels 0.132 | runs 0.593 | weights 0.31 |\
              weights of rows 0.33
            x64:gemm:jit in planes, one channel | calls 111 | copied windows 0.301 |\
              copied windows with strides 0.493 | groups 0.000114 | images 386 | multiply-adds 0.026 |\
              pixels 0.182 | rows of copied windows 1.28 | weights 0.351 | weights of rows 0.0576 |\
              weights of runs 0.145
            x64:gemm:jit in planes, one filter | copied windows 0.398 | copied windows with strides 0.398 |\
              images 200 | inputs 0.0268 | inputs of equal chunks 0.000168 | multiply-adds 0.000000527 |\
              multiply-adds of a part of a register 0.0000000011 | multiply-adds with padding 0.00000000000173 |\
              pixels 0.0277 | pixels of a part of a register 0.000756 | rows of copied windows 40.1 |\
              weights 1.39 | weights of rows 0.00805
            x64:gemm:jit, groups | copied windows 0.259 | copied windows with strides 0.134 | images 170 |\
              inputs of equal chunks 0.129 | lines 0.584 | lines beyond level 2 0.689 |\
              multiply-adds with padding 0.0291 | pixels 0.177 | rows of copied windows 0.286 | taps of rows 10.4 |\
              weights 0.000262
            x64:gemm:jit, one channel | calls 157 | copied windows 0.249 | copied windows with strides 0.381 |\
              groups 0.606 | images 326 | inputs 0.138 | multiply-adds with padding 0.0588 | pixels 0.129 |\
              pixels of a part of a register 0.175 | rows of copied windows 3.31 | rows of taps 0.793 |\
              runs 0.546
            x64:gemm:jit, one channel, one filter | calls 0.699 | copied windows 0.0234 |\
              copied windows with strides 0.0111 | groups 10.1 | images 317 | inputs 0.0276 |\
              inputs of equal chunks 0.0276 | multiply-adds 0.0365 | multiply-adds of a part of a register 0.0365 |\
              multiply-adds with padding 0.0276 | pixels 0.101 | pixels of a part of a register 0.0988 |\
              rows 2.71 | rows of copied windows 0.963 | weights 12.5 | weights of runs 0.11
            x64:gemm:jit, one filter | calls 259 | groups 0.692 | inputs 0.0101 | inputs of equal chunks 0.00945 |\
              multiply-adds 0.00399 | multiply-adds of a part of a register 0.0012 |\
              multiply-adds with padding 0.000655 | pixels 1.33 | pixels of a part of a register 1.28 |\
              rows of copied windows 15.4 | weights of rows beyond level 1 0.0000675 | weights of runs 0.0713
            """);

    private Avx512Costs() {}
}
