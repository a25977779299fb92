package io.github.depthwise4j.plan.choice;

/** The costs with AVX2, in nanoseconds, measured on AMD Zen 5 with one thread. */
final class Avx2Costs {
    static final Costs TABLE = Costs.parse("""
            brdgmm_dw:avx2 | begun rows 32 | bytes of rows beyond level 1 0.00305 |\
              bytes of rows beyond level 2 0.0046 | calls 96.8 | columns at edges 0.38 | pixels 0.208 | taps 0.2 |\
              taps of a single part of a register 0.0592 | taps of middle filters 0.122 |\
              taps of middle filters of a single part of a register 0.0404 | taps of narrow filters 0.109 |\
              taps of narrow filters of a single part of a register 0.0498 | taps of rows 0.102 |\
              taps of wide filters 0.115 | taps of wide filters of a single part of a register 0.0785 |\
              taps with strides of many channels 0.0405 | unaligned taps 0.0195 | weights beyond level 1 0.00835
            brdgmm_dw:avx2 in copies | begun rows 30.4 | bytes of rows beyond level 1 0.00442 |\
              bytes of rows beyond level 2 0.0054 | calls 106 | pixels 0.337 | taps 0.164 |\
              taps of a single part of a register 0.106 | taps of middle filters 0.115 |\
              taps of middle filters of a single part of a register 0.0305 | taps of narrow filters 0.119 |\
              taps of narrow filters of a single part of a register 0.0221 | taps of rows 0.156 |\
              taps of runs 0.0582 | taps of wide filters 0.113 |\
              taps of wide filters of a single part of a register 0.102 | taps with strides 0.0214 |\
              taps with strides of many channels 0.0629 | unaligned taps 0.05 | weights beyond level 1 0.00683
            brg_conv_fwd:avx2 | calls 425 | columns at edges 19.9 | multiply-adds 0.0884 |\
              multiply-adds of a part of a register 0.0351 | multiply-adds with padding 0.0234 | rows 36.4 |\
              runs 9.12 | taps of rows 3.84 | unaligned pixels 0.875 | weights of rows 0.0309 |\
              weights of rows beyond level 1 0.00314 | weights of rows beyond level 2 0.0302 |\
              weights of runs 0.22
            brg_conv_fwd:avx2, groups | calls 299 | columns at edges 25.2 | images 40.7 | inputs 0.00266 |\
              lines of windows 0.0792 | multiply-adds 0.0824 | multiply-adds of a part of a register 0.0231 |\
              multiply-adds with padding 0.0225 | pixels of a part of a register 0.794 | pixels with strides 1.34 |\
              rows 31.9 | rows of taps 6.65 | taps of rows 3.08 | unaligned pixels 0.718 | weights of rows 0.11 |\
              weights of rows beyond level 1 0.00708 | weights of runs 0.244
            brg_conv_fwd:avx2, groups, one channel | calls 286 | columns at edges 14.9 | inputs 0.0032 |\
              inputs of equal chunks 0.00674 | lines beyond level 1 0.0488 | lines beyond level 2 0.335 |\
              lines of windows 0.0302 | multiply-adds 0.0629 | multiply-adds of a part of a register 0.0223 |\
              multiply-adds with padding 0.0831 | pixels of a part of a register 0.114 |\
              pixels with strides 0.615 | rows 42.1 | rows of taps 6.12 | runs 3.26 | taps at edges 0.181 |\
              taps of rows 0.382 | unaligned pixels 0.655 | weights of rows 0.177 | weights of runs 0.0569
            brg_conv_fwd:avx2, one channel | calls 296 | columns at edges 18.6 | groups 155 | inputs 0.00766 |\
              multiply-adds 0.0895 | multiply-adds with padding 0.0478 | rows 53.4 | rows of taps 3.4 | runs 4.35 |\
              taps at edges 1.32 | taps of rows 0.327 | unaligned pixels 0.368 | weights of rows 0.448 |\
              weights of runs 0.14
            brgconv_1x1:avx2 | calls 311 | images 32.8 | multiply-adds 0.0479 |\
              multiply-adds of a part of a register 0.044 | multiply-adds with padding 0.062 |\
              pixels with strides 5.82 | runs 2.71 | unaligned pixels 0.282 | weights of rows 0.0424 |\
              weights of rows beyond level 1 0.0054 | weights of rows beyond level 2 0.0119 |\
              weights of runs 0.197
            brgconv_1x1:avx2, groups | calls 261 | groups 6.71 | images 24.5 | inputs 0.00611 | lines 0.0638 |\
              lines beyond level 2 0.0676 | lines of windows 0.00704 | multiply-adds 0.0965 |\
              multiply-adds of a part of a register 0.0266 | pixels of a part of a register 0.427 |\
              pixels with strides 0.354 | rows 8.56 | rows of taps 3.19 | taps of rows 1.16 |\
              unaligned pixels 0.0785 | weights of runs 0.325
            brgconv_1x1:avx2, groups, one channel | calls 370 | images 29 | inputs of equal chunks 0.385 |\
              lines beyond level 1 0.0738 | lines of windows 0.0395 | multiply-adds 0.0341 |\
              multiply-adds of a part of a register 0.0474 | multiply-adds with padding 0.0458 | pixels 0.0455 |\
              pixels of a part of a register 0.0466 | unaligned pixels 0.221 | weights of images 1.04
            brgconv_1x1:avx2, one channel | calls 466 | images 40 | inputs 0.0825 | inputs of equal chunks 0.0326 |\
              multiply-adds 0.126 | multiply-adds with padding 0.123 | pixels 0.05 | pixels with strides 2.51 |\
              unaligned pixels 0.187 | weights of images 0.739
            copied in | numbers 0.279
            copied in, blocks | numbers 0.296
            copied in, blocks, fast | numbers 0.135
            copied in, blocks, repeated | numbers 0.335 | planes 0.554
            copied in, fast | numbers 0.113
            copied in, repeated | numbers 0.26
            copied out | numbers 0.281
            copied out, blocks | numbers 0.273
            copied out, blocks, fast | numbers 0.195
            copied out, blocks, fast, repeated | numbers 0.0986
            copied out, blocks, repeated | numbers 0.32
            copied out, fast | numbers 0.0858
            copied out, fast, repeated | numbers 0.0302
            copied out, repeated | numbers 0.304
            copies | bytes beyond level 2 0.0177 | bytes beyond level 3 0.108
            depthwise tensors | bytes beyond a part of level 3 0.00319 | bytes beyond level 2 0.00286 |\
              bytes beyond level 3 0.00517 | written bytes beyond a part of level 3 0.0198
            divided tensors | bytes beyond a part of level 3 0.0129 | bytes beyond level 2 0.000767 |\
              bytes beyond level 3 0.0103 | written bytes beyond level 2 0.0071
            jit:avx2 | calls 116 | inputs 0.166 | inputs of equal chunks 0.014 | multiply-adds 0.101 |\
              multiply-adds of a part of a register 0.0128 | rows 37.5 | unaligned pixels 0.0292 | weights 0.0592 |\
              weights of images 0.0175 | weights of rows 0.208
            jit:avx2, groups | groups 74.4 | inputs 0.0857 | inputs of equal chunks 0.0598 |\
              lines beyond level 2 0.175 | multiply-adds 0.0498 | multiply-adds of a part of a register 0.107 |\
              pixels with strides 0.778 | rows 59.6 | weights 0.00734 | weights of rows 0.256 |\
              weights of rows beyond level 1 0.000509 | weights of runs 0.0559
            jit:avx2, groups, one channel | calls 70.9 | images 5.51 | inputs 0.0246 |\
              inputs of equal chunks 0.0866 | lines 0.00557 | multiply-adds 0.0464 |\
              multiply-adds of a part of a register 0.0157 | multiply-adds with padding 0.0418 | rows 39.4 |\
              taps of rows 0.714
            jit:avx2, one channel | calls 38.8 | images 16.5 | inputs 0.11 | inputs of equal chunks 0.0121 |\
              multiply-adds 0.0772 | multiply-adds of a part of a register 0.0215 | pixels 0.0669 |\
              pixels with strides 0.328 | rows 35.5 | taps of rows 0.878 | unaligned pixels 0.177 |\
              weights of rows beyond level 1 0.0289
            jit_1x1:avx2 | calls 74.8 | inputs 0.137 | multiply-adds 0.0412 | multiply-adds with padding 0.021 |\
              pixels of a part of a register 0.56 | pixels with strides 6.31 | unaligned pixels 0.0188 |\
              weights of rows 0.0435 | weights of rows beyond level 1 0.00178 |\
              weights of rows beyond level 2 0.00116 | weights of runs 0.218
            jit_1x1:avx2, groups, one channel | calls 28.9 | groups 28.9 | images 28.8 | inputs 0.111 |\
              inputs of equal chunks 0.111 | multiply-adds of a part of a register 0.0902 |\
              pixels of a part of a register 0.0867 | pixels with strides 4.24 | runs 0.558 | weights 1.55 |\
              weights of images 1.54 | weights of rows 0.442
            jit_1x1:avx2, one channel | calls 42.2 | images 12.4 | inputs 0.125 | inputs of equal chunks 0.0135 |\
              multiply-adds 0.143 | multiply-adds of a part of a register 0.213 |\
              multiply-adds with padding 0.0615 | pixels 0.0177 | pixels of a part of a register 0.192 |\
              pixels with strides 1.73 | unaligned pixels 0.0318
            jit_dw:avx2 | begun rows 22.6 | bytes of rows beyond level 1 0.00339 |\
              bytes of rows beyond level 2 0.00313 | calls 58.1 | pixels 0.192 | taps 0.148 |\
              taps of a single part of a register 0.0617 | taps of middle filters 0.0439 |\
              taps of middle filters of a single part of a register 0.0513 | taps of narrow filters 0.0382 |\
              taps of narrow filters of a single part of a register 0.0433 | taps of rows 0.08 |\
              taps of runs 0.0174 | taps of wide filters 0.0345 |\
              taps of wide filters of a single part of a register 0.0965 | taps with dilations 0.00539 |\
              taps with strides 0.00321 | taps with strides of many channels 0.0306 | unaligned taps 0.0503 |\
              weights beyond level 1 0.00139
            jit_dw:avx2 in blocks | begun chunks 1.15 | begun rows 20 | calls 339 | rows 5.29 |\
              rows of taps 0.181 | taps 0.14 | taps of middle filters 0.0483 | taps of narrow filters 0.014 |\
              taps of rows 0.0872 | taps of runs 0.0188 | taps of wide filters 0.0274 | taps with strides 0.0127
            jit_dw:avx2 in copies | begun rows 21.9 | bytes of rows beyond level 1 0.00219 |\
              bytes of rows beyond level 2 0.00507 | calls 58.9 | pixels 0.368 | rows of taps 0.141 | taps 0.153 |\
              taps of a single part of a register 0.108 | taps of middle filters 0.0748 |\
              taps of middle filters of a single part of a register 0.0297 | taps of narrow filters 0.0675 |\
              taps of narrow filters of a single part of a register 0.013 | taps of rows 0.0421 |\
              taps of wide filters 0.046 | taps of wide filters of a single part of a register 0.0816 |\
              taps with dilations 0.0189 | taps with strides 0.0319 | taps with strides of many channels 0.0829 |\
              unaligned taps 0.047 | weights beyond level 1 0.00697
            jit_dw:sse41 | begun rows 22.2 | bytes of rows beyond level 1 0.00135 |\
              bytes of rows beyond level 2 0.00282 | calls 44.5 | pixels 0.19 |\
              pixels of a part of a register 0.159 | pixels of a single part of a register 0.0613 | taps 0.139 |\
              taps of a single part of a register 0.0669 | taps of middle filters 0.0462 |\
              taps of middle filters of a single part of a register 0.0869 | taps of narrow filters 0.0425 |\
              taps of narrow filters of a single part of a register 0.0972 | taps of rows 0.0302 |\
              taps of runs 0.11 | taps of wide filters 0.065 |\
              taps of wide filters of a single part of a register 0.0616 | taps with dilations 0.0273 |\
              taps with strides 0.0278 | taps with strides of many channels 0.00379 | unaligned taps 0.0275 |\
              weights beyond level 1 0.00135
            oneDNN | calls 367
            ordinary tensors | bytes beyond a part of level 3 0.00787 | bytes beyond level 2 0.00362 |\
              bytes beyond level 3 0.0372 | written bytes beyond a part of level 3 0.00301
            pixels | numbers 0.0553 | rows 6.63
            pixels, repeated | numbers 0.239 | runs 0.026
            x64:gemm:jit | calls 254 | copied windows 0.314 | copied windows with strides 0.509 | groups 29.8 |\
              images 139 | inputs 0.0564 | inputs of equal chunks 0.00449 |\
              multiply-adds of a part of a register 0.0134 | multiply-adds with padding 0.143 | pixels 0.103 |\
              pixels of a part of a register 0.339 | pixels with strides 8.22 | rows of copied windows 4.44 |\
              runs 0.758 | taps of rows 3.22 | unaligned pixels 0.0794 | weights of rows 0.138 |\
              weights of rows beyond level 1 0.00206
            x64:gemm:jit in planes | calls 105 | copied windows 0.462 | copied windows with strides 0.318 |\
              images 366 | multiply-adds 0.00171 | multiply-adds with padding 0.125 | pixels 0.201 |\
              pixels with strides 1.31 | rows of copied windows 1.52 | unaligned pixels 0.0541 | weights 0.0294 |\
              weights of images 0.117 | weights of runs 0.00986
            x64:gemm:jit in planes, groups | calls 76.4 | copied windows 0.367 |\
              copied windows with dilations 0.0558 | copied windows with strides 0.516 | groups 79.2 | images 211 |\
              multiply-adds 0.0478 | multiply-adds with padding 0.0426 | pixels 0.105 | rows of copied windows 2 |\
              unaligned pixels 0.185 | weights 0.0663 | weights of images 0.143 | weights of runs 0.216
            x64:gemm:jit in planes, groups, one filter | copied windows 0.4 | copied windows with strides 1.28 |\
              images 99.6 | inputs 0.00528 | inputs of equal chunks 0.0065 | multiply-adds with padding 0.00145 |\
              pixels with strides 0.286 | rows of copied windows 0.414 | runs 0.104 | weights of images 0.136 |\
              weights of runs 0.226
            x64:gemm:jit in planes, one channel | calls 199 | copied windows 0.36 |\
              copied windows beyond level 2 0.116 | copied windows with strides 0.609 | groups 63 | images 269 |\
              inputs of equal chunks 0.00911 | multiply-adds 0.00689 | multiply-adds with padding 0.0804 |\
              pixels 0.193 | pixels with strides 0.113 | rows of copied windows 1.72 | unaligned pixels 0.153 |\
              weights of images 0.201 | weights of runs 0.128
            x64:gemm:jit in planes, one filter | calls 105 | copied windows 0.147 |\
              copied windows beyond level 2 0.501 | copied windows with strides 0.306 | images 89.5 |\
              inputs 0.00124 | inputs of equal chunks 0.00389 | multiply-adds 0.000934 | pixels 0.049 |\
              pixels with strides 0.89 | rows of copied windows 4.2 | weights of images 0.766 |\
              weights of runs 0.191
            x64:gemm:jit, groups | calls 392 | copied windows 0.288 | copied windows beyond level 2 0.0255 |\
              copied windows with dilations 0.485 | copied windows with strides 0.398 | images 141 |\
              inputs 0.0686 | inputs of equal chunks 0.0289 | lines 0.26 | lines beyond level 2 0.695 |\
              multiply-adds of a part of a register 0.012 | multiply-adds with padding 0.11 |\
              pixels of a part of a register 0.431 | pixels with strides 0.562 | rows 8.99 |\
              rows of copied windows 6.3 | unaligned pixels 0.144
            x64:gemm:jit, groups, one filter | calls 218 | copied windows 0.343 |\
              copied windows with strides 1.41 | groups 16.6 | images 74.3 | lines 0.985 | lines of windows 0.538 |\
              pixels with strides 1.78 | rows 3.49 | rows of copied windows 4.88 | taps of rows 2.09 |\
              weights of images 0.253 | weights of rows 0.473
            x64:gemm:jit, one channel | calls 185 | copied windows 0.0816 | copied windows with dilations 0.343 |\
              copied windows with strides 0.406 | groups 94.6 | images 247 | inputs 0.138 |\
              inputs of equal chunks 0.104 | multiply-adds 0.0223 | multiply-adds with padding 0.0581 |\
              pixels 0.268 | pixels of a part of a register 0.18 | pixels with strides 0.724 |\
              rows of copied windows 3.46 | runs 0.141 | unaligned pixels 0.0745 | weights of rows 0.123
            x64:gemm:jit, one channel, one filter | calls 167 | copied windows 0.0162 |\
              copied windows beyond level 2 0.0349 | copied windows with dilations 0.666 |\
              copied windows with strides 1.4 | groups 97.1 | inputs 0.0435 | inputs of equal chunks 0.0435 |\
              multiply-adds 0.0172 | multiply-adds of a part of a register 0.0172 |\
              multiply-adds with padding 0.0435 | rows 0.883 | rows of copied windows 0.695 | runs 1.95 |\
              taps of rows 0.656 | weights 1.52 | weights of images 6.41 | weights of rows 0.656 |\
              weights of rows beyond level 1 0.992 | weights of runs 0.138
            x64:gemm:jit, one filter | calls 133 | images 68 | pixels 0.668 |\
              pixels of a part of a register 0.776 | pixels with strides 1.83 | runs 8.84 | weights 0.252 |\
              weights of runs 0.241
            """);

    private Avx2Costs() {}
}
