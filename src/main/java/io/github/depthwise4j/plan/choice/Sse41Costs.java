package io.github.depthwise4j.plan.choice;

/** The costs with SSE4.1, in nanoseconds, measured on AMD Zen 5 with one thread. */
final class Sse41Costs {
    static final Costs TABLE = Costs.parse("""
            copied in | numbers 0.301
            copied in, blocks | numbers 0.277 | planes 1.05
            copied in, blocks, fast | numbers 0.268
            copied in, blocks, repeated | numbers 0.281 | pixels 0.178 | planes 0.0583
            copied in, fast | numbers 0.285
            copied in, repeated | numbers 0.256
            copied out | numbers 0.313
            copied out, blocks | numbers 0.235
            copied out, blocks, fast | numbers 0.239
            copied out, blocks, fast, repeated | numbers 0.228
            copied out, fast | numbers 0.282
            copied out, fast, repeated | numbers 0.333
            copied out, repeated | numbers 0.305
            copies | bytes beyond level 2 0.01 | bytes beyond level 3 0.0984
            depthwise tensors | bytes beyond a part of level 3 0.0155 | bytes beyond level 2 0.00317 |\
              bytes beyond level 3 0.0282
            divided tensors | bytes beyond a part of level 3 0.00909 | bytes beyond level 2 0.0101 |\
              bytes beyond level 3 0.0126 | written bytes beyond level 2 0.0093
            jit:sse41 | inputs 0.729 | inputs of equal chunks 0.269 | multiply-adds 0.0125 |\
              multiply-adds with padding 0.00202 | pixels 0.00827 | rows 288 | rows of taps 21 |\
              taps of rows 0.783 | weights 68.2 | weights of rows 0.148
            jit_1x1:sse41 | calls 44.7 | groups 0.0000161 | images 0.00000000000203 |\
              inputs of equal chunks 0.00633 | multiply-adds 0.189 | multiply-adds with padding 0.00245 |\
              weights of rows beyond level 1 0.00487
            jit_dw:sse41 | begun rows 2.66 | bytes of rows beyond level 1 0.00292 |\
              bytes of rows beyond level 2 0.00367 | calls 36.6 | columns at edges 0.346 | pixels 0.0942 |\
              rows of taps 0.248 | taps 0.165 | taps of a part of a register 0.113 |\
              taps of a single part of a register 0.0803 | taps of middle filters 0.0322 |\
              taps of middle filters of a single part of a register 0.107 | taps of narrow filters 0.03 |\
              taps of narrow filters of a single part of a register 0.13 | taps of wide filters 0.0805 |\
              taps with dilations 0.0141 | taps with strides 0.0225 | taps with strides of many channels 0.00263 |\
              weights beyond level 1 0.00325
            jit_dw:sse41 in blocks | begun chunks 12 | begun rows 5.58 | bytes of rows beyond level 1 0.00145 |\
              bytes of rows beyond level 2 0.00732 | calls 112 | columns at edges 0.684 | rows 4.49 | taps 0.174 |\
              taps of middle filters 0.0323 | taps of narrow filters 0.0326 | taps of rows 0.0628 |\
              taps of runs 0.00696 | taps of wide filters 0.0653 | taps with dilations 0.00148 |\
              weights beyond level 1 0.00657
            jit_dw:sse41 in copies | begun rows 16.2 | bytes of rows beyond level 1 0.0028 |\
              columns at edges 0.188 | rows 0.0255 | runs 0.517 | taps 0.2 |\
              taps of a single part of a register 0.0328 | taps of middle filters 0.0148 |\
              taps of middle filters of a single part of a register 0.119 | taps of narrow filters 0.00548 |\
              taps of narrow filters of a single part of a register 0.119 | taps of rows 0.0889 |\
              taps of wide filters 0.0504 | taps with dilations 0.0185 | taps with strides 0.0103 |\
              taps with strides of many channels 0.015 | weights beyond level 1 0.00913
            oneDNN | calls 370
            ordinary tensors | bytes beyond a part of level 3 0.0131 | bytes beyond level 2 0.00554 |\
              bytes beyond level 3 0.194 | written bytes beyond a part of level 3 0.0369
            pixels | numbers 0.047
            pixels, repeated | numbers 0.256 | rows 1.7
            x64:gemm:jit | copied windows 0.414 | copied windows with strides 0.0595 | images 292 |\
              inputs of equal chunks 0.0104 | multiply-adds 0.0628 | multiply-adds of a part of a register 0.0339 |\
              multiply-adds with padding 0.347 | pixels 0.343 | pixels of a part of a register 0.251 |\
              rows of copied windows 1.57 | rows of taps 1.89 | taps of rows 4.86 |\
              weights of rows beyond level 1 0.00316 | weights of rows beyond level 2 0.355
            x64:gemm:jit in planes | copied windows 0.549 | copied windows with strides 0.284 | images 365 |\
              multiply-adds 0.18 | multiply-adds with padding 0.2 | pixels 0.496 | rows of copied windows 0.958 |\
              runs 4.48 | taps of rows 0.369 | weights 0.186 | weights of rows beyond level 1 0.00129
            x64:gemm:jit in planes, groups | copied windows 0.606 | copied windows with strides 0.867 |\
              images 251 | pixels 0.641 | rows of taps 2.19 | runs 31.7 | taps of rows 7.13
            x64:gemm:jit in planes, one channel | copied windows 0.35 | images 407 |\
              inputs of equal chunks 0.0698 | multiply-adds with padding 0.262 | pixels 0.872 | rows 1.53 |\
              rows of taps 1.19 | runs 1.6 | weights of runs 0.242
            x64:gemm:jit in planes, one filter | copied windows 0.264 | copied windows with strides 1.48 |\
              images 79.7 | multiply-adds 0.0469 | multiply-adds of a part of a register 0.000798 |\
              rows of copied windows 0.395 | taps of rows 67.7 | weights 7.09 | weights of rows 0.00632
            x64:gemm:jit, groups | copied windows 0.128 | copied windows with strides 0.103 | groups 84.7 |\
              images 0.00422 | lines 0.797 | lines beyond level 1 0.587 | multiply-adds 0.406 |\
              multiply-adds with padding 0.0839 | rows of copied windows 6.72 | weights 0.12
            x64:gemm:jit, groups, one filter | calls 1080 | copied windows 0.0202 |\
              copied windows beyond level 2 0.053 | copied windows with strides 0.0645 | inputs 0.0333 |\
              inputs of equal chunks 0.0333 | lines of windows 1.12 | multiply-adds with padding 0.0333 |\
              rows of copied windows 0.102 | taps of rows 17 | weights of rows 0.117 |\
              weights of rows beyond level 1 0.0641 | weights of runs 0.225
            x64:gemm:jit, one channel | copied windows 0.197 | copied windows beyond level 2 0.155 |\
              copied windows with strides 0.561 | images 413 | multiply-adds 0.0895 |\
              multiply-adds of a part of a register 0.0806 | pixels 0.936 | rows of copied windows 1.08 |\
              rows of taps 0.15 | weights of rows 0.245 | weights of runs 1.55
            x64:gemm:jit, one channel, one filter | calls 2.55 | copied windows 0.024 |\
              copied windows beyond level 2 0.0708 | copied windows with strides 0.15 | groups 98.3 | images 94.3 |\
              inputs 0.032 | inputs of equal chunks 0.0432 | multiply-adds 0.0131 |\
              multiply-adds of a part of a register 0.0109 | multiply-adds with padding 0.0386 | rows 6.33 |\
              rows of copied windows 0.0608 | runs 4.16 | taps of rows 0.196 | weights 12.2 |\
              weights of rows 0.000523 | weights of runs 0.852
            x64:gemm:jit, one filter | calls 171 | copied windows 0.172 | copied windows beyond level 2 0.201 |\
              copied windows with strides 0.831 | groups 0.0518 | multiply-adds 0.0958 |\
              multiply-adds of a part of a register 0.0913 | pixels 0.717 | pixels of a part of a register 0.281 |\
              weights 1.57 | weights of rows beyond level 1 0.302
            """);

    private Sse41Costs() {}
}
