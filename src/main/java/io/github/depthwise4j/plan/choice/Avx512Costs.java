package io.github.depthwise4j.plan.choice;

/** The costs with AVX-512, in nanoseconds, measured on AMD Zen 5 with one thread. */
final class Avx512Costs {
    static final Costs TABLE = Costs.parse("""
            brdgmm_dw:avx512_core | begun rows 23.1 | bytes of rows beyond level 1 0.00574 |\
              bytes of rows beyond level 2 0.00804 | calls 73.7 | columns at edges 0.703 | pixels 0.252 |\
              pixels of a single part of a register 0.581 | rows of taps 0.147 | runs 0.21 | taps 0.141 |\
              taps of a single part of a register 0.0169 | taps of middle filters 0.155 |\
              taps of middle filters of a single part of a register 0.014 | taps of narrow filters 0.136 |\
              taps of narrow filters of a single part of a register 0.00693 | taps of rows 0.381 |\
              taps of wide filters 0.259 | taps of wide filters of a single part of a register 0.198 |\
              taps with strides 0.0567
            brdgmm_dw:avx512_core in copies | begun rows 24.7 | bytes of rows beyond level 1 0.00771 |\
              bytes of rows beyond level 2 0.00248 | calls 57.4 | columns at edges 0.0339 | pixels 0.296 |\
              rows of taps 0.139 | runs 2.23 | taps 0.0742 | taps of a part of a register 0.0274 |\
              taps of a single part of a register 0.0715 | taps of middle filters 0.157 |\
              taps of narrow filters 0.131 | taps of narrow filters of a single part of a register 0.0189 |\
              taps of rows 0.2 | taps of runs 0.247 | taps of wide filters 0.179 |\
              taps of wide filters of a single part of a register 0.124 | taps with strides 0.152 |\
              weights beyond level 1 0.00168
            brg_conv_fwd:avx2 | calls 180 | columns at edges 4.89 | groups 174 | images 17 | inputs 0.0187 |\
              multiply-adds 0.067 | multiply-adds of a part of a register 0.00299 |\
              multiply-adds with padding 0.0329 | pixels of a part of a register 0.558 | rows 53.9 |\
              rows of taps 4.2 | taps at edges 0.0233 | taps of rows 0.593 | weights of rows 0.049 |\
              weights of runs 0.25
            brg_conv_fwd:avx2, groups | calls 390 | columns at edges 3.78 | inputs 0.0396 |\
              lines beyond level 1 0.514 | lines beyond level 2 0.0482 | multiply-adds 0.0788 |\
              multiply-adds of a part of a register 0.00138 | multiply-adds with padding 0.0485 | pixels 0.00686 |\
              rows 56.8 | taps at edges 0.0881 | taps of rows 1.89 | weights 0.0883 |\
              weights of rows beyond level 1 0.00917 | weights of runs 0.0566
            brg_conv_fwd:avx2, groups, one channel | calls 379 | columns at edges 5.81 |\
              lines beyond level 1 0.188 | lines beyond level 2 0.0514 | multiply-adds 0.133 |\
              multiply-adds of a part of a register 0.0115 | pixels 0.214 | pixels of a part of a register 0.0669 |\
              rows 52.3 | rows of taps 2.68 | taps at edges 0.52 | taps of rows 0.674 | weights of rows 0.243 |\
              weights of runs 0.431
            brg_conv_fwd:avx2, one channel | calls 312 | columns at edges 6.04 | groups 71.1 | inputs 0.0112 |\
              multiply-adds 0.103 | multiply-adds of a part of a register 0.0416 |\
              multiply-adds with padding 0.0234 | pixels 0.234 | rows 54.9 | rows of taps 2.32 |\
              taps at edges 0.0463 | taps of rows 0.355 | weights of rows 0.503 | weights of runs 0.132
            brg_conv_fwd:avx512_core | calls 121 | columns at edges 0.177 | groups 143 | images 37.2 |\
              inputs 0.00759 | multiply-adds 0.0585 | multiply-adds of a part of a register 0.0155 |\
              multiply-adds with padding 0.0162 | pixels 0.726 | pixels of a part of a register 0.0481 |\
              rows 74.1 | rows of taps 1.79 | taps of rows 0.491 | weights 0.00854 | weights of rows 0.226 |\
              weights of rows beyond level 1 0.000132 | weights of runs 0.297
            brg_conv_fwd:avx512_core, groups | calls 753 | groups 48.3 | inputs 0.0397 |\
              lines beyond level 2 5.54 | lines of windows 0.0117 | multiply-adds 0.0159 |\
              multiply-adds of a part of a register 0.0231 | multiply-adds with padding 0.0202 | pixels 3.13 |\
              taps of rows 11.6 | weights of rows beyond level 1 0.00687 | weights of runs 0.281
            brg_conv_fwd:avx512_core, groups, one channel | calls 159 | columns at edges 8 | groups 159 |\
              images 159 | inputs 0.0108 | multiply-adds 0.0159 | multiply-adds of a part of a register 0.0159 |\
              multiply-adds with padding 0.0108 | rows 74.6 | rows of taps 1.59 | runs 5.71 | taps of rows 0.405 |\
              weights of rows 0.405 | weights of runs 0.596
            brg_conv_fwd:avx512_core, one channel | calls 242 | columns at edges 5.17 | groups 75.5 | images 92 |\
              inputs 0.0453 | multiply-adds 0.0267 | multiply-adds of a part of a register 0.00534 |\
              multiply-adds with padding 0.0339 | pixels 0.883 | rows 60.1 | rows of taps 1.03 |\
              taps of rows 0.739 | weights 0.26 | weights of rows 0.341 | weights of runs 0.236
            brgconv_1x1:avx2 | calls 323 | groups 0.265 | images 31.6 | inputs 0.000354 | multiply-adds 0.0577 |\
              multiply-adds of a part of a register 0.0167 | multiply-adds with padding 0.0395 | pixels 0.128 |\
              runs 1.3 | weights of rows 0.0028 | weights of rows beyond level 2 0.0306 | weights of runs 0.301
            brgconv_1x1:avx2, groups | calls 328 | groups 31.6 | images 0.00296 | inputs 0.00605 |\
              lines beyond level 1 0.00506 | lines of windows 0.114 | multiply-adds 0.0463 |\
              multiply-adds of a part of a register 0.0166 | pixels 0.0967 | weights of runs 0.662
            brgconv_1x1:avx2, groups, one channel | calls 243 | groups 4.1 | images 32.2 |\
              lines beyond level 1 0.0906 | multiply-adds with padding 0.282 | pixels 0.155 | weights 0.215 |\
              weights of rows 1.35
            brgconv_1x1:avx2, one channel | images 299 | inputs 0.527 | multiply-adds 0.00375 |\
              multiply-adds of a part of a register 0.379 | multiply-adds with padding 0.0058 | pixels 0.00618 |\
              pixels of a part of a register 0.0876 | weights 1.1 | weights of runs 1.05
            brgconv_1x1:avx512_core | calls 301 | groups 0.201 | images 32 | multiply-adds 0.0394 |\
              multiply-adds of a part of a register 0.0136 | pixels 0.449 | weights 0.00162 |\
              weights of rows beyond level 2 0.0158 | weights of runs 0.617
            brgconv_1x1:avx512_core, groups | calls 256 | groups 53 | images 0.00415 | lines 0.75 |\
              lines beyond level 1 0.385 | pixels 0.639 | weights 0.0616
            brgconv_1x1:avx512_core, groups, one channel | calls 137 | groups 137 | images 137 | rows 1.65 |\
              rows of taps 1.65 | runs 1.41 | taps of rows 1.65 | weights of rows 1.65 | weights of runs 1.41
            brgconv_1x1:avx512_core, one channel | images 305 | inputs 0.978 | multiply-adds 0.085 |\
              multiply-adds with padding 0.0882 | pixels 0.0868 | weights 0.828
            copied in | numbers 0.277
            copied in, blocks | numbers 0.285 | planes 0.419
            copied in, blocks, fast | numbers 0.0847
            copied in, blocks, repeated | numbers 0.308 | pixels 0.18 | planes 0.399
            copied in, fast | numbers 0.0901
            copied in, repeated | numbers 0.252 | pixels 0.48
            copied out | numbers 0.265
            copied out, blocks | numbers 0.365 | pixels 0.936
            copied out, blocks, fast | numbers 0.142
            copied out, blocks, fast, repeated | numbers 0.083
            copied out, blocks, repeated | numbers 0.304 | planes 1.06
            copied out, fast | numbers 0.0422
            copied out, fast, repeated | numbers 0.0323
            copied out, repeated | numbers 0.256 | numbers of a part of a register 0.00469
            copies | bytes beyond level 2 0.0119 | bytes beyond level 3 0.037
            depthwise tensors | bytes beyond a part of level 3 0.00237 |\
              written bytes beyond a part of level 3 0.049
            divided tensors | bytes beyond a part of level 3 0.0143 | bytes beyond level 2 0.00374 |\
              bytes beyond level 3 0.0203 | written bytes beyond a part of level 3 0.00744
            jit:avx2 | calls 50.2 | groups 0.0193 | images 40.5 | inputs 0.111 | multiply-adds 0.122 |\
              multiply-adds of a part of a register 0.0238 | rows 33.3 | rows of taps 0.616 | weights 0.0659 |\
              weights of rows 0.147 | weights of rows beyond level 2 0.0134
            jit:avx2, groups | groups 26.4 | inputs 0.107 | lines 0.0245 | lines beyond level 2 7.3 |\
              multiply-adds 0.0326 | multiply-adds of a part of a register 0.0809 |\
              multiply-adds with padding 0.0569 | rows 65.3 | weights 0.0678 | weights of rows 0.00995 |\
              weights of rows beyond level 1 0.00585
            jit:avx2, groups, one channel | calls 31.6 | groups 22.3 | inputs 0.118 | lines 0.0759 |\
              lines beyond level 2 0.0593 | multiply-adds 0.0772 | multiply-adds of a part of a register 0.0301 |\
              multiply-adds with padding 0.00136 | pixels 0.0716 | rows 37.7 | taps of rows 0.327
            jit:avx2, one channel | calls 86 | groups 0.0418 | inputs 0.0824 | multiply-adds 0.11 | pixels 0.203 |\
              rows 34.7 | taps of rows 0.559 | weights 0.0185 | weights of rows 0.0141 |\
              weights of rows beyond level 1 0.0932
            jit:avx512_core | calls 123 | groups 0.0354 | images 22.9 | multiply-adds 0.136 |\
              multiply-adds of a part of a register 0.00559 | pixels 0.369 | rows 4.28 | weights 0.0287 |\
              weights of rows 0.383 | weights of runs 0.0313
            jit:avx512_core, groups | calls 103 | inputs 0.0653 | lines beyond level 1 0.0654 |\
              lines beyond level 2 0.109 | multiply-adds 0.0721 | multiply-adds with padding 0.0102 | pixels 0.16 |\
              rows 26.1 | taps of rows 1.44 | weights 0.081 | weights of rows beyond level 1 0.0152 |\
              weights of runs 0.134
            jit:avx512_core, groups, one channel | calls 81.3 | groups 1.15 | lines 0.0684 |\
              lines beyond level 2 0.0814 | lines of windows 0.0433 | multiply-adds 0.142 | rows 21 | runs 1.41 |\
              taps of rows 0.116 | weights 0.229 | weights of rows 0.371
            jit:avx512_core, one channel | calls 141 | groups 0.0575 | inputs 0.00684 | multiply-adds 0.107 |\
              multiply-adds of a part of a register 0.0177 | pixels 0.529 | rows 3.89 | weights 0.185 |\
              weights of rows 0.482
            jit_1x1:avx2 | calls 85.3 | groups 0.0233 | images 14.3 | inputs 0.121 | multiply-adds 0.0716 |\
              pixels 0.0493 | pixels of a part of a register 0.096 | weights 0.000855 |\
              weights of rows beyond level 1 0.00157 | weights of rows beyond level 2 0.00548 |\
              weights of runs 0.245
            jit_1x1:avx2, groups, one channel | calls 26.5 | groups 26.5 | images 26.5 | inputs 0.137 |\
              multiply-adds 0.0537 | multiply-adds of a part of a register 0.951 |\
              pixels of a part of a register 0.137
            jit_1x1:avx2, one channel | calls 93 | groups 0.0596 | inputs 0.102 | multiply-adds 0.0669 |\
              multiply-adds of a part of a register 0.592 | multiply-adds with padding 0.0704 | pixels 0.0439 |\
              weights 0.0298 | weights of rows 0.0136 | weights of runs 0.126
            jit_1x1:avx512_core | calls 110 | groups 0.0375 | images 10.9 | inputs 0.04 | multiply-adds 0.0424 |\
              multiply-adds with padding 0.0355 | pixels 0.237 | pixels of a part of a register 3.32 |\
              weights 0.000152 | weights of rows beyond level 1 0.000751 | weights of rows beyond level 2 0.0076 |\
              weights of runs 0.332
            jit_1x1:avx512_core, groups, one channel | calls 9.42 | groups 9.42 | images 9.42 | inputs 0.356 |\
              multiply-adds 1.03 | multiply-adds of a part of a register 1.03 | multiply-adds with padding 0.356 |\
              pixels 0.356 | pixels of a part of a register 0.356 | rows 0.436 | rows of taps 0.436 | runs 2.95 |\
              taps of rows 0.436 | weights of rows 0.436 | weights of runs 2.95
            jit_1x1:avx512_core, one channel | calls 97.2 | groups 0.11 | inputs 0.183 | multiply-adds 0.0799 |\
              multiply-adds of a part of a register 2 | multiply-adds with padding 0.0796 | pixels 0.0799 |\
              pixels of a part of a register 2 | weights 0.385
            jit_dw:avx2 | begun rows 18.3 | bytes of rows beyond level 1 0.00367 |\
              bytes of rows beyond level 2 0.00665 | calls 71.9 | columns at edges 0.383 | pixels 0.202 |\
              pixels of a single part of a register 0.911 | rows of taps 0.0392 | runs 0.0638 | taps 0.164 |\
              taps of a part of a register 0.15 | taps of a single part of a register 0.0115 |\
              taps of middle filters 0.0347 | taps of middle filters of a single part of a register 0.0232 |\
              taps of narrow filters 0.0311 | taps of narrow filters of a single part of a register 0.00781 |\
              taps of rows 0.0839 | taps of wide filters 0.0608 |\
              taps of wide filters of a single part of a register 0.0415 | taps with strides 0.0353
            jit_dw:avx512_core | begun rows 12.2 | bytes of rows beyond level 1 0.00625 |\
              bytes of rows beyond level 2 0.0091 | calls 66.4 | columns at edges 1.55 | pixels 0.308 |\
              pixels of a single part of a register 0.621 | runs 0.372 | taps 0.0763 |\
              taps of a single part of a register 0.00553 | taps of middle filters 0.132 |\
              taps of middle filters of a single part of a register 0.197 | taps of narrow filters 0.0878 |\
              taps of narrow filters of a single part of a register 0.00134 | taps of rows 0.363 |\
              taps of runs 0.00317 | taps of wide filters 0.124 |\
              taps of wide filters of a single part of a register 0.191 | taps with dilations 0.0702 |\
              taps with strides 0.086 | weights beyond level 1 0.00327
            jit_dw:avx512_core in blocks | begun chunks 7.69 | begun rows 7.14 |\
              bytes of rows beyond level 1 0.00274 | calls 150 | rows 0.623 | rows of taps 0.548 | taps 0.153 |\
              taps of middle filters 0.044 | taps of narrow filters 0.00682 | taps of rows 0.133 |\
              taps of runs 0.00259 | taps of wide filters 0.0164 | taps with dilations 0.0548 |\
              taps with strides 0.0473
            jit_dw:avx512_core in copies | begun chunks 3.02 | begun rows 15.3 |\
              bytes of rows beyond level 1 0.00789 | bytes of rows beyond level 2 0.00287 | calls 51.3 |\
              pixels 0.548 | rows of taps 0.219 | runs 1.34 | taps 0.0425 | taps of a part of a register 0.0173 |\
              taps of a single part of a register 0.0374 | taps of middle filters 0.147 |\
              taps of middle filters of a single part of a register 0.139 | taps of narrow filters 0.106 |\
              taps of runs 0.272 | taps of wide filters 0.171 |\
              taps of wide filters of a single part of a register 0.155 | taps with dilations 0.0654 |\
              taps with strides 0.0782 | weights beyond level 1 0.00644
            jit_dw:sse41 | begun rows 18.8 | bytes of rows beyond level 1 0.00164 |\
              bytes of rows beyond level 2 0.00332 | calls 82 | columns at edges 0.297 | pixels 0.0789 |\
              pixels of a part of a register 0.0182 | pixels of a single part of a register 0.568 | runs 0.0759 |\
              taps 0.142 | taps of a single part of a register 0.0513 | taps of middle filters 0.0464 |\
              taps of middle filters of a single part of a register 0.00686 | taps of narrow filters 0.0666 |\
              taps of narrow filters of a single part of a register 0.0353 | taps of runs 0.062 |\
              taps of wide filters 0.0752 | taps of wide filters of a single part of a register 0.0222 |\
              taps with strides 0.0402
            jit_uni_ncsp:matmul+brg_matmul:avx512_core | calls 919 | groups 0.00112 | images 44.2 |\
              multiply-adds 0.0778 | multiply-adds with padding 0.0136 | pixels 0.796 | weights 0.134 |\
              weights of rows 0.168
            jit_uni_ncsp:matmul+brg_matmul:avx512_core, one channel | calls 999 | groups 0.00859 | images 64.5 |\
              inputs 0.156 | multiply-adds 0.243 | multiply-adds with padding 0.245 | pixels 0.245 |\
              weights 0.208
            oneDNN | calls 320
            ordinary tensors | bytes beyond a part of level 3 0.0021 | bytes beyond level 2 0.00404 |\
              bytes beyond level 3 0.04 | written bytes beyond level 2 0.00486
            pixels | numbers 0.0431 | rows 0.879 | runs 0.0283
            pixels, repeated | numbers 0.163 | rows 2.98 | runs 0.158
            x64:gemm:jit | calls 287 | copied windows 0.345 | copied windows with strides 0.238 | groups 0.369 |\
              images 238 | inputs 0.135 | multiply-adds with padding 0.0217 | pixels 0.144 |\
              pixels of a part of a register 0.3 | rows of copied windows 7.07 | taps of rows 0.916 |\
              weights 0.00654 | weights of rows beyond level 1 0.00391 | weights of rows beyond level 2 0.0352 |\
              weights of runs 0.102
            x64:gemm:jit in planes | calls 186 | copied windows 0.474 | groups 22 | images 278 |\
              multiply-adds 0.0164 | multiply-adds with padding 0.0472 | pixels 0.122 | rows 8.03 | weights 0.118 |\
              weights of rows 0.0872
            x64:gemm:jit in planes, groups | copied windows with strides 4.44 | images 239 |\
              lines beyond level 2 2.39 | lines of windows 0.0586 | multiply-adds 0.0608 |\
              multiply-adds with padding 0.0291 | rows of copied windows 1.53 | weights 0.341 |\
              weights of rows 0.206
            x64:gemm:jit in planes, one channel | calls 124 | copied windows 0.347 |\
              copied windows with strides 0.632 | groups 0.000127 | images 407 | multiply-adds 0.0393 |\
              pixels 0.14 | rows of copied windows 1.09 | weights 0.334 | weights of rows 0.212 |\
              weights of runs 0.0596
            x64:gemm:jit in planes, one filter | calls 25.3 | copied windows 10.5 |\
              copied windows with strides 0.0000782 | groups 0.0000377 | images 84.7 | inputs 0.0186 |\
              multiply-adds 0.000147 | multiply-adds of a part of a register 0.000000493 |\
              multiply-adds with padding 0.00000000106 | pixels 0.0155 |\
              pixels of a part of a register 0.00000178 | rows 101 | rows of copied windows 0.00000000116 |\
              rows of taps 0.0498 | taps of rows 0.000016 | weights of rows 1.19 |\
              weights of rows beyond level 1 1.37 | weights of runs 0.0639
            x64:gemm:jit, groups | calls 32.9 | copied windows 0.425 | groups 149 | inputs 0.15 | lines 0.631 |\
              lines beyond level 2 0.789 | multiply-adds 0.0133 | taps of rows 10.9 | weights 0.0258
            x64:gemm:jit, one channel | calls 266 | copied windows 0.155 | copied windows with strides 0.493 |\
              groups 1.13 | images 284 | multiply-adds with padding 0.164 | pixels of a part of a register 0.402 |\
              rows of copied windows 3.07 | runs 1.04
            x64:gemm:jit, one channel, one filter | calls 171 | copied windows 0.0364 |\
              copied windows with strides 0.286 | groups 60 | images 49 | inputs 0.0364 | multiply-adds 0.0422 |\
              multiply-adds of a part of a register 0.0422 | multiply-adds with padding 0.0364 | pixels 0.0741 |\
              pixels of a part of a register 0.074 | rows 17 | weights 22.3 | weights of runs 0.125
            x64:gemm:jit, one filter | copied windows 0.315 | inputs 0.01 | multiply-adds 0.0134 |\
              multiply-adds of a part of a register 0.00851 | multiply-adds with padding 0.00362 | pixels 2.69 |\
              pixels of a part of a register 0.182 | rows 248 | rows of taps 8.72 | runs 1.09 |\
              weights of rows 0.107 | weights of rows beyond level 1 0.00345 | weights of runs 0.0121
            """);

    private Avx512Costs() {}
}
