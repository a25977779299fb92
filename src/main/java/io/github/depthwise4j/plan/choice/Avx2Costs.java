package io.github.depthwise4j.plan.choice;

/** The costs with AVX2, in nanoseconds, measured on AMD Zen 5 with one thread. */
final class Avx2Costs {
    static final Costs TABLE = Costs.parse("""
            brdgmm_dw:avx2 | begun rows 26.5 | bytes of rows beyond level 1 0.00132 |\
              bytes of rows beyond level 2 0.00477 | calls 81.9 | columns at edges 0.398 | pixels 0.194 |\
              pixels of a single part of a register 0.0832 | taps 0.157 |\
              taps of a single part of a register 0.103 | taps of middle filters 0.146 |\
              taps of middle filters of a single part of a register 0.0807 | taps of narrow filters 0.151 |\
              taps of narrow filters of a single part of a register 0.0841 | taps of rows 0.121 |\
              taps of runs 0.00839 | taps of wide filters 0.161 |\
              taps of wide filters of a single part of a register 0.00533 | taps with strides 0.0189 |\
              weights beyond level 1 0.0171
            brdgmm_dw:avx2 in copies | begun rows 24.7 | bytes of rows beyond level 1 0.0049 |\
              bytes of rows beyond level 2 0.00345 | calls 95.7 | columns at edges 0.43 | pixels 0.178 |\
              pixels of a part of a register 0.0965 | taps 0.13 | taps of a single part of a register 0.067 |\
              taps of middle filters 0.104 | taps of middle filters of a single part of a register 0.0745 |\
              taps of narrow filters 0.0868 | taps of narrow filters of a single part of a register 0.0405 |\
              taps of rows 0.0349 | taps of runs 0.265 | taps of wide filters 0.102 |\
              taps with strides of many channels 0.0082 | weights beyond level 1 0.00847
            brg_conv_fwd:avx2 | calls 217 | columns at edges 6.39 | groups 159 | inputs of equal chunks 0.004 |\
              multiply-adds 0.0668 | multiply-adds of a part of a register 0.0284 |\
              multiply-adds with padding 0.0552 | pixels 0.17 | pixels of a part of a register 0.0353 | rows 60.4 |\
              rows of taps 2.4 | runs 0.16 | taps of rows 1.67 | weights of rows 0.0479 |\
              weights of rows beyond level 1 0.00289 | weights of rows beyond level 2 0.0107 |\
              weights of runs 0.126
            brg_conv_fwd:avx2, groups | calls 352 | columns at edges 4.03 | inputs of equal chunks 0.00466 |\
              lines 0.0065 | lines beyond level 2 0.0826 | lines of windows 0.214 | multiply-adds 0.122 |\
              multiply-adds of a part of a register 0.0298 | multiply-adds with padding 0.00804 | pixels 0.307 |\
              rows 59.7 | rows of taps 4.95 | taps at edges 0.0123 | taps of rows 0.582 | weights of rows 0.361 |\
              weights of runs 0.0207
            brg_conv_fwd:avx2, groups, one channel | calls 342 | columns at edges 0.741 | groups 5.84 |\
              inputs 0.00344 | inputs of equal chunks 0.0171 | lines of windows 0.0883 | multiply-adds 0.12 |\
              multiply-adds with padding 0.0222 | pixels 0.232 | pixels of a part of a register 0.256 | rows 49.8 |\
              rows of taps 1.56 | taps at edges 0.205 | taps of rows 0.58 | weights 0.0564 |\
              weights of rows 0.755 | weights of runs 0.269
            brg_conv_fwd:avx2, one channel | calls 154 | columns at edges 1.45 | groups 164 | images 81.2 |\
              inputs 0.0266 | inputs of equal chunks 0.00383 | multiply-adds 0.126 | pixels 0.231 | rows 46.6 |\
              rows of taps 2.5 | runs 1.13 | taps at edges 0.119 | taps of rows 1.01 | weights of rows 0.13 |\
              weights of rows beyond level 1 0.35 | weights of runs 0.25
            brgconv_1x1:avx2 | calls 336 | groups 0.233 | images 50.9 | multiply-adds 0.108 |\
              multiply-adds of a part of a register 0.0232 | pixels 0.164 | pixels of a part of a register 0.0703 |\
              runs 0.208 | weights of rows 0.0108 | weights of rows beyond level 1 0.00183 |\
              weights of rows beyond level 2 0.00946 | weights of runs 0.241
            brgconv_1x1:avx2, groups | calls 247 | groups 20.7 | images 2.82 | multiply-adds 0.129 |\
              pixels of a part of a register 0.762 | rows 25.6 | rows of taps 0.114 | taps of rows 0.000254 |\
              weights 0.0251 | weights of runs 0.108
            brgconv_1x1:avx2, groups, one channel | calls 313 | groups 22.1 | images 17 |\
              lines beyond level 1 0.0731 | multiply-adds 0.141 | multiply-adds of a part of a register 0.134 |\
              multiply-adds with padding 0.147 | pixels 0.0953 | pixels of a part of a register 0.0399 |\
              weights of runs 0.0939
            brgconv_1x1:avx2, one channel | calls 237 | groups 0.355 | images 88.6 | inputs 0.13 |\
              multiply-adds 0.17 | multiply-adds of a part of a register 0.0831 |\
              multiply-adds with padding 0.143 | pixels 0.0643 | weights 0.984
            copied in | numbers 0.294
            copied in, blocks | numbers 0.278
            copied in, blocks, fast | numbers 0.114
            copied in, blocks, repeated | numbers 0.301 | pixels 0.0531
            copied in, fast | numbers 0.104
            copied in, repeated | numbers 0.257 | pixels 0.138
            copied out | numbers 0.299
            copied out, blocks | numbers 0.306
            copied out, blocks, fast | numbers 0.146
            copied out, blocks, fast, repeated | numbers 0.0972
            copied out, blocks, repeated | numbers 0.327 | pixels 0.0966 | planes 8.64
            copied out, fast | numbers 0.0648
            copied out, fast, repeated | numbers 0.0707
            copied out, repeated | numbers 0.313 | numbers of a part of a register 0.0469
            copies | bytes beyond level 2 0.00925 | bytes beyond level 3 0.0549
            depthwise tensors | bytes beyond a part of level 3 0.00211 | bytes beyond level 2 0.00302 |\
              bytes beyond level 3 0.0379
            divided tensors | bytes beyond a part of level 3 0.00817 | bytes beyond level 2 0.00506 |\
              bytes beyond level 3 0.0118 | written bytes beyond level 2 0.00599
            jit:avx2 | calls 116 | groups 0.0416 | inputs 0.142 | multiply-adds 0.113 |\
              multiply-adds of a part of a register 0.00622 | pixels 0.00219 | rows 30.1 | weights 0.128 |\
              weights of rows 0.156 | weights of rows beyond level 2 0.00892
            jit:avx2, groups | calls 66.3 | inputs 0.0588 | inputs of equal chunks 0.0274 |\
              lines beyond level 1 0.299 | multiply-adds 0.0807 | multiply-adds of a part of a register 0.0944 |\
              multiply-adds with padding 0.00512 | rows 91.1 | taps of rows 5.2 | weights of rows 0.249
            jit:avx2, groups, one channel | calls 73.4 | groups 14.1 | inputs 0.029 |\
              inputs of equal chunks 0.0746 | lines 0.0139 | lines beyond level 2 0.00691 | multiply-adds 0.0222 |\
              multiply-adds of a part of a register 0.00325 | multiply-adds with padding 0.0757 | rows 34.9 |\
              runs 0.216 | taps of rows 0.212 | weights 0.0153 | weights of runs 0.0822
            jit:avx2, one channel | calls 37.6 | groups 0.00887 | images 54.2 | inputs 0.0901 |\
              inputs of equal chunks 0.0372 | multiply-adds 0.0875 | pixels 0.153 | rows 33.8 |\
              taps of rows 0.456 | weights of rows beyond level 1 0.315
            jit_1x1:avx2 | calls 112 | groups 0.0259 | images 16.1 | inputs 0.103 | multiply-adds 0.087 |\
              multiply-adds of a part of a register 0.00613 | pixels 0.0306 | weights 0.00605 |\
              weights of rows beyond level 1 0.00282 | weights of rows beyond level 2 0.0082 |\
              weights of runs 0.21
            jit_1x1:avx2, groups, one channel | calls 13.7 | groups 13.7 | images 13.7 | inputs 0.121 |\
              inputs of equal chunks 0.121 | multiply-adds of a part of a register 0.11 |\
              pixels of a part of a register 0.106 | runs 0.299 | weights 10.2 | weights of rows 1.28
            jit_1x1:avx2, one channel | calls 37.5 | groups 0.0166 | images 71 | inputs 0.296 |\
              multiply-adds 0.16 | multiply-adds of a part of a register 0.102 | multiply-adds with padding 0.076 |\
              pixels 0.0181 | weights 0.00277
            jit_dw:avx2 | begun rows 18.4 | bytes of rows beyond level 1 0.00177 |\
              bytes of rows beyond level 2 0.00722 | calls 79.5 | pixels 0.276 |\
              pixels of a part of a register 0.0698 | pixels of a single part of a register 0.0608 |\
              rows of taps 0.0847 | taps 0.134 | taps of a part of a register 0.122 |\
              taps of a single part of a register 0.101 | taps of middle filters 0.0722 |\
              taps of middle filters of a single part of a register 0.0757 | taps of narrow filters 0.0583 |\
              taps of narrow filters of a single part of a register 0.0805 | taps of rows 0.148 |\
              taps of wide filters 0.12 | taps of wide filters of a single part of a register 0.143 |\
              taps with dilations 0.0123 | taps with strides 0.00189 | taps with strides of many channels 0.0484 |\
              weights beyond level 1 0.000357
            jit_dw:avx2 in blocks | begun chunks 3.89 | begun rows 9.83 | calls 290 | columns at edges 0.355 |\
              rows 6.07 | taps 0.145 | taps of middle filters 0.0276 | taps of narrow filters 0.00557 |\
              taps of rows 0.139 | taps of runs 0.0599 | taps of wide filters 0.0575 | taps with strides 0.00376 |\
              taps with strides of many channels 0.00663
            jit_dw:avx2 in copies | begun rows 19.2 | bytes of rows beyond level 1 0.00235 |\
              bytes of rows beyond level 2 0.00723 | calls 102 | pixels 0.18 | rows of taps 0.145 | taps 0.162 |\
              taps of a part of a register 0.0774 | taps of a single part of a register 0.0968 |\
              taps of middle filters 0.0539 | taps of middle filters of a single part of a register 0.0459 |\
              taps of narrow filters 0.0404 | taps of narrow filters of a single part of a register 0.0165 |\
              taps of rows 0.0879 | taps of runs 0.0304 | taps of wide filters 0.0754 |\
              taps of wide filters of a single part of a register 0.0438 | taps with dilations 0.00363 |\
              taps with strides 0.00509 | taps with strides of many channels 0.0498 |\
              weights beyond level 1 0.0033
            jit_dw:sse41 | begun rows 20.9 | bytes of rows beyond level 1 0.000161 |\
              bytes of rows beyond level 2 0.0036 | calls 80.7 | columns at edges 0.0487 | pixels 0.13 |\
              pixels of a part of a register 0.0513 | taps 0.156 | taps of a part of a register 0.0435 |\
              taps of a single part of a register 0.0979 | taps of middle filters 0.0626 |\
              taps of middle filters of a single part of a register 0.0733 | taps of narrow filters 0.052 |\
              taps of narrow filters of a single part of a register 0.0807 | taps of rows 0.0891 |\
              taps of wide filters 0.0937 | taps of wide filters of a single part of a register 0.129 |\
              taps with dilations 0.012 | taps with strides 0.0142 | weights beyond level 1 0.00802
            oneDNN | calls 317
            ordinary tensors | bytes beyond a part of level 3 0.00131 | bytes beyond level 2 0.00386 |\
              bytes beyond level 3 0.0569 | written bytes beyond level 2 0.00114
            pixels | numbers 0.0669 | rows 2.73 | runs 0.00401
            pixels, repeated | numbers 0.262 | rows 1.1 | runs 0.0296
            x64:gemm:jit | calls 204 | copied windows 0.386 | copied windows with dilations 0.0252 |\
              copied windows with strides 0.0434 | groups 0.18 | images 226 | inputs 0.0343 |\
              multiply-adds of a part of a register 0.00835 | multiply-adds with padding 0.142 | pixels 0.146 |\
              pixels of a part of a register 0.355 | rows of copied windows 3.04 | weights of rows 0.115 |\
              weights of rows beyond level 1 0.00388
            x64:gemm:jit in planes | calls 137 | copied windows 0.236 | copied windows beyond level 2 0.0503 |\
              copied windows with dilations 0.0434 | copied windows with strides 0.635 | groups 0.0000501 |\
              images 275 | multiply-adds 0.0161 | multiply-adds with padding 0.128 | pixels 0.153 | rows 1.14 |\
              rows of copied windows 2.04 | weights 0.142
            x64:gemm:jit in planes, groups | calls 27.9 | copied windows 0.264 |\
              copied windows with strides 0.132 | images 209 | multiply-adds 0.12 | pixels 0.206 |\
              rows of copied windows 19 | taps of rows 0.385 | weights 0.257 | weights of rows 0.806
            x64:gemm:jit in planes, one channel | calls 0.205 | copied windows 0.22 |\
              copied windows beyond level 2 0.202 | copied windows with strides 0.411 | groups 77.1 | images 403 |\
              multiply-adds 0.063 | multiply-adds with padding 0.0397 | pixels 0.265 | rows of copied windows 1.9 |\
              weights 0.155 | weights of runs 0.162
            x64:gemm:jit in planes, one filter | calls 48.2 | groups 0.0000341 | images 131 | rows 16.2 |\
              rows of taps 0.0837 | taps of rows 0.000216 | weights 0.0678 | weights of rows 0.174 |\
              weights of rows beyond level 1 0.157 | weights of runs 0.218
            x64:gemm:jit, groups | calls 203 | copied windows 0.319 | copied windows with strides 0.0526 |\
              groups 6.65 | images 90.9 | lines 0.408 | lines beyond level 2 1.73 |\
              multiply-adds of a part of a register 0.137 | multiply-adds with padding 0.113 | pixels 0.259 |\
              rows of copied windows 9.07 | taps of rows 9.75
            x64:gemm:jit, groups, one filter | calls 237 | copied windows 0.000645 | groups 59.3 | images 0.0487 |\
              lines 0.624 | multiply-adds 0.101 | multiply-adds of a part of a register 0.101 |\
              rows of copied windows 52.2 | weights of rows 1.01
            x64:gemm:jit, one channel | calls 180 | copied windows 0.151 | copied windows with dilations 0.0269 |\
              copied windows with strides 0.081 | groups 0.346 | images 271 | inputs 0.252 |\
              multiply-adds with padding 0.11 | pixels 0.193 | pixels of a part of a register 0.418 |\
              rows of copied windows 3.16 | rows of taps 0.142
            x64:gemm:jit, one channel, one filter | calls 115 | copied windows 0.0252 |\
              copied windows beyond level 2 0.057 | copied windows with dilations 0.189 |\
              copied windows with strides 0.00348 | groups 122 | images 87.9 | inputs 0.0243 |\
              inputs of equal chunks 0.0243 | multiply-adds 0.0145 | multiply-adds of a part of a register 0.0145 |\
              multiply-adds with padding 0.0243 | rows 0.00147 | rows of copied windows 0.582 |\
              rows of taps 0.0578 | runs 1.94 | taps of rows 0.559 | weights 12.3 | weights of rows 0.559 |\
              weights of rows beyond level 1 0.744 | weights of runs 0.125
            x64:gemm:jit, one filter | calls 225 | groups 0.295 | pixels 0.935 |\
              pixels of a part of a register 0.684 | runs 3.49 | weights 1.01 |\
              weights of rows beyond level 1 0.0113 | weights of runs 0.251
            """);

    private Avx2Costs() {}
}
