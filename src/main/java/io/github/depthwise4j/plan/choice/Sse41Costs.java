package io.github.depthwise4j.plan.choice;

/** The costs with SSE4.1, in nanoseconds, measured on AMD Zen 5 with one thread. */
final class Sse41Costs {
    static final Costs TABLE = Costs.parse("""
            copied in | numbers 0.333
            copied in, blocks | numbers 0.348 | planes 1.56
            copied in, blocks, fast | numbers 0.284
            copied in, blocks, repeated | numbers 0.289
            copied in, fast | numbers 0.32
            copied in, repeated | numbers 0.265
            copied out | numbers 0.297
            copied out, blocks | numbers 0.224
            copied out, blocks, fast | numbers 0.189
            copied out, blocks, fast, repeated | numbers 0.275
            copied out, blocks, repeated | numbers 0.237 | pixels 0.568
            copied out, fast | numbers 0.287
            copied out, fast, repeated | numbers 0.33
            copied out, repeated | numbers 0.3
            copies | bytes beyond level 2 0.0169 | bytes beyond level 3 0.0822
            depthwise tensors | bytes beyond level 2 0.00364 | written bytes beyond a part of level 3 0.0424 |\
              written bytes beyond level 2 0.00757
            divided tensors | bytes beyond a part of level 3 0.00788 | bytes beyond level 2 0.00976 |\
              written bytes beyond a part of level 3 0.0416
            jit:sse41 | calls 2180 | multiply-adds 0.33 | pixels with strides 4.95 | taps of rows 2.78 |\
              weights 0.173
            jit_1x1:sse41 | calls 249 | multiply-adds 0.172 | multiply-adds with padding 0.0292 | pixels 0.355 |\
              weights of rows beyond level 1 0.00111 | weights of runs 0.0423
            jit_dw:sse41 | begun rows 23.3 | bytes of rows beyond level 1 0.00326 |\
              bytes of rows beyond level 2 0.000206 | calls 32.1 | pixels 0.0906 |\
              pixels of a part of a register 0.135 | pixels of a single part of a register 0.0319 | taps 0.175 |\
              taps of a part of a register 0.0149 | taps of a single part of a register 0.0574 |\
              taps of middle filters 0.0465 | taps of middle filters of a single part of a register 0.0674 |\
              taps of narrow filters 0.0521 | taps of narrow filters of a single part of a register 0.0762 |\
              taps of rows 0.0328 | taps of runs 0.0149 | taps of wide filters 0.0319 |\
              taps of wide filters of a single part of a register 0.0277 | taps with dilations 0.00739 |\
              taps with strides 0.03 | weights beyond level 1 0.00716
            jit_dw:sse41 in blocks | begun chunks 16.4 | begun rows 2.35 | calls 703 | rows 2.05 | runs 0.174 |\
              taps 0.178 | taps of middle filters 0.0533 | taps of narrow filters 0.0468 |\
              taps of wide filters 0.0141 | taps with strides 0.0151 | taps with strides of many channels 0.0304 |\
              weights beyond level 1 0.00235
            jit_dw:sse41 in copies | begun rows 26.2 | bytes of rows beyond level 1 0.00351 | calls 34.5 |\
              runs 0.105 | taps 0.214 | taps of a single part of a register 0.0824 |\
              taps of middle filters 0.0384 | taps of middle filters of a single part of a register 0.0628 |\
              taps of narrow filters 0.0477 | taps of narrow filters of a single part of a register 0.0435 |\
              taps of wide filters 0.0229 | taps with dilations 0.00842 | taps with strides 0.0166 |\
              taps with strides of many channels 0.0575 | weights beyond level 1 0.0137
            oneDNN | calls 391
            ordinary tensors | bytes beyond a part of level 3 0.0543 | bytes beyond level 2 0.0129 |\
              bytes beyond level 3 0.00659 | written bytes beyond a part of level 3 0.00149
            pixels | numbers 0.0585
            pixels, repeated | numbers 0.253
            x64:gemm:jit | copied windows 0.293 | copied windows beyond level 2 0.0108 |\
              copied windows with dilations 0.0672 | copied windows with strides 0.285 | groups 69.9 | images 404 |\
              multiply-adds 0.0522 | multiply-adds with padding 0.433 | pixels 0.848 |\
              rows of copied windows 5.19 | rows of taps 2.95 | weights of rows 0.235 |\
              weights of rows beyond level 1 0.00607 | weights of rows beyond level 2 0.0981
            x64:gemm:jit in planes | calls 178 | copied windows 0.24 | copied windows beyond level 2 0.113 |\
              copied windows with dilations 0.00863 | copied windows with strides 0.513 | images 268 |\
              multiply-adds 0.103 | multiply-adds with padding 0.317 | pixels 0.817 | pixels with strides 8.19 |\
              rows of copied windows 1.86 | runs 1.65 | weights 0.0504 | weights of images 0.138 |\
              weights of rows beyond level 2 0.00234
            x64:gemm:jit in planes, groups | calls 675 | copied windows 0.224 |\
              copied windows beyond level 2 0.127 | copied windows with dilations 0.0883 |\
              copied windows with strides 0.192 | images 153 | inputs 0.0583 | inputs of equal chunks 0.00663 |\
              multiply-adds 0.108 | multiply-adds with padding 0.237 | pixels of a part of a register 0.387 |\
              pixels with strides 5.77 | rows 8.02 | rows of copied windows 1.43 | rows of taps 1.59 |\
              unaligned pixels 0.513 | weights of images 0.39 | weights of runs 0.242
            x64:gemm:jit in planes, groups, one filter | calls 578 | copied windows 0.293 |\
              copied windows beyond level 2 0.0659 | copied windows with strides 0.206 | inputs 0.00196 |\
              inputs of equal chunks 0.00196 | multiply-adds 0.0128 |\
              multiply-adds of a part of a register 0.0128 | multiply-adds with padding 0.00196 |\
              pixels with strides 1.18 | rows of copied windows 0.529 | rows of taps 3.34 | taps of rows 3.29 |\
              weights 2.62 | weights of images 1.71 | weights of rows 0.0831 |\
              weights of rows beyond level 1 0.000649 | weights of runs 0.0498
            x64:gemm:jit in planes, one channel | calls 44.3 | copied windows 0.419 |\
              copied windows beyond level 2 0.034 | copied windows with dilations 0.03 |\
              copied windows with strides 0.306 | groups 61.9 | images 351 | inputs 0.121 |\
              multiply-adds with padding 0.281 | pixels 1.03 | rows of copied windows 1.01 | runs 2.68 |\
              weights 0.168 | weights of images 0.296 | weights of rows beyond level 1 0.0539
            x64:gemm:jit in planes, one filter | calls 60 | copied windows 0.335 |\
              copied windows with strides 0.316 | images 104 | multiply-adds 0.0118 |\
              multiply-adds of a part of a register 0.0108 | pixels 0.0683 | pixels with strides 4.91 |\
              rows of copied windows 1.26 | taps of rows 5.14 | weights 0.709 | weights of images 0.281 |\
              weights of rows 0.184 | weights of runs 0.136
            x64:gemm:jit, groups | calls 215 | copied windows 0.178 | copied windows with dilations 0.535 |\
              copied windows with strides 0.372 | images 105 | inputs 0.0328 | inputs of equal chunks 0.0388 |\
              lines beyond level 2 0.473 | multiply-adds 0.168 | multiply-adds with padding 0.272 | pixels 0.194 |\
              pixels with strides 2.96 | rows 8.5 | rows of copied windows 5.1 | unaligned pixels 1.85 |\
              weights of images 0.529 | weights of rows beyond level 1 0.0308
            x64:gemm:jit, groups, one filter | calls 454 | copied windows 0.0302 |\
              copied windows beyond level 2 0.0403 | copied windows with dilations 0.461 |\
              copied windows with strides 0.384 | inputs 0.0352 | inputs of equal chunks 0.0352 | lines 0.134 |\
              lines beyond level 2 0.145 | multiply-adds with padding 0.0352 | pixels 0.223 |\
              pixels of a part of a register 0.223 | pixels with strides 0.535 | rows of copied windows 1.81 |\
              runs 8.53 | weights of images 1.4 | weights of rows 1.43 | weights of rows beyond level 1 0.0108 |\
              weights of runs 0.663
            x64:gemm:jit, one channel | copied windows 0.205 | copied windows beyond level 2 0.0657 |\
              copied windows with dilations 0.182 | copied windows with strides 0.134 | groups 81.1 | images 331 |\
              multiply-adds 0.0631 | multiply-adds with padding 0.432 | pixels 1.01 | pixels with strides 0.986 |\
              rows of copied windows 7.34 | rows of taps 1.12 | runs 0.817 | unaligned pixels 0.367 |\
              weights of rows beyond level 1 0.019
            x64:gemm:jit, one channel, one filter | calls 88.4 | copied windows beyond level 2 0.0983 |\
              copied windows with dilations 0.0931 | copied windows with strides 0.0398 | groups 151 |\
              inputs 0.00447 | inputs of equal chunks 0.00447 | multiply-adds 0.0919 |\
              multiply-adds of a part of a register 0.0919 | multiply-adds with padding 0.00447 |\
              pixels with strides 0.0817 | rows 2.66 | rows of taps 9.71 | runs 0.818 | weights of images 32.3 |\
              weights of runs 0.542
            x64:gemm:jit, one filter | calls 210 | copied windows 0.244 | copied windows beyond level 2 0.0405 |\
              copied windows with dilations 2.05 | copied windows with strides 0.762 | groups 27.1 | images 61.5 |\
              multiply-adds 0.0221 | multiply-adds of a part of a register 0.0219 | pixels 1.04 |\
              pixels of a part of a register 0.355 | rows of copied windows 2.96 |\
              weights of rows beyond level 1 0.202 | weights of runs 0.061
            """);

    private Sse41Costs() {}
}
