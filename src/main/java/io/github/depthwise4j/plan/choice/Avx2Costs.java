package io.github.depthwise4j.plan.choice;

/** The costs with AVX2, in nanoseconds, measured on AMD Zen 5 with one thread. */
final class Avx2Costs {
    static final Costs TABLE = Costs.parse("""
            brdgmm_dw:avx2 | begun rows 26.1 | bytes of rows beyond level 1 0.00191 |\
              bytes of rows beyond level 2 0.00394 | calls 76.2 | columns at edges 0.617 | pixels 0.194 |\
              pixels of a single part of a register 0.127 | taps 0.2 | taps of middle filters 0.108 |\
              taps of narrow filters 0.0924 | taps of narrow filters of a single part of a register 0.12 |\
              taps of rows 0.142 | taps of wide filters 0.117 |\
              taps of wide filters of a single part of a register 0.0597 | taps with strides 0.0208 |\
              weights beyond level 1 0.0153
            brdgmm_dw:avx2 in copies | begun rows 25.2 | bytes of rows beyond level 1 0.00681 |\
              bytes of rows beyond level 2 0.00317 | calls 91.6 | columns at edges 0.545 | pixels 0.193 |\
              pixels of a part of a register 0.0536 | taps 0.125 | taps of a part of a register 0.019 |\
              taps of a single part of a register 0.0366 | taps of middle filters 0.0933 |\
              taps of narrow filters 0.0766 | taps of narrow filters of a single part of a register 0.0108 |\
              taps of rows 0.1 | taps of runs 0.238 | taps of wide filters 0.104 |\
              taps of wide filters of a single part of a register 0.0353 | weights beyond level 1 0.0107
            brg_conv_fwd:avx2 | calls 192 | columns at edges 6.45 | groups 171 | inputs of equal chunks 0.00601 |\
              multiply-adds 0.065 | multiply-adds of a part of a register 0.0278 |\
              multiply-adds with padding 0.0556 | pixels 0.056 | pixels of a part of a register 0.112 | rows 60.9 |\
              rows of taps 2.4 | runs 0.417 | taps of rows 1.62 | weights of rows 0.0502 |\
              weights of rows beyond level 1 0.00281 | weights of rows beyond level 2 0.0106 |\
              weights of runs 0.126
            brg_conv_fwd:avx2, groups | calls 325 | columns at edges 4.02 | inputs of equal chunks 0.00414 |\
              lines 0.0195 | lines beyond level 2 0.0931 | lines of windows 0.214 | multiply-adds 0.121 |\
              multiply-adds of a part of a register 0.0292 | multiply-adds with padding 0.00876 | pixels 0.236 |\
              rows 60 | rows of taps 4.94 | taps at edges 0.0114 | taps of rows 0.584 | weights of rows 0.354 |\
              weights of runs 0.0273
            brg_conv_fwd:avx2, groups, one channel | calls 314 | columns at edges 0.76 | groups 8.18 |\
              inputs 0.0118 | inputs of equal chunks 0.0257 | lines 0.0000595 | lines beyond level 1 0.0207 |\
              lines of windows 0.0942 | multiply-adds 0.123 | multiply-adds with padding 0.0188 | pixels 0.268 |\
              pixels of a part of a register 0.176 | rows 49.7 | rows of taps 1.56 | taps at edges 0.425 |\
              taps of rows 0.601 | weights of rows 0.726 | weights of runs 0.188
            brg_conv_fwd:avx2, one channel | calls 188 | columns at edges 6.36 | groups 114 | images 76.7 |\
              inputs 0.0219 | multiply-adds 0.134 | pixels 0.245 | rows 45.5 | rows of taps 2.5 | runs 1.31 |\
              taps at edges 0.134 | taps of rows 1.24 | weights of rows 0.103 |\
              weights of rows beyond level 1 0.514 | weights of runs 0.171
            brgconv_1x1:avx2 | calls 333 | groups 0.2 | images 49.7 | multiply-adds 0.108 |\
              multiply-adds of a part of a register 0.0221 | pixels 0.155 | pixels of a part of a register 0.105 |\
              runs 0.0574 | weights of rows 0.00469 | weights of rows beyond level 1 0.00197 |\
              weights of rows beyond level 2 0.00901 | weights of runs 0.241
            brgconv_1x1:avx2, groups | calls 242 | groups 22.8 | multiply-adds 0.114 |\
              multiply-adds of a part of a register 0.0095 | multiply-adds with padding 0.00523 |\
              pixels of a part of a register 0.71 | rows 25.5 | rows of taps 0.118 | taps of rows 0.000274 |\
              weights 0.0202 | weights of runs 0.159
            brgconv_1x1:avx2, groups, one channel | calls 303 | groups 22 | images 17.3 |\
              lines beyond level 1 0.0736 | multiply-adds 0.138 | multiply-adds of a part of a register 0.125 |\
              multiply-adds with padding 0.144 | pixels 0.0968 | pixels of a part of a register 0.0371 |\
              weights of runs 0.135
            brgconv_1x1:avx2, one channel | calls 237 | groups 0.371 | images 80.2 | inputs 0.135 |\
              multiply-adds 0.166 | multiply-adds of a part of a register 0.0782 |\
              multiply-adds with padding 0.143 | pixels 0.0667 | weights 0.983
            copied in | numbers 0.303
            copied in, blocks | numbers 0.288
            copied in, blocks, fast | numbers 0.11
            copied in, blocks, repeated | numbers 0.296 | pixels 0.0423
            copied in, fast | numbers 0.102
            copied in, repeated | numbers 0.254 | pixels 0.249
            copied out | numbers 0.31
            copied out, blocks | numbers 0.299
            copied out, blocks, fast | numbers 0.126
            copied out, blocks, fast, repeated | numbers 0.09
            copied out, blocks, repeated | numbers 0.311 | pixels 0.59 | planes 9.93
            copied out, fast | numbers 0.0554
            copied out, fast, repeated | numbers 0.0649
            copied out, repeated | numbers 0.322 | numbers of a part of a register 0.0422 | pixels 0.0822
            copies | bytes beyond level 2 0.00835 | bytes beyond level 3 0.0407
            depthwise tensors | bytes beyond a part of level 3 0.000319 | bytes beyond level 2 0.00439 |\
              bytes beyond level 3 0.0415
            divided tensors | bytes beyond a part of level 3 0.00789 | bytes beyond level 2 0.00777 |\
              bytes beyond level 3 0.00499 | written bytes beyond level 2 0.00136
            jit:avx2 | calls 109 | groups 0.0403 | images 0.291 | inputs 0.123 | multiply-adds 0.112 |\
              multiply-adds of a part of a register 0.0168 | rows 29.7 | weights 0.148 | weights of rows 0.128 |\
              weights of rows beyond level 2 0.00882 | weights of runs 0.0365
            jit:avx2, groups | calls 58.5 | inputs 0.0579 | inputs of equal chunks 0.0277 |\
              lines beyond level 1 0.315 | multiply-adds 0.079 | multiply-adds of a part of a register 0.0934 |\
              multiply-adds with padding 0.0066 | rows 90.5 | taps of rows 5.21 | weights of rows 0.249
            jit:avx2, groups, one channel | calls 60.9 | groups 16.9 | inputs 0.0386 |\
              inputs of equal chunks 0.0788 | lines 0.00584 | lines beyond level 2 0.00354 |\
              lines of windows 0.0361 | multiply-adds 0.0218 | multiply-adds with padding 0.0647 | rows 33.7 |\
              taps of rows 0.319 | weights of rows 0.0206 | weights of runs 0.0872
            jit:avx2, one channel | calls 30.3 | groups 0.0075 | images 50.7 | inputs 0.0922 |\
              inputs of equal chunks 0.0244 | multiply-adds 0.0823 | pixels 0.22 | rows 34.1 | taps of rows 0.48 |\
              weights of rows beyond level 1 0.391
            jit_1x1:avx2 | calls 114 | groups 0.0244 | images 13.4 | inputs 0.0751 | multiply-adds 0.0859 |\
              multiply-adds of a part of a register 0.0198 | pixels 0.0215 |\
              pixels of a part of a register 0.00753 | weights 0.000262 | weights of rows beyond level 1 0.00246 |\
              weights of rows beyond level 2 0.00972 | weights of runs 0.269
            jit_1x1:avx2, groups, one channel | calls 9.44 | groups 9.44 | images 9.44 | inputs 0.167 |\
              inputs of equal chunks 0.167 | multiply-adds of a part of a register 0.0158 |\
              pixels of a part of a register 0.0122 | runs 0.712 | weights 9.83 | weights of rows 1.16
            jit_1x1:avx2, one channel | calls 38.4 | groups 0.0178 | images 62.2 | inputs 0.303 |\
              multiply-adds 0.157 | multiply-adds of a part of a register 0.0945 |\
              multiply-adds with padding 0.0771 | pixels 0.0191 | weights 0.00516
            jit_dw:avx2 | begun rows 15.7 | bytes of rows beyond level 1 0.002 |\
              bytes of rows beyond level 2 0.00719 | calls 73.4 | columns at edges 0.0959 | pixels 0.268 |\
              pixels of a part of a register 0.179 | pixels of a single part of a register 0.182 |\
              rows of taps 0.29 | taps 0.161 | taps of a part of a register 0.136 |\
              taps of a single part of a register 0.0637 | taps of middle filters 0.0348 |\
              taps of narrow filters 0.0161 | taps of narrow filters of a single part of a register 0.0718 |\
              taps of rows 0.154 | taps of wide filters 0.0896 |\
              taps of wide filters of a single part of a register 0.152 | taps with dilations 0.0247 |\
              taps with strides 0.0126 | weights beyond level 1 0.00131
            jit_dw:avx2 in blocks | begun chunks 0.684 | begun rows 11.9 | bytes of rows beyond level 2 0.000905 |\
              calls 311 | columns at edges 0.933 | rows 6.71 | rows of taps 0.0193 | taps 0.152 |\
              taps of middle filters 0.0328 | taps of narrow filters 0.0123 | taps of rows 0.167 |\
              taps of wide filters 0.0638
            jit_dw:avx2 in copies | begun chunks 0.861 | begun rows 20.2 | bytes of rows beyond level 1 0.00313 |\
              bytes of rows beyond level 2 0.00811 | calls 96.6 | pixels 0.183 | rows of taps 0.0378 | taps 0.151 |\
              taps of a part of a register 0.0887 | taps of a single part of a register 0.062 |\
              taps of middle filters 0.0495 | taps of middle filters of a single part of a register 0.0217 |\
              taps of narrow filters 0.037 | taps of rows 0.144 | taps of runs 0.0222 |\
              taps of wide filters 0.0821 | taps of wide filters of a single part of a register 0.0832 |\
              taps with dilations 0.0155 | taps with strides 0.0116 | weights beyond level 1 0.00404
            jit_dw:sse41 | begun rows 21.5 | bytes of rows beyond level 1 0.000348 |\
              bytes of rows beyond level 2 0.00288 | calls 73.2 | columns at edges 0.0853 | pixels 0.133 |\
              pixels of a part of a register 0.0326 | rows of taps 0.00665 | taps 0.167 |\
              taps of a part of a register 0.0509 | taps of a single part of a register 0.0669 |\
              taps of middle filters 0.0485 | taps of narrow filters 0.0345 |\
              taps of narrow filters of a single part of a register 0.0422 | taps of rows 0.0941 |\
              taps of wide filters 0.0804 | taps of wide filters of a single part of a register 0.148 |\
              taps with dilations 0.017 | taps with strides 0.0138 | weights beyond level 1 0.00727
            oneDNN | calls 324
            ordinary tensors | bytes beyond a part of level 3 0.000553 | bytes beyond level 2 0.00452 |\
              bytes beyond level 3 0.0568 | written bytes beyond level 2 0.000984
            pixels | numbers 0.0559 | rows 3.22 | runs 0.00113
            pixels, repeated | numbers 0.268 | rows 0.305 | runs 0.0329
            x64:gemm:jit | calls 178 | copied windows 0.383 | copied windows with strides 0.0103 | groups 0.118 |\
              images 222 | inputs 0.0219 | multiply-adds 0.00214 | multiply-adds of a part of a register 0.0144 |\
              multiply-adds with padding 0.144 | pixels 0.135 | pixels of a part of a register 0.385 |\
              rows of copied windows 3.12 | weights of rows 0.109 | weights of rows beyond level 1 0.00439
            x64:gemm:jit in planes | calls 123 | copied windows 0.276 | copied windows with strides 0.61 |\
              groups 0.0000473 | images 272 | multiply-adds 0.0316 | multiply-adds with padding 0.115 |\
              pixels 0.141 | rows 1.33 | rows of copied windows 1.46 | weights 0.159 | weights of runs 0.00521
            x64:gemm:jit in planes, groups | calls 21.2 | copied windows 0.264 |\
              copied windows with strides 0.108 | images 210 | multiply-adds 0.119 | pixels 0.209 |\
              rows of copied windows 19.3 | taps of rows 0.0334 | weights 0.264 | weights of rows 0.777
            x64:gemm:jit in planes, one channel | calls 0.833 | copied windows 0.244 |\
              copied windows with strides 0.389 | groups 64.8 | images 405 | multiply-adds 0.0758 |\
              multiply-adds with padding 0.0261 | pixels 0.261 | rows of copied windows 1.76 | weights 0.157 |\
              weights of runs 0.174
            x64:gemm:jit in planes, one filter | calls 39.8 | groups 0.0000298 | images 133 | rows 15.9 |\
              rows of taps 0.0857 | taps of rows 0.00023 | weights 0.0972 | weights of rows 0.154 |\
              weights of rows beyond level 1 0.128 | weights of runs 0.216
            x64:gemm:jit, groups | calls 195 | copied windows 0.313 | copied windows with strides 0.0666 |\
              groups 20 | images 77.4 | lines 0.411 | lines beyond level 2 1.79 |\
              multiply-adds of a part of a register 0.136 | multiply-adds with padding 0.113 | pixels 0.244 |\
              rows of copied windows 9.1 | taps of rows 9.85
            x64:gemm:jit, groups, one filter | calls 228 | copied windows 0.00632 | groups 58.2 | images 0.0498 |\
              lines 0.608 | multiply-adds 0.102 | multiply-adds of a part of a register 0.102 |\
              rows of copied windows 51.5 | weights of rows 1.15
            x64:gemm:jit, one channel | calls 172 | copied windows 0.157 | copied windows with strides 0.0748 |\
              groups 0.345 | images 267 | inputs 0.25 | multiply-adds with padding 0.11 | pixels 0.194 |\
              pixels of a part of a register 0.415 | rows of copied windows 3.12 | rows of taps 0.15
            x64:gemm:jit, one channel, one filter | calls 172 | copied windows 0.031 |\
              copied windows with strides 0.0263 | groups 105 | images 78.3 | inputs 0.026 |\
              inputs of equal chunks 0.026 | multiply-adds 0.0395 | multiply-adds of a part of a register 0.0395 |\
              multiply-adds with padding 0.026 | rows 1.52 | rows of copied windows 0.458 | rows of taps 0.768 |\
              taps of rows 0.433 | weights 5.2 | weights of rows 0.433 | weights of rows beyond level 1 0.724 |\
              weights of runs 0.244
            x64:gemm:jit, one filter | calls 218 | groups 0.299 | pixels 0.938 |\
              pixels of a part of a register 0.699 | runs 3.35 | weights 1.01 |\
              weights of rows beyond level 1 0.0111 | weights of runs 0.248
            """);

    private Avx2Costs() {}
}
