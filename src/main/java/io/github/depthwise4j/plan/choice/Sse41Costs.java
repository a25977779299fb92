package io.github.depthwise4j.plan.choice;

/** The costs with SSE4.1, in nanoseconds, measured on AMD Zen 5 with one thread. */
final class Sse41Costs {
    static final Costs TABLE = Costs.parse("""
            copied in | numbers 0.294
            copied in, blocks | numbers 0.272 | planes 1.09
            copied in, blocks, fast | numbers 0.266
            copied in, blocks, repeated | numbers 0.284 | pixels 0.114
            copied in, fast | numbers 0.281
            copied in, repeated | numbers 0.257
            copied out | numbers 0.339
            copied out, blocks | numbers 0.239
            copied out, blocks, fast | numbers 0.245
            copied out, blocks, fast, repeated | numbers 0.227
            copied out, fast | numbers 0.303
            copied out, fast, repeated | numbers 0.346
            copied out, repeated | numbers 0.328 | pixels 0.122
            copies | bytes beyond level 2 0.00915 | bytes beyond level 3 0.0695
            depthwise tensors | bytes beyond a part of level 3 0.0175 | bytes beyond level 2 0.00189 |\
              bytes beyond level 3 0.0454
            divided tensors | bytes beyond a part of level 3 0.00957 | bytes beyond level 2 0.01 |\
              bytes beyond level 3 0.0126 | written bytes beyond level 2 0.00913
            jit:sse41 | inputs 0.898 | inputs of equal chunks 0.135 | multiply-adds 0.00262 |\
              multiply-adds with padding 0.000701 | pixels 0.00237 | rows 330 | rows of taps 10 |\
              taps of rows 0.434 | weights 73.6 | weights of rows 0.0905
            jit_1x1:sse41 | calls 25.9 | groups 0.00000414 | images 0.000000000000172 |\
              inputs of equal chunks 0.00659 | multiply-adds 0.19 | multiply-adds with padding 0.00101 |\
              weights of rows beyond level 1 0.0049
            jit_dw:sse41 | bytes of rows beyond level 1 0.00278 | bytes of rows beyond level 2 0.00462 |\
              calls 17.5 | columns at edges 0.597 | pixels 0.103 | pixels of a single part of a register 2.36 |\
              rows of taps 0.206 | taps 0.173 | taps of a part of a register 0.113 |\
              taps of a single part of a register 0.00579 | taps of middle filters 0.0223 |\
              taps of middle filters of a single part of a register 0.0244 | taps of narrow filters 0.0181 |\
              taps of wide filters 0.0717 | taps of wide filters of a single part of a register 0.054 |\
              taps with dilations 0.0213 | taps with strides 0.0326 | weights beyond level 1 0.00193
            jit_dw:sse41 in blocks | begun chunks 13.7 | begun rows 6.16 | bytes of rows beyond level 1 0.00166 |\
              bytes of rows beyond level 2 0.00926 | calls 64 | columns at edges 0.429 | rows 3.84 | taps 0.163 |\
              taps of middle filters 0.027 | taps of narrow filters 0.0276 | taps of runs 0.106 |\
              taps of wide filters 0.0622 | taps with dilations 0.0146 | weights beyond level 1 0.00265
            jit_dw:sse41 in copies | begun rows 16.8 | bytes of rows beyond level 1 0.00404 |\
              columns at edges 0.0283 | rows 0.472 | taps 0.193 | taps of a single part of a register 0.0212 |\
              taps of middle filters 0.013 | taps of middle filters of a single part of a register 0.0868 |\
              taps of narrow filters 0.00487 | taps of narrow filters of a single part of a register 0.00309 |\
              taps of rows 0.0898 | taps of runs 0.0412 | taps of wide filters 0.0443 |\
              taps of wide filters of a single part of a register 0.0116 | taps with dilations 0.0331 |\
              taps with strides 0.00942 | weights beyond level 1 0.00522
            oneDNN | calls 390
            ordinary tensors | bytes beyond a part of level 3 0.0121 | bytes beyond level 2 0.00507 |\
              bytes beyond level 3 0.204 | written bytes beyond a part of level 3 0.0337 |\
              written bytes beyond level 2 0.00406
            pixels | numbers 0.0488
            pixels, repeated | numbers 0.25 | rows 1.02 | runs 0.0184
            x64:gemm:jit | copied windows 0.402 | copied windows with strides 0.0607 | images 231 |\
              inputs of equal chunks 0.0103 | multiply-adds 0.0688 | multiply-adds of a part of a register 0.0394 |\
              multiply-adds with padding 0.344 | pixels of a part of a register 0.804 |\
              rows of copied windows 1.6 | rows of taps 1.16 | taps of rows 5.35 |\
              weights of rows beyond level 1 0.00263 | weights of rows beyond level 2 0.309
            x64:gemm:jit in planes | copied windows 0.551 | copied windows with strides 0.3 | images 345 |\
              multiply-adds 0.272 | multiply-adds with padding 0.11 | pixels 0.299 | rows of copied windows 0.987 |\
              runs 6.32 | taps of rows 0.65 | weights 0.178 | weights of rows beyond level 1 0.00125
            x64:gemm:jit in planes, groups | copied windows 0.607 | copied windows with strides 0.87 | images 247 |\
              pixels 0.637 | rows of taps 2.28 | runs 31.8 | taps of rows 7.07
            x64:gemm:jit in planes, one channel | copied windows 0.36 | images 396 |\
              inputs of equal chunks 0.0628 | multiply-adds with padding 0.224 | pixels 0.845 | rows 1.99 |\
              rows of taps 0.655 | runs 1.73 | weights of rows 0.0277 | weights of runs 0.46
            x64:gemm:jit in planes, one filter | copied windows 0.264 | copied windows with strides 1.49 |\
              images 80 | multiply-adds 0.047 | multiply-adds of a part of a register 0.0011 |\
              rows of copied windows 0.43 | taps of rows 65.3 | weights 6.86 | weights of rows 0.0226
            x64:gemm:jit, groups | copied windows 0.117 | copied windows with strides 0.124 | groups 83.2 |\
              images 0.0056 | lines 0.53 | lines beyond level 1 0.8 | multiply-adds 0.375 |\
              multiply-adds of a part of a register 0.0157 | multiply-adds with padding 0.114 |\
              rows of copied windows 6.4 | weights 0.128
            x64:gemm:jit, groups, one filter | calls 636 | copied windows 0.0358 |\
              copied windows with strides 0.0481 | inputs 0.045 | inputs of equal chunks 0.045 |\
              lines of windows 1.08 | multiply-adds with padding 0.045 | rows of copied windows 0.19 |\
              taps of rows 13.1 | weights 0.108 | weights of rows 0.2 | weights of rows beyond level 1 0.0491 |\
              weights of runs 0.276
            x64:gemm:jit, one channel | copied windows 0.187 | copied windows with strides 0.542 | images 386 |\
              multiply-adds 0.0946 | multiply-adds of a part of a register 0.0921 | pixels 0.91 |\
              rows of copied windows 1.13 | weights of rows 0.219 | weights of runs 1.61
            x64:gemm:jit, one channel, one filter | calls 0.87 | copied windows with strides 0.235 | groups 138 |\
              images 87.4 | multiply-adds 0.109 | multiply-adds of a part of a register 0.00054 | rows 9.54 |\
              rows of copied windows 0.668 | taps of rows 0.0483 | weights 12.2 | weights of rows 0.0112 |\
              weights of runs 0.774
            x64:gemm:jit, one filter | calls 161 | copied windows 0.187 | copied windows with strides 0.731 |\
              groups 0.068 | multiply-adds 0.113 | multiply-adds of a part of a register 0.112 | pixels 0.436 |\
              pixels of a part of a register 0.224 | weights 1.43 | weights of rows beyond level 1 0.31
            """);

    private Sse41Costs() {}
}
