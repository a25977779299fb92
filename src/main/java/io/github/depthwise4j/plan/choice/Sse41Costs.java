package io.github.depthwise4j.plan.choice;

/** The costs with SSE4.1, in nanoseconds, measured on AMD Zen 5 with one thread. */
final class Sse41Costs {
    static final Costs TABLE = Costs.parse("""
            copied in | numbers 0.303
            copied in, blocks | numbers 0.28 | planes 3.52
            copied in, blocks, fast | numbers 0.277
            copied in, blocks, repeated | numbers 0.313 | pixels 0.131 | planes 0.858
            copied in, fast | numbers 0.295
            copied in, repeated | numbers 0.259
            copied out | numbers 0.332
            copied out, blocks | numbers 0.249
            copied out, blocks, fast | numbers 0.244
            copied out, blocks, fast, repeated | numbers 0.204
            copied out, fast | numbers 0.306
            copied out, fast, repeated | numbers 0.354
            copied out, repeated | numbers 0.322 | pixels 0.197
            copies | bytes beyond level 2 0.0126 | bytes beyond level 3 0.117
            depthwise tensors | bytes beyond a part of level 3 0.0162 | bytes beyond level 2 0.00271 |\
              bytes beyond level 3 0.0328
            divided tensors | bytes beyond a part of level 3 0.00908 | bytes beyond level 2 0.00402 |\
              bytes beyond level 3 0.00653 | written bytes beyond a part of level 3 0.00367 |\
              written bytes beyond level 2 0.0159
            jit_dw:sse41 | bytes of rows beyond level 1 0.00255 | bytes of rows beyond level 2 0.00374 | calls 48 |\
              columns at edges 0.41 | pixels 0.105 | pixels of a single part of a register 2.64 |\
              rows of taps 0.236 | taps 0.173 | taps of a part of a register 0.109 |\
              taps of a single part of a register 0.00972 | taps of middle filters 0.0246 |\
              taps of middle filters of a single part of a register 0.0183 | taps of narrow filters 0.0218 |\
              taps of wide filters 0.0735 | taps of wide filters of a single part of a register 0.0491 |\
              taps with dilations 0.0179 | taps with strides 0.0296 | weights beyond level 1 0.00309
            jit_dw:sse41 in blocks | begun chunks 11.9 | begun rows 8.72 | bytes of rows beyond level 1 0.00132 |\
              bytes of rows beyond level 2 0.00854 | calls 79 | columns at edges 0.691 | rows 3.32 | taps 0.177 |\
              taps of middle filters 0.0269 | taps of narrow filters 0.0315 | taps of rows 0.0437 |\
              taps of wide filters 0.0691 | taps with dilations 0.0125 | taps with strides 0.00535 |\
              weights beyond level 1 0.00534
            jit_dw:sse41 in copies | begun rows 17.9 | bytes of rows beyond level 1 0.00325 |\
              columns at edges 0.0578 | rows 0.241 | runs 0.128 | taps 0.2 |\
              taps of a single part of a register 0.0212 | taps of middle filters 0.0113 |\
              taps of middle filters of a single part of a register 0.0824 | taps of narrow filters 0.00313 |\
              taps of narrow filters of a single part of a register 0.0045 | taps of rows 0.0905 |\
              taps of wide filters 0.0523 | taps of wide filters of a single part of a register 0.0101 |\
              taps with dilations 0.0256 | taps with strides 0.0145 | weights beyond level 1 0.00703
            oneDNN | calls 359
            ordinary tensors | bytes beyond a part of level 3 0.0332 | bytes beyond level 2 0.0084 |\
              bytes beyond level 3 0.13 | written bytes beyond a part of level 3 0.0134 |\
              written bytes beyond level 2 0.00155
            pixels | numbers 0.07
            pixels, repeated | numbers 0.267 | rows 1.27 | runs 0.0028
            x64:gemm:jit | copied windows 0.486 | copied windows with strides 1.46 | images 358 |\
              multiply-adds 0.16 | multiply-adds with padding 0.248 | pixels 0.679 | rows of copied windows 1.25 |\
              taps of rows 4.37 | weights 0.000683 | weights of rows 0.234 |\
              weights of rows beyond level 1 0.00431 | weights of rows beyond level 2 0.266 |\
              weights of runs 0.0143
            x64:gemm:jit in planes | copied windows 0.544 | copied windows with strides 0.203 | images 378 |\
              multiply-adds 0.147 | multiply-adds with padding 0.23 | pixels 0.555 | rows of copied windows 0.988 |\
              runs 3.83 | taps of rows 0.169 | weights 0.196 | weights of rows beyond level 1 0.00139
            x64:gemm:jit in planes, groups | copied windows 0.595 | copied windows with strides 0.817 |\
              images 272 | pixels 0.625 | rows of taps 2.33 | runs 31.4 | taps of rows 6.56 |\
              weights of rows 0.078
            x64:gemm:jit in planes, one channel | copied windows 0.396 | images 417 |\
              multiply-adds with padding 0.317 | pixels 0.901 | rows 1.22 | rows of taps 1.49 | runs 1.55 |\
              weights of runs 0.0125
            x64:gemm:jit in planes, one filter | copied windows 0.262 | copied windows with strides 1.28 |\
              images 83.2 | multiply-adds 0.0434 | multiply-adds of a part of a register 0.000721 |\
              rows of copied windows 0.504 | runs 0.0378 | taps of rows 66.7 | weights 7.8
            x64:gemm:jit, groups | copied windows 0.129 | copied windows with strides 0.115 | groups 85.8 |\
              images 0.00431 | lines 0.659 | lines beyond level 1 0.704 | multiply-adds 0.41 |\
              multiply-adds with padding 0.0796 | rows of copied windows 6.72 | weights 0.126
            x64:gemm:jit, groups, one filter | calls 743 | copied windows 0.0457 |\
              copied windows with strides 0.0641 | inputs 0.0565 | lines of windows 1.09 |\
              multiply-adds with padding 0.0565 | rows of copied windows 0.165 | taps of rows 13.3 |\
              weights of rows 0.177 | weights of rows beyond level 1 0.0658 | weights of runs 0.34
            x64:gemm:jit, one channel | copied windows 0.191 | copied windows with strides 0.545 | images 422 |\
              multiply-adds 0.0611 | multiply-adds of a part of a register 0.104 | pixels 0.927 |\
              rows of copied windows 1.09 | weights of rows 0.167 | weights of runs 1.72
            x64:gemm:jit, one channel, one filter | calls 12.5 | copied windows with strides 0.233 | groups 159 |\
              images 88.1 | multiply-adds 0.107 | multiply-adds of a part of a register 0.000395 | rows 9.52 |\
              rows of copied windows 0.704 | taps of rows 0.0187 | weights 12.5 | weights of rows 0.00817 |\
              weights of runs 0.777
            x64:gemm:jit, one filter | calls 194 | copied windows 0.188 | copied windows with strides 0.659 |\
              groups 0.0609 | multiply-adds 0.113 | multiply-adds of a part of a register 0.108 | pixels 0.48 |\
              pixels of a part of a register 0.192 | weights 1.42 | weights of rows beyond level 1 0.317
            """);

    private Sse41Costs() {}
}
