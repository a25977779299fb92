package io.github.depthwise4j.plan.choice;

/** The costs with SSE4.1, in nanoseconds, measured on AMD Zen 5 with one thread. */
final class Sse41Costs {
    static final Costs TABLE = Costs.parse("""
            copied in | numbers 0.301
            copied in, blocks | numbers 0.277 | planes 1.05
            copied in, blocks, fast | numbers 0.268
            copied in, blocks, repeated | numbers 0.281 | pixels 0.178 | planes 0.0708
            copied in, fast | numbers 0.284
            copied in, repeated | numbers 0.257
            copied out | numbers 0.316
            copied out, blocks | numbers 0.235
            copied out, blocks, fast | numbers 0.24
            copied out, blocks, fast, repeated | numbers 0.228
            copied out, fast | numbers 0.286
            copied out, fast, repeated | numbers 0.335
            copied out, repeated | numbers 0.307
            copies | bytes beyond level 2 0.00978 | bytes beyond level 3 0.0985
            depthwise tensors | bytes beyond a part of level 3 0.0154 | bytes beyond level 2 0.00316 |\
              bytes beyond level 3 0.0285
            divided tensors | bytes beyond a part of level 3 0.0089 | bytes beyond level 2 0.0101 |\
              bytes beyond level 3 0.0127 | written bytes beyond level 2 0.00936
            jit:sse41 | inputs 0.727 | inputs of equal chunks 0.271 | multiply-adds 0.0127 |\
              multiply-adds with padding 0.00205 | pixels 0.0084 | rows 286 | rows of taps 21 |\
              taps of rows 0.791 | weights 67.9 | weights of rows 0.149
            jit_1x1:sse41 | calls 45 | groups 0.0000163 | images 0.00000000000207 |\
              inputs of equal chunks 0.00632 | multiply-adds 0.189 | multiply-adds with padding 0.00247 |\
              weights of rows beyond level 1 0.00487
            jit_dw:sse41 | begun rows 2.43 | bytes of rows beyond level 1 0.00291 |\
              bytes of rows beyond level 2 0.00366 | calls 36.7 | columns at edges 0.32 | pixels 0.0944 |\
              rows of taps 0.27 | taps 0.165 | taps of a part of a register 0.112 |\
              taps of a single part of a register 0.0804 | taps of middle filters 0.0322 |\
              taps of middle filters of a single part of a register 0.107 | taps of narrow filters 0.03 |\
              taps of narrow filters of a single part of a register 0.13 | taps of wide filters 0.0807 |\
              taps with dilations 0.0143 | taps with strides 0.0233 | weights beyond level 1 0.00339
            jit_dw:sse41 in blocks | begun chunks 12 | begun rows 5.57 | bytes of rows beyond level 1 0.0015 |\
              bytes of rows beyond level 2 0.00742 | calls 112 | columns at edges 0.685 | rows 4.47 | taps 0.174 |\
              taps of middle filters 0.0323 | taps of narrow filters 0.0326 | taps of rows 0.062 |\
              taps of runs 0.00773 | taps of wide filters 0.0651 | taps with dilations 0.00126 |\
              weights beyond level 1 0.00647
            jit_dw:sse41 in copies | begun rows 16.2 | bytes of rows beyond level 1 0.00287 |\
              columns at edges 0.179 | rows 0.0542 | runs 0.475 | taps 0.2 |\
              taps of a single part of a register 0.0331 | taps of middle filters 0.0145 |\
              taps of middle filters of a single part of a register 0.119 | taps of narrow filters 0.00527 |\
              taps of narrow filters of a single part of a register 0.119 | taps of rows 0.0905 |\
              taps of wide filters 0.0499 | taps with dilations 0.0186 | taps with strides 0.0117 |\
              weights beyond level 1 0.0104
            oneDNN | calls 370
            ordinary tensors | bytes beyond a part of level 3 0.013 | bytes beyond level 2 0.00559 |\
              bytes beyond level 3 0.194 | written bytes beyond a part of level 3 0.0369
            pixels | numbers 0.0492
            pixels, repeated | numbers 0.258 | rows 1.66
            x64:gemm:jit | copied windows 0.414 | copied windows with strides 0.0593 | images 292 |\
              inputs of equal chunks 0.0104 | multiply-adds 0.0628 | multiply-adds of a part of a register 0.034 |\
              multiply-adds with padding 0.347 | pixels 0.336 | pixels of a part of a register 0.258 |\
              rows of copied windows 1.57 | rows of taps 1.9 | taps of rows 4.86 |\
              weights of rows beyond level 1 0.00316 | weights of rows beyond level 2 0.354
            x64:gemm:jit in planes | copied windows 0.549 | copied windows with strides 0.284 | images 365 |\
              multiply-adds 0.18 | multiply-adds with padding 0.2 | pixels 0.496 | rows of copied windows 0.959 |\
              runs 4.48 | taps of rows 0.369 | weights 0.186 | weights of rows beyond level 1 0.00129
            x64:gemm:jit in planes, groups | copied windows 0.606 | copied windows with strides 0.867 |\
              images 251 | pixels 0.641 | rows of taps 2.2 | runs 31.7 | taps of rows 7.13
            x64:gemm:jit in planes, one channel | copied windows 0.35 | images 408 |\
              inputs of equal chunks 0.0695 | multiply-adds with padding 0.261 | pixels 0.871 | rows 1.54 |\
              rows of taps 1.18 | runs 1.6 | weights of runs 0.247
            x64:gemm:jit in planes, one filter | copied windows 0.264 | copied windows with strides 1.48 |\
              images 79.9 | multiply-adds 0.0469 | multiply-adds of a part of a register 0.000802 |\
              rows of copied windows 0.399 | taps of rows 67.7 | weights 7.1 | weights of rows 0.0055
            x64:gemm:jit, groups | copied windows 0.128 | copied windows with strides 0.105 | groups 84.8 |\
              images 0.00425 | lines 0.772 | lines beyond level 1 0.607 | multiply-adds 0.406 |\
              multiply-adds with padding 0.0845 | rows of copied windows 6.71 | weights 0.12
            x64:gemm:jit, groups, one filter | calls 1080 | copied windows 0.0204 |\
              copied windows beyond level 2 0.0526 | copied windows with strides 0.064 | inputs 0.0334 |\
              inputs of equal chunks 0.0334 | lines of windows 1.12 | multiply-adds with padding 0.0334 |\
              rows of copied windows 0.104 | taps of rows 16.9 | weights of rows 0.119 |\
              weights of rows beyond level 1 0.0637 | weights of runs 0.225
            x64:gemm:jit, one channel | copied windows 0.195 | copied windows beyond level 2 0.155 |\
              copied windows with strides 0.561 | images 413 | multiply-adds 0.0874 |\
              multiply-adds of a part of a register 0.0812 | pixels 0.935 | rows of copied windows 1.07 |\
              rows of taps 0.115 | weights of rows 0.242 | weights of runs 1.57
            x64:gemm:jit, one channel, one filter | calls 2.67 | copied windows 0.0241 |\
              copied windows beyond level 2 0.0708 | copied windows with strides 0.15 | groups 98.4 | images 94.3 |\
              inputs 0.0319 | inputs of equal chunks 0.043 | multiply-adds 0.0132 |\
              multiply-adds of a part of a register 0.0111 | multiply-adds with padding 0.0388 | rows 6.34 |\
              rows of copied windows 0.0609 | runs 4.15 | taps of rows 0.196 | weights 12.2 |\
              weights of rows 0.000561 | weights of runs 0.851
            x64:gemm:jit, one filter | calls 171 | copied windows 0.172 | copied windows beyond level 2 0.201 |\
              copied windows with strides 0.835 | groups 0.0522 | multiply-adds 0.0961 |\
              multiply-adds of a part of a register 0.0917 | pixels 0.713 | pixels of a part of a register 0.281 |\
              weights 1.57 | weights of rows beyond level 1 0.302
            """);

    private Sse41Costs() {}
}
