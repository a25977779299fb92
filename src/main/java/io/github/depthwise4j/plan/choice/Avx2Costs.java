package io.github.depthwise4j.plan.choice;

/** The costs with AVX2, in nanoseconds, measured on AMD Zen 5 with one thread. */
final class Avx2Costs {
    static final Costs TABLE = Costs.parse("""
            brdgmm_dw:avx2 | begun rows 31.9 | bytes of rows beyond level 1 0.00304 |\
              bytes of rows beyond level 2 0.00475 | calls 99.5 | columns at edges 0.263 | pixels 0.191 |\
              taps 0.196 | taps of a single part of a register 0.0488 | taps of middle filters 0.126 |\
              taps of middle filters of a single part of a register 0.0481 | taps of narrow filters 0.114 |\
              taps of narrow filters of a single part of a register 0.0703 | taps of rows 0.1 |\
              taps of wide filters 0.119 | taps of wide filters of a single part of a register 0.0893 |\
              taps with strides of many channels 0.0366 | unaligned taps 0.0194 | weights beyond level 1 0.00861
            brdgmm_dw:avx2 in copies | begun rows 30.4 | bytes of rows beyond level 1 0.00457 |\
              bytes of rows beyond level 2 0.00578 | calls 119 | columns at edges 0.16 | pixels 0.219 |\
              pixels of a single part of a register 0.417 | taps 0.166 |\
              taps of a single part of a register 0.0767 | taps of middle filters 0.119 |\
              taps of middle filters of a single part of a register 0.0338 | taps of narrow filters 0.124 |\
              taps of narrow filters of a single part of a register 0.0175 | taps of rows 0.167 |\
              taps of runs 0.0441 | taps of wide filters 0.114 |\
              taps of wide filters of a single part of a register 0.122 | taps with strides 0.0097 |\
              taps with strides of many channels 0.0691 | unaligned taps 0.0493 | weights beyond level 1 0.00659
            brg_conv_fwd:avx2 | calls 444 | columns at edges 20.9 | multiply-adds 0.0885 |\
              multiply-adds of a part of a register 0.0299 | multiply-adds with padding 0.0315 |\
              pixels of a part of a register 0.95 | rows 27.2 | rows of taps 12.1 | runs 4.6 | taps of rows 0.854 |\
              unaligned pixels 0.926 | weights of rows 0.0119 | weights of rows beyond level 1 0.00287 |\
              weights of rows beyond level 2 0.0327 | weights of runs 0.186
            brg_conv_fwd:avx2, groups | calls 301 | columns at edges 26.2 | images 29.3 | inputs 0.00329 |\
              lines of windows 0.0849 | multiply-adds 0.0873 | multiply-adds of a part of a register 0.0219 |\
              multiply-adds with padding 0.00847 | pixels of a part of a register 0.787 |\
              pixels with strides 0.965 | rows 38.8 | rows of taps 4.41 | rows with strides 8.27 |\
              taps of rows 3.26 | unaligned pixels 0.748 | weights of rows 0.117 |\
              weights of rows beyond level 1 0.00729 | weights of runs 0.285
            brg_conv_fwd:avx2, groups, one channel | calls 276 | columns at edges 14.8 | inputs 0.00342 |\
              inputs of equal chunks 0.0086 | lines beyond level 1 0.0447 | lines beyond level 2 0.342 |\
              lines of windows 0.0337 | multiply-adds 0.0479 | multiply-adds of a part of a register 0.0242 |\
              multiply-adds with padding 0.0891 | pixels 0.0584 | pixels of a part of a register 0.166 |\
              pixels with strides 0.159 | rows 40 | rows of taps 5.72 | rows with strides 10.7 | runs 2.84 |\
              taps at edges 0.2 | taps of rows 0.372 | unaligned pixels 0.631 | weights of rows 0.239 |\
              weights of runs 0.0818
            brg_conv_fwd:avx2, one channel | calls 284 | columns at edges 18.4 | groups 148 | inputs 0.00765 |\
              multiply-adds 0.0521 | multiply-adds with padding 0.0976 | rows 59.8 | rows of taps 2.19 |\
              runs 4.27 | taps at edges 1.28 | taps of rows 0.294 | unaligned pixels 0.267 |\
              weights of rows 0.433 | weights of runs 0.0527
            brgconv_1x1:avx2 | calls 309 | images 28.6 | multiply-adds 0.0901 |\
              multiply-adds of a part of a register 0.0438 | multiply-adds with padding 0.047 |\
              pixels of a part of a register 0.166 | rows with strides 31.3 | runs 1.85 | unaligned pixels 0.236 |\
              weights of images 0.0194 | weights of rows beyond level 1 0.00387 |\
              weights of rows beyond level 2 0.0115 | weights of runs 0.0413
            brgconv_1x1:avx2, groups | calls 251 | groups 9.52 | images 27.4 | inputs 0.0255 | lines 0.0496 |\
              lines beyond level 2 0.067 | lines of windows 0.0712 | multiply-adds 0.0666 |\
              multiply-adds of a part of a register 0.0258 | multiply-adds with padding 0.0194 |\
              pixels of a part of a register 0.195 | rows 3.82 | rows of taps 1.4 | rows with strides 22.8 |\
              runs 0.747 | unaligned pixels 0.122 | weights of runs 0.311
            brgconv_1x1:avx2, groups, one channel | calls 314 | images 36.1 | inputs 0.0636 |\
              inputs of equal chunks 0.185 | lines beyond level 1 0.106 | lines of windows 0.0331 |\
              multiply-adds 0.0414 | multiply-adds of a part of a register 0.0727 |\
              multiply-adds with padding 0.044 | pixels 0.0438 | pixels of a part of a register 0.0718 |\
              rows with strides 10.2 | unaligned pixels 0.234 | weights of images 0.0894
            brgconv_1x1:avx2, one channel | calls 311 | images 41.9 | inputs 0.0892 |\
              inputs of equal chunks 0.0429 | multiply-adds 0.178 | multiply-adds with padding 0.101 |\
              pixels 0.0396 | rows with strides 35.7 | unaligned pixels 0.139 | weights of images 0.952
            copied in | numbers 0.283
            copied in, blocks | numbers 0.296
            copied in, blocks, fast | numbers 0.136
            copied in, blocks, repeated | numbers 0.334 | planes 0.369
            copied in, fast | numbers 0.129
            copied in, repeated | numbers 0.26 | pixels 0.0871
            copied out | numbers 0.281
            copied out, blocks | numbers 0.271 | planes 0.46
            copied out, blocks, fast | numbers 0.194
            copied out, blocks, fast, repeated | numbers 0.0979
            copied out, blocks, repeated | numbers 0.32
            copied out, fast | numbers 0.0801
            copied out, fast, repeated | numbers 0.0374
            copied out, repeated | numbers 0.307
            copies | bytes beyond level 2 0.0179 | bytes beyond level 3 0.107
            depthwise tensors | bytes beyond a part of level 3 0.00289 | bytes beyond level 2 0.00291 |\
              bytes beyond level 3 0.00565 | written bytes beyond a part of level 3 0.0199
            divided tensors | bytes beyond a part of level 3 0.0119 | bytes beyond level 2 0.000762 |\
              bytes beyond level 3 0.0106 | written bytes beyond level 2 0.00794
            jit:avx2 | calls 94.2 | images 20.3 | inputs 0.168 | inputs of equal chunks 0.0145 |\
              multiply-adds 0.0987 | multiply-adds of a part of a register 0.014 | rows 37.9 |\
              unaligned pixels 0.0254 | weights 0.0708 | weights of images 0.0181 | weights of rows 0.173
            jit:avx2, groups | groups 75.7 | inputs 0.0832 | inputs of equal chunks 0.0635 |\
              lines beyond level 2 0.228 | multiply-adds 0.0452 | multiply-adds of a part of a register 0.107 |\
              rows 53.1 | rows with strides 16.1 | weights 0.00836 | weights of rows 0.273 |\
              weights of rows beyond level 1 0.000393 | weights of runs 0.062
            jit:avx2, groups, one channel | calls 71.4 | images 4.62 | inputs 0.0214 |\
              inputs of equal chunks 0.0936 | lines 0.00572 | multiply-adds 0.0132 |\
              multiply-adds of a part of a register 0.0209 | multiply-adds with padding 0.00973 | rows 37.9 |\
              rows with strides 2.28 | taps of rows 0.548 | weights of runs 0.332
            jit:avx2, one channel | calls 26.5 | images 6.13 | inputs 0.127 | inputs of equal chunks 0.0223 |\
              multiply-adds 0.0456 | multiply-adds of a part of a register 0.023 | pixels 0.0449 |\
              pixels with strides 0.371 | rows 38.8 | taps of rows 0.718 | unaligned pixels 0.198 |\
              weights of rows beyond level 1 0.0378
            jit_1x1:avx2 | calls 38.7 | groups 46.6 | inputs 0.135 | inputs of equal chunks 0.00214 |\
              multiply-adds 0.0632 | multiply-adds of a part of a register 0.00313 |\
              multiply-adds with padding 0.016 | pixels of a part of a register 0.531 | pixels with strides 6.58 |\
              unaligned pixels 0.018 | weights 0.011 | weights of rows 0.0226 |\
              weights of rows beyond level 1 0.000637 | weights of rows beyond level 2 0.0036 |\
              weights of runs 0.115
            jit_1x1:avx2, groups, one channel | calls 24.8 | groups 24.8 | images 24.7 | inputs 0.103 |\
              inputs of equal chunks 0.103 | multiply-adds of a part of a register 0.113 |\
              pixels of a part of a register 0.109 | pixels with strides 2.72 | rows with strides 11.9 |\
              runs 0.447 | weights 1.38 | weights of images 1.37 | weights of rows 0.312
            jit_1x1:avx2, one channel | calls 25.7 | groups 3.98 | images 9.98 | inputs 0.131 |\
              inputs of equal chunks 0.0142 | multiply-adds 0.115 | multiply-adds of a part of a register 0.21 |\
              multiply-adds with padding 0.0542 | pixels 0.0245 | pixels of a part of a register 0.191 |\
              pixels with strides 1.65 | rows with strides 5.5 | unaligned pixels 0.0392 | weights of rows 0.219
            jit_dw:avx2 | begun rows 22.2 | bytes of rows beyond level 1 0.00337 |\
              bytes of rows beyond level 2 0.00332 | calls 61.8 | pixels 0.172 | taps 0.149 |\
              taps of a single part of a register 0.0624 | taps of middle filters 0.0424 |\
              taps of middle filters of a single part of a register 0.049 | taps of narrow filters 0.0396 |\
              taps of narrow filters of a single part of a register 0.0585 | taps of rows 0.0663 |\
              taps of runs 0.0179 | taps of wide filters 0.0335 |\
              taps of wide filters of a single part of a register 0.0934 | taps with dilations 0.00738 |\
              taps with strides 0.0037 | taps with strides of many channels 0.028 | unaligned taps 0.0493 |\
              weights beyond level 1 0.00204
            jit_dw:avx2 in blocks | begun chunks 1.6 | begun rows 19.4 | calls 362 | rows 4.97 |\
              rows of taps 0.19 | taps 0.14 | taps of middle filters 0.048 | taps of narrow filters 0.012 |\
              taps of rows 0.0998 | taps of runs 0.0173 | taps of wide filters 0.0283 | taps with strides 0.00901
            jit_dw:avx2 in copies | begun rows 22.1 | bytes of rows beyond level 1 0.00231 |\
              bytes of rows beyond level 2 0.00488 | calls 69.1 | pixels 0.288 | taps 0.153 |\
              taps of a single part of a register 0.11 | taps of middle filters 0.0693 |\
              taps of middle filters of a single part of a register 0.0233 | taps of narrow filters 0.0647 |\
              taps of narrow filters of a single part of a register 0.0166 | taps of runs 0.0389 |\
              taps of wide filters 0.0411 | taps of wide filters of a single part of a register 0.0703 |\
              taps with dilations 0.0192 | taps with strides 0.0334 | taps with strides of many channels 0.0788 |\
              unaligned pixels 0.0627 | unaligned taps 0.0426 | weights beyond level 1 0.00699
            jit_dw:sse41 | begun rows 21.7 | bytes of rows beyond level 1 0.00112 |\
              bytes of rows beyond level 2 0.00308 | calls 46.1 | pixels 0.179 |\
              pixels of a part of a register 0.17 | pixels of a single part of a register 0.0683 | rows 0.0789 |\
              taps 0.135 | taps of a single part of a register 0.0707 | taps of middle filters 0.0529 |\
              taps of middle filters of a single part of a register 0.0877 | taps of narrow filters 0.05 |\
              taps of narrow filters of a single part of a register 0.109 | taps of rows 0.0172 |\
              taps of runs 0.104 | taps of wide filters 0.0719 |\
              taps of wide filters of a single part of a register 0.0596 | taps with dilations 0.0289 |\
              taps with strides 0.0303 | taps with strides of many channels 0.00368 | unaligned taps 0.0256 |\
              weights beyond level 1 0.00143
            oneDNN | calls 362
            ordinary tensors | bytes beyond a part of level 3 0.00302 | bytes beyond level 2 0.00506 |\
              bytes beyond level 3 0.0381 | written bytes beyond a part of level 3 0.0066
            pixels | numbers 0.0586 | rows 6.29
            pixels, repeated | numbers 0.244 | runs 0.0171
            x64:gemm:jit | calls 294 | copied windows 0.374 | copied windows with strides 0.0595 | groups 32.7 |\
              images 158 | inputs 0.0654 | inputs of equal chunks 0.00458 |\
              multiply-adds of a part of a register 0.0116 | multiply-adds with padding 0.135 | pixels 0.108 |\
              pixels of a part of a register 0.359 | pixels with strides 0.628 | rows of copied windows 3.45 |\
              rows with strides 74.2 | runs 0.693 | taps of rows 3.38 | unaligned pixels 0.0754 |\
              weights of rows 0.118 | weights of rows beyond level 1 0.00623
            x64:gemm:jit in planes | calls 55.4 | copied windows 0.449 | copied windows beyond level 2 0.0057 |\
              copied windows with strides 0.354 | images 412 | multiply-adds 0.00203 |\
              multiply-adds with padding 0.125 | pixels 0.163 | pixels with strides 1.15 |\
              rows of copied windows 1.43 | taps of rows 0.778 | unaligned pixels 0.058 | weights 0.0338 |\
              weights of images 0.11 | weights of runs 0.00823
            x64:gemm:jit in planes, groups | calls 77.6 | copied windows 0.375 |\
              copied windows with dilations 0.0537 | copied windows with strides 0.511 | groups 82.9 | images 207 |\
              multiply-adds 0.0469 | multiply-adds with padding 0.0381 | pixels 0.115 |\
              rows of copied windows 2.25 | unaligned pixels 0.235 | weights 0.0668 | weights of images 0.145 |\
              weights of runs 0.19
            x64:gemm:jit in planes, groups, one filter | copied windows 0.398 | copied windows with strides 1.28 |\
              images 98 | inputs 0.00528 | inputs of equal chunks 0.0064 | multiply-adds with padding 0.00139 |\
              pixels with strides 0.278 | rows of copied windows 0.39 | runs 0.099 | weights of images 0.132 |\
              weights of runs 0.227
            x64:gemm:jit in planes, one channel | calls 125 | copied windows 0.368 |\
              copied windows beyond level 2 0.115 | copied windows with strides 0.594 | groups 47.5 | images 340 |\
              inputs of equal chunks 0.0126 | multiply-adds with padding 0.081 | pixels 0.187 |\
              pixels with strides 0.114 | rows of copied windows 1.95 | rows with strides 3.39 |\
              unaligned pixels 0.122 | weights 0.0751 | weights of images 0.189 | weights of runs 0.072
            x64:gemm:jit in planes, one filter | calls 59.3 | copied windows 0.144 |\
              copied windows beyond level 2 0.512 | copied windows with strides 0.298 | images 100 |\
              inputs 0.00132 | inputs of equal chunks 0.00403 | multiply-adds 0.000967 | pixels 0.0434 |\
              rows of copied windows 4.22 | rows with strides 31.5 | weights of images 0.624 |\
              weights of runs 0.193
            x64:gemm:jit, groups | calls 359 | copied windows 0.356 | copied windows beyond level 2 0.0263 |\
              copied windows with dilations 0.368 | copied windows with strides 0.297 | images 160 |\
              inputs 0.0714 | inputs of equal chunks 0.0288 | lines 0.184 | lines beyond level 2 0.692 |\
              multiply-adds of a part of a register 0.0088 | multiply-adds with padding 0.115 | pixels 0.0671 |\
              pixels of a part of a register 0.432 | rows of copied windows 2.51 | rows with strides 62.7 |\
              taps of rows 0.591 | unaligned pixels 0.101
            x64:gemm:jit, groups, one filter | calls 206 | copied windows 0.352 |\
              copied windows with strides 1.43 | groups 16.5 | images 77.2 | lines 0.858 | lines of windows 0.604 |\
              pixels with strides 1.73 | rows 3.22 | rows of copied windows 3.75 | rows with strides 3.19 |\
              taps of rows 1.99 | weights of images 0.25 | weights of rows 0.43
            x64:gemm:jit, one channel | calls 197 | copied windows 0.147 | copied windows with dilations 0.392 |\
              copied windows with strides 0.395 | groups 92.6 | images 231 | inputs 0.108 |\
              inputs of equal chunks 0.116 | multiply-adds 0.00916 | multiply-adds with padding 0.063 |\
              pixels 0.291 | pixels of a part of a register 0.203 | rows of copied windows 3.1 |\
              rows with strides 22.7 | unaligned pixels 0.0521
            x64:gemm:jit, one channel, one filter | calls 120 | copied windows 0.0225 |\
              copied windows beyond level 2 0.0328 | copied windows with dilations 0.751 |\
              copied windows with strides 0.356 | groups 84.3 | images 83.2 | inputs 0.0313 |\
              inputs of equal chunks 0.0313 | multiply-adds 0.0183 | multiply-adds of a part of a register 0.0183 |\
              multiply-adds with padding 0.0313 | pixels 0.153 | pixels of a part of a register 0.153 |\
              rows of copied windows 0.618 | rows of taps 0.46 | rows with strides 23.7 | runs 0.372 |\
              taps of rows 0.596 | weights 2.86 | weights of images 3.57 | weights of rows 0.596 |\
              weights of rows beyond level 1 1.34 | weights of runs 0.289
            x64:gemm:jit, one filter | calls 138 | images 69.7 | inputs 0.0013 | inputs of equal chunks 0.0013 |\
              multiply-adds 0.0013 | multiply-adds of a part of a register 0.0013 |\
              multiply-adds with padding 0.0013 | pixels 0.831 | pixels of a part of a register 0.967 |\
              rows with strides 44.2 | runs 7.46 | weights 0.154 | weights of runs 0.173
            """, 8);

    private Avx2Costs() {}
}
