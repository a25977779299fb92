package io.github.depthwise4j.plan.choice;

/** The costs with AVX2, in nanoseconds, measured on AMD Zen 5 with one thread. */
final class Avx2Costs {
    static final Costs TABLE = Costs.parse("""
            brdgmm_dw:avx2 | begun rows 26.9 | bytes of rows beyond level 1 0.00133 |\
              bytes of rows beyond level 2 0.00485 | calls 83.9 | columns at edges 0.4 | pixels 0.192 |\
              pixels of a single part of a register 0.119 | taps 0.2 | taps of middle filters 0.104 |\
              taps of narrow filters 0.109 | taps of narrow filters of a single part of a register 0.119 |\
              taps of rows 0.124 | taps of runs 0.005 | taps of wide filters 0.119 |\
              taps of wide filters of a single part of a register 0.0628 | taps with strides 0.019 |\
              weights beyond level 1 0.017
            brdgmm_dw:avx2 in copies | begun rows 25.7 | bytes of rows beyond level 1 0.00507 |\
              bytes of rows beyond level 2 0.00356 | calls 102 | columns at edges 0.396 | pixels 0.18 |\
              pixels of a part of a register 0.0282 | taps 0.108 | taps of a single part of a register 0.0512 |\
              taps of middle filters 0.126 | taps of middle filters of a single part of a register 0.000182 |\
              taps of narrow filters 0.107 | taps of narrow filters of a single part of a register 0.0206 |\
              taps of rows 0.0538 | taps of runs 0.262 | taps of wide filters 0.125 |\
              taps of wide filters of a single part of a register 0.0361 | weights beyond level 1 0.00812
            brg_conv_fwd:avx2 | calls 220 | columns at edges 6.39 | groups 159 | inputs of equal chunks 0.00404 |\
              multiply-adds 0.0669 | multiply-adds of a part of a register 0.0285 |\
              multiply-adds with padding 0.0551 | pixels 0.164 | pixels of a part of a register 0.0297 |\
              rows 60.2 | rows of taps 2.43 | runs 0.228 | taps of rows 1.67 | weights of rows 0.0482 |\
              weights of rows beyond level 1 0.00289 | weights of rows beyond level 2 0.0107 |\
              weights of runs 0.126
            brg_conv_fwd:avx2, groups | calls 356 | columns at edges 3.99 | inputs of equal chunks 0.00463 |\
              lines 0.00908 | lines beyond level 2 0.0911 | lines of windows 0.211 | multiply-adds 0.122 |\
              multiply-adds of a part of a register 0.03 | multiply-adds with padding 0.00824 | pixels 0.291 |\
              rows 59.7 | rows of taps 4.96 | taps at edges 0.0121 | taps of rows 0.58 | weights of rows 0.359 |\
              weights of runs 0.0221
            brg_conv_fwd:avx2, groups, one channel | calls 343 | columns at edges 0.74 | groups 6.05 |\
              inputs 0.00352 | inputs of equal chunks 0.0168 | lines of windows 0.0889 | multiply-adds 0.119 |\
              multiply-adds with padding 0.0222 | pixels 0.228 | pixels of a part of a register 0.259 | rows 49.6 |\
              rows of taps 1.54 | taps at edges 0.206 | taps of rows 0.582 | weights 0.0598 |\
              weights of rows 0.758 | weights of runs 0.269
            brg_conv_fwd:avx2, one channel | calls 202 | columns at edges 6.22 | groups 113 | images 78 |\
              inputs 0.0216 | multiply-adds 0.134 | pixels 0.248 | rows 46 | rows of taps 2.47 | runs 1.25 |\
              taps at edges 0.135 | taps of rows 1.24 | weights of rows 0.103 |\
              weights of rows beyond level 1 0.512 | weights of runs 0.174
            brgconv_1x1:avx2 | calls 338 | groups 0.239 | images 50.9 | multiply-adds 0.108 |\
              multiply-adds of a part of a register 0.0234 | pixels 0.163 | pixels of a part of a register 0.0688 |\
              runs 0.219 | weights of rows 0.0111 | weights of rows beyond level 1 0.00183 |\
              weights of rows beyond level 2 0.00949 | weights of runs 0.24
            brgconv_1x1:avx2, groups | calls 248 | groups 23.7 | multiply-adds 0.129 |\
              pixels of a part of a register 0.763 | rows 25.5 | rows of taps 0.116 | taps of rows 0.000264 |\
              weights 0.0252 | weights of runs 0.108
            brgconv_1x1:avx2, groups, one channel | calls 312 | groups 22.1 | images 17.2 |\
              lines beyond level 1 0.0744 | multiply-adds 0.137 | multiply-adds of a part of a register 0.132 |\
              multiply-adds with padding 0.146 | pixels 0.097 | pixels of a part of a register 0.0426 |\
              weights of runs 0.0855
            brgconv_1x1:avx2, one channel | calls 242 | groups 0.37 | images 85.5 | inputs 0.125 |\
              multiply-adds 0.168 | multiply-adds of a part of a register 0.0853 |\
              multiply-adds with padding 0.144 | pixels 0.066 | weights 0.981
            copied in | numbers 0.293
            copied in, blocks | numbers 0.278
            copied in, blocks, fast | numbers 0.114
            copied in, blocks, repeated | numbers 0.302 | pixels 0.0474
            copied in, fast | numbers 0.103
            copied in, repeated | numbers 0.251 | pixels 0.27
            copied out | numbers 0.303
            copied out, blocks | numbers 0.307
            copied out, blocks, fast | numbers 0.147
            copied out, blocks, fast, repeated | numbers 0.0972
            copied out, blocks, repeated | numbers 0.326 | pixels 0.117 | planes 8.61
            copied out, fast | numbers 0.0686
            copied out, fast, repeated | numbers 0.0662
            copied out, repeated | numbers 0.318 | numbers of a part of a register 0.0484 | pixels 0.00283
            copies | bytes beyond level 2 0.00885 | bytes beyond level 3 0.0538
            depthwise tensors | bytes beyond a part of level 3 0.00191 | bytes beyond level 2 0.00299 |\
              bytes beyond level 3 0.0378
            divided tensors | bytes beyond a part of level 3 0.008 | bytes beyond level 2 0.00502 |\
              bytes beyond level 3 0.012 | written bytes beyond level 2 0.00626
            jit:avx2 | calls 118 | groups 0.0431 | inputs 0.142 | multiply-adds 0.113 |\
              multiply-adds of a part of a register 0.00646 | pixels 0.00202 | rows 30.1 | weights 0.128 |\
              weights of rows 0.156 | weights of rows beyond level 2 0.0089
            jit:avx2, groups | calls 68.1 | inputs 0.0584 | inputs of equal chunks 0.0275 |\
              lines beyond level 1 0.3 | multiply-adds 0.0803 | multiply-adds of a part of a register 0.0948 |\
              multiply-adds with padding 0.00545 | rows 91.1 | taps of rows 5.19 | weights of rows 0.249
            jit:avx2, groups, one channel | calls 75.5 | groups 14.2 | inputs 0.0293 |\
              inputs of equal chunks 0.0741 | lines 0.0151 | lines beyond level 2 0.00811 | multiply-adds 0.022 |\
              multiply-adds of a part of a register 0.00377 | multiply-adds with padding 0.0747 | rows 34.7 |\
              runs 0.187 | taps of rows 0.218 | weights 0.0112 | weights of runs 0.0845
            jit:avx2, one channel | calls 39 | groups 0.00937 | images 52.5 | inputs 0.0912 |\
              inputs of equal chunks 0.025 | multiply-adds 0.0826 | pixels 0.219 | rows 34.2 | taps of rows 0.484 |\
              weights of rows beyond level 1 0.39
            jit_1x1:avx2 | calls 113 | groups 0.0268 | images 16.1 | inputs 0.103 | multiply-adds 0.087 |\
              multiply-adds of a part of a register 0.00622 | pixels 0.0306 | weights 0.00611 |\
              weights of rows beyond level 1 0.00283 | weights of rows beyond level 2 0.0082 |\
              weights of runs 0.209
            jit_1x1:avx2, groups, one channel | calls 15.1 | groups 15.1 | images 15.1 | inputs 0.106 |\
              inputs of equal chunks 0.106 | multiply-adds of a part of a register 0.122 |\
              pixels of a part of a register 0.119 | runs 0.274 | weights 9.83 | weights of rows 1.22
            jit_1x1:avx2, one channel | calls 42.2 | groups 0.019 | images 67.8 | inputs 0.29 |\
              multiply-adds 0.16 | multiply-adds of a part of a register 0.105 |\
              multiply-adds with padding 0.0773 | pixels 0.0188 | weights 0.00268
            jit_dw:avx2 | begun rows 18.3 | bytes of rows beyond level 1 0.0018 |\
              bytes of rows beyond level 2 0.0075 | calls 81.1 | pixels 0.278 |\
              pixels of a part of a register 0.0492 | pixels of a single part of a register 0.116 |\
              rows of taps 0.0739 | taps 0.165 | taps of a part of a register 0.119 |\
              taps of a single part of a register 0.0612 | taps of middle filters 0.0391 |\
              taps of narrow filters 0.0255 | taps of narrow filters of a single part of a register 0.0674 |\
              taps of rows 0.166 | taps of wide filters 0.0893 |\
              taps of wide filters of a single part of a register 0.151 | taps with dilations 0.0135 |\
              taps with strides 0.0154 | weights beyond level 1 0.00135
            jit_dw:avx2 in blocks | begun chunks 4.1 | begun rows 9.77 | calls 292 | columns at edges 0.326 |\
              rows 5.96 | taps 0.145 | taps of middle filters 0.0276 | taps of narrow filters 0.00551 |\
              taps of rows 0.136 | taps of runs 0.0666 | taps of wide filters 0.0572 | taps with strides 0.00336
            jit_dw:avx2 in copies | begun rows 19.9 | bytes of rows beyond level 1 0.00265 |\
              bytes of rows beyond level 2 0.00748 | calls 106 | pixels 0.175 | rows of taps 0.0898 | taps 0.149 |\
              taps of a part of a register 0.0731 | taps of a single part of a register 0.0804 |\
              taps of middle filters 0.0621 | taps of middle filters of a single part of a register 0.0154 |\
              taps of narrow filters 0.0491 | taps of rows 0.114 | taps of runs 0.0345 |\
              taps of wide filters 0.0867 | taps of wide filters of a single part of a register 0.0676 |\
              taps with dilations 0.0137 | taps with strides 0.0126 | weights beyond level 1 0.00316
            jit_dw:sse41 | begun rows 21.9 | bytes of rows beyond level 1 0.000192 |\
              bytes of rows beyond level 2 0.00368 | calls 81.5 | columns at edges 0.0362 | pixels 0.13 |\
              pixels of a part of a register 0.0348 | taps 0.155 | taps of a part of a register 0.0429 |\
              taps of a single part of a register 0.0789 | taps of middle filters 0.0632 |\
              taps of narrow filters 0.0525 | taps of narrow filters of a single part of a register 0.0422 |\
              taps of rows 0.0914 | taps of wide filters 0.0945 |\
              taps of wide filters of a single part of a register 0.148 | taps with dilations 0.0115 |\
              taps with strides 0.014 | weights beyond level 1 0.00788
            oneDNN | calls 315
            ordinary tensors | bytes beyond a part of level 3 0.00114 | bytes beyond level 2 0.00382 |\
              bytes beyond level 3 0.0568 | written bytes beyond level 2 0.00118
            pixels | numbers 0.0675 | rows 2.77
            pixels, repeated | numbers 0.261 | rows 1.02 | runs 0.0359
            x64:gemm:jit | calls 206 | copied windows 0.392 | copied windows with strides 0.0377 | groups 0.186 |\
              images 225 | inputs 0.0344 | multiply-adds of a part of a register 0.00843 |\
              multiply-adds with padding 0.142 | pixels 0.146 | pixels of a part of a register 0.354 |\
              rows of copied windows 3.01 | weights of rows 0.115 | weights of rows beyond level 1 0.00389
            x64:gemm:jit in planes | calls 138 | copied windows 0.268 | copied windows with strides 0.629 |\
              groups 0.0000518 | images 275 | multiply-adds 0.0182 | multiply-adds with padding 0.126 |\
              pixels 0.153 | rows 1.29 | rows of copied windows 1.77 | weights 0.143
            x64:gemm:jit in planes, groups | calls 29.2 | copied windows 0.264 |\
              copied windows with strides 0.133 | images 209 | multiply-adds 0.12 | pixels 0.205 |\
              rows of copied windows 19 | taps of rows 0.409 | weights 0.257 | weights of rows 0.806
            x64:gemm:jit in planes, one channel | calls 0.907 | copied windows 0.242 |\
              copied windows with strides 0.39 | groups 73.4 | images 404 | multiply-adds 0.0756 |\
              multiply-adds with padding 0.0273 | pixels 0.263 | rows of copied windows 1.77 | weights 0.157 |\
              weights of runs 0.17
            x64:gemm:jit in planes, one filter | calls 49.8 | groups 0.000036 | images 131 | rows 16.2 |\
              rows of taps 0.0855 | taps of rows 0.000226 | weights 0.0636 | weights of rows 0.176 |\
              weights of rows beyond level 1 0.159 | weights of runs 0.218
            x64:gemm:jit, groups | calls 204 | copied windows 0.317 | copied windows with strides 0.0573 |\
              groups 10.2 | images 87.3 | lines 0.409 | lines beyond level 2 1.72 |\
              multiply-adds of a part of a register 0.138 | multiply-adds with padding 0.113 | pixels 0.254 |\
              rows of copied windows 9.07 | taps of rows 9.77
            x64:gemm:jit, groups, one filter | calls 238 | copied windows 0.0000638 | groups 59.4 | images 0.0499 |\
              lines 0.625 | multiply-adds 0.101 | multiply-adds of a part of a register 0.101 |\
              rows of copied windows 52.2 | weights of rows 0.999
            x64:gemm:jit, one channel | calls 183 | copied windows 0.157 | copied windows with strides 0.0748 |\
              groups 0.361 | images 269 | inputs 0.256 | multiply-adds with padding 0.109 | pixels 0.194 |\
              pixels of a part of a register 0.411 | rows of copied windows 3.13 | rows of taps 0.142
            x64:gemm:jit, one channel, one filter | calls 181 | copied windows 0.0311 |\
              copied windows with strides 0.0263 | groups 105 | images 78.3 | inputs 0.026 |\
              inputs of equal chunks 0.026 | multiply-adds 0.0395 | multiply-adds of a part of a register 0.0395 |\
              multiply-adds with padding 0.026 | rows 1.51 | rows of copied windows 0.459 | rows of taps 0.768 |\
              taps of rows 0.434 | weights 5.19 | weights of rows 0.434 | weights of rows beyond level 1 0.738 |\
              weights of runs 0.243
            x64:gemm:jit, one filter | calls 227 | groups 0.304 | pixels 0.91 |\
              pixels of a part of a register 0.683 | runs 3.65 | weights 1.01 |\
              weights of rows beyond level 1 0.0113 | weights of runs 0.251
            """);

    private Avx2Costs() {}
}
