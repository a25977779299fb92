package io.github.depthwise4j.plan.choice;

/** The costs with SSE4.1, in nanoseconds, measured on AMD Zen 5 with one thread. */
final class Sse41Costs {
    static final Costs TABLE = Costs.parse("""
            copied in | numbers 0.301
            copied in, blocks | numbers 0.277 | planes 1.05
            copied in, blocks, fast | numbers 0.268
            copied in, blocks, repeated | numbers 0.281 | pixels 0.178 | planes 0.063
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
            divided tensors | bytes beyond a part of level 3 0.00908 | bytes beyond level 2 0.0101 |\
              bytes beyond level 3 0.0126 | written bytes beyond level 2 0.0093
            jit:sse41 | inputs 0.734 | inputs of equal chunks 0.266 | multiply-adds 0.0122 |\
              multiply-adds with padding 0.00195 | pixels 0.00796 | rows 289 | rows of taps 20.7 |\
              taps of rows 0.757 | weights 68.3 | weights of rows 0.147
            jit_1x1:sse41 | calls 45.1 | groups 0.000016 | images 0.00000000000197 |\
              inputs of equal chunks 0.00633 | multiply-adds 0.189 | multiply-adds with padding 0.00241 |\
              weights of rows beyond level 1 0.00487
            jit_dw:sse41 | begun rows 2.66 | bytes of rows beyond level 1 0.00292 |\
              bytes of rows beyond level 2 0.00367 | calls 37 | columns at edges 0.346 | pixels 0.0942 |\
              rows of taps 0.249 | taps 0.165 | taps of a part of a register 0.113 |\
              taps of a single part of a register 0.0802 | taps of middle filters 0.0321 |\
              taps of middle filters of a single part of a register 0.107 | taps of narrow filters 0.0298 |\
              taps of narrow filters of a single part of a register 0.13 | taps of wide filters 0.0803 |\
              taps with dilations 0.0141 | taps with strides 0.0225 | taps with strides of many channels 0.00263 |\
              weights beyond level 1 0.00325
            jit_dw:sse41 in blocks | begun chunks 12 | begun rows 5.56 | bytes of rows beyond level 1 0.00145 |\
              bytes of rows beyond level 2 0.00732 | calls 113 | columns at edges 0.684 | rows 4.48 | taps 0.174 |\
              taps of middle filters 0.0322 | taps of narrow filters 0.0326 | taps of rows 0.0628 |\
              taps of runs 0.00693 | taps of wide filters 0.0652 | taps with dilations 0.00147 |\
              weights beyond level 1 0.00657
            jit_dw:sse41 in copies | begun rows 16.3 | bytes of rows beyond level 1 0.0028 |\
              columns at edges 0.188 | rows 0.0256 | runs 0.516 | taps 0.2 |\
              taps of a single part of a register 0.0327 | taps of middle filters 0.0148 |\
              taps of middle filters of a single part of a register 0.119 | taps of narrow filters 0.00539 |\
              taps of narrow filters of a single part of a register 0.119 | taps of rows 0.089 |\
              taps of wide filters 0.0504 | taps with dilations 0.0185 | taps with strides 0.0103 |\
              taps with strides of many channels 0.015 | weights beyond level 1 0.00913
            oneDNN | calls 369
            ordinary tensors | bytes beyond a part of level 3 0.0128 | bytes beyond level 2 0.00554 |\
              bytes beyond level 3 0.196 | written bytes beyond a part of level 3 0.0353
            pixels | numbers 0.0471
            pixels, repeated | numbers 0.256 | rows 1.68
            x64:gemm:jit | copied windows 0.413 | copied windows with dilations 0.127 |\
              copied windows with strides 0.055 | images 292 | inputs of equal chunks 0.0102 |\
              multiply-adds 0.0815 | multiply-adds of a part of a register 0.0343 |\
              multiply-adds with padding 0.328 | pixels 0.349 | pixels of a part of a register 0.238 |\
              rows of copied windows 1.58 | rows of taps 1.55 | taps of rows 5.22 |\
              weights of rows beyond level 1 0.00316 | weights of rows beyond level 2 0.346
            x64:gemm:jit in planes | copied windows 0.549 | copied windows with strides 0.284 | images 365 |\
              multiply-adds 0.181 | multiply-adds with padding 0.199 | pixels 0.499 |\
              rows of copied windows 0.957 | runs 4.46 | taps of rows 0.373 | weights 0.186 |\
              weights of rows beyond level 1 0.0013
            x64:gemm:jit in planes, groups | copied windows 0.606 | copied windows with strides 0.868 |\
              images 251 | pixels 0.641 | rows of taps 2.19 | runs 31.7 | taps of rows 7.13
            x64:gemm:jit in planes, one channel | copied windows 0.337 | copied windows with dilations 9.06 |\
              images 362 | inputs of equal chunks 0.0734 | multiply-adds with padding 0.307 | pixels 0.915 |\
              rows 0.593 | rows of taps 2.03 | runs 1.6
            x64:gemm:jit in planes, one filter | copied windows 0.264 | copied windows with strides 1.48 |\
              images 79.7 | multiply-adds 0.047 | multiply-adds of a part of a register 0.000783 |\
              rows of copied windows 0.394 | taps of rows 67.8 | weights 7.09 | weights of rows 0.00607
            x64:gemm:jit, groups | copied windows 0.128 | copied windows with strides 0.104 | groups 84.8 |\
              images 0.00414 | lines 0.799 | lines beyond level 1 0.586 | multiply-adds 0.408 |\
              multiply-adds with padding 0.0818 | rows of copied windows 6.75 | weights 0.118
            x64:gemm:jit, groups, one filter | calls 1090 | copied windows 0.0198 |\
              copied windows beyond level 2 0.0542 | copied windows with strides 0.0657 | inputs 0.0331 |\
              inputs of equal chunks 0.0331 | lines of windows 1.12 | multiply-adds with padding 0.0331 |\
              rows of copied windows 0.0997 | taps of rows 17.1 | weights of rows 0.115 |\
              weights of rows beyond level 1 0.0653 | weights of runs 0.224
            x64:gemm:jit, one channel | copied windows 0.162 | copied windows beyond level 2 0.169 |\
              copied windows with dilations 0.535 | copied windows with strides 0.568 | images 416 |\
              multiply-adds 0.0767 | multiply-adds of a part of a register 0.0902 | pixels 0.916 |\
              rows of copied windows 1.24 | rows of taps 0.121 | weights of rows 0.0994 | weights of runs 1.69
            x64:gemm:jit, one channel, one filter | calls 2.28 | copied windows 0.0236 |\
              copied windows beyond level 2 0.0708 | copied windows with strides 0.15 | groups 99.1 | images 94.3 |\
              inputs 0.0323 | inputs of equal chunks 0.0436 | multiply-adds 0.013 |\
              multiply-adds of a part of a register 0.0105 | multiply-adds with padding 0.0382 | rows 6.33 |\
              rows of copied windows 0.0601 | runs 4.16 | taps of rows 0.196 | weights 12.2 |\
              weights of rows 0.000441 | weights of runs 0.856
            x64:gemm:jit, one filter | calls 145 | copied windows 0.166 | copied windows beyond level 2 0.203 |\
              copied windows with dilations 4.61 | copied windows with strides 0.932 | groups 0.0428 |\
              multiply-adds 0.0985 | multiply-adds of a part of a register 0.0935 | pixels 0.777 |\
              pixels of a part of a register 0.302 | weights 1.65 | weights of rows beyond level 1 0.296
            """);

    private Sse41Costs() {}
}
