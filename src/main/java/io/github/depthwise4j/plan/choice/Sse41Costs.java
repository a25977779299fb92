package io.github.depthwise4j.plan.choice;

/** The costs with SSE4.1, in nanoseconds, measured on AMD Zen 5 with one thread. */
final class Sse41Costs {
    static final Costs TABLE = Costs.parse("""
            copied in | numbers 0.299
            copied in, blocks | numbers 0.277 | planes 1.05
            copied in, blocks, fast | numbers 0.268
            copied in, blocks, repeated | numbers 0.281 | pixels 0.176 | planes 0.123
            copied in, fast | numbers 0.282
            copied in, repeated | numbers 0.255
            copied out | numbers 0.315
            copied out, blocks | numbers 0.235
            copied out, blocks, fast | numbers 0.24
            copied out, blocks, fast, repeated | numbers 0.228
            copied out, fast | numbers 0.284
            copied out, fast, repeated | numbers 0.331
            copied out, repeated | numbers 0.304 | pixels 0.16
            copies | bytes beyond level 2 0.0096 | bytes beyond level 3 0.0986
            depthwise tensors | bytes beyond a part of level 3 0.0155 | bytes beyond level 2 0.00309 |\
              bytes beyond level 3 0.0287
            divided tensors | bytes beyond a part of level 3 0.00871 | bytes beyond level 2 0.0101 |\
              bytes beyond level 3 0.013 | written bytes beyond level 2 0.00982
            jit:sse41 | inputs 0.72 | inputs of equal chunks 0.275 | multiply-adds 0.0132 |\
              multiply-adds with padding 0.00217 | pixels 0.0089 | rows 286 | rows of taps 21.6 |\
              taps of rows 0.834 | weights 68 | weights of rows 0.153
            jit_1x1:sse41 | calls 46 | groups 0.0000171 | images 0.00000000000223 |\
              inputs of equal chunks 0.00646 | multiply-adds 0.189 | multiply-adds with padding 0.00254 |\
              weights of rows beyond level 1 0.00487
            jit_dw:sse41 | bytes of rows beyond level 1 0.00242 | bytes of rows beyond level 2 0.00348 |\
              calls 38.2 | columns at edges 0.363 | pixels 0.105 | pixels of a single part of a register 2.71 |\
              rows of taps 0.241 | taps 0.171 | taps of a part of a register 0.107 |\
              taps of a single part of a register 0.0134 | taps of middle filters 0.0267 |\
              taps of middle filters of a single part of a register 0.0157 | taps of narrow filters 0.0243 |\
              taps of wide filters 0.0752 | taps of wide filters of a single part of a register 0.0464 |\
              taps with dilations 0.0165 | taps with strides 0.0285 | weights beyond level 1 0.00329
            jit_dw:sse41 in blocks | begun chunks 11.2 | begun rows 6.58 | bytes of rows beyond level 1 0.00159 |\
              bytes of rows beyond level 2 0.00747 | calls 110 | columns at edges 0.674 | rows 4.63 | taps 0.173 |\
              taps of middle filters 0.0322 | taps of narrow filters 0.0324 | taps of rows 0.0619 |\
              taps of runs 0.0104 | taps of wide filters 0.0651 | taps with dilations 0.000899 |\
              weights beyond level 1 0.00625
            jit_dw:sse41 in copies | begun rows 18.4 | bytes of rows beyond level 1 0.00299 |\
              columns at edges 0.173 | runs 0.483 | taps 0.201 | taps of a single part of a register 0.0217 |\
              taps of middle filters 0.0126 | taps of middle filters of a single part of a register 0.0842 |\
              taps of narrow filters 0.00372 | taps of narrow filters of a single part of a register 0.0000083 |\
              taps of rows 0.0948 | taps of wide filters 0.0487 |\
              taps of wide filters of a single part of a register 0.00883 | taps with dilations 0.0207 |\
              taps with strides 0.0127 | weights beyond level 1 0.0104
            oneDNN | calls 369
            ordinary tensors | bytes beyond a part of level 3 0.0218 | bytes beyond level 2 0.00531 |\
              bytes beyond level 3 0.179 | written bytes beyond a part of level 3 0.0293
            pixels | numbers 0.0485
            pixels, repeated | numbers 0.258 | rows 0.934
            x64:gemm:jit | copied windows 0.418 | copied windows with strides 0.0557 | images 294 |\
              inputs of equal chunks 0.0104 | multiply-adds 0.0635 | multiply-adds of a part of a register 0.0284 |\
              multiply-adds with padding 0.346 | pixels 0.339 | pixels of a part of a register 0.285 |\
              rows of copied windows 1.58 | rows of taps 1.93 | taps of rows 4.82 |\
              weights of rows beyond level 1 0.00316 | weights of rows beyond level 2 0.353
            x64:gemm:jit in planes | copied windows 0.548 | copied windows with strides 0.286 | images 366 |\
              multiply-adds 0.18 | multiply-adds with padding 0.2 | pixels 0.496 | rows of copied windows 0.96 |\
              runs 4.47 | taps of rows 0.377 | weights 0.186 | weights of rows beyond level 1 0.00129
            x64:gemm:jit in planes, groups | copied windows 0.605 | copied windows with strides 0.849 |\
              images 255 | pixels 0.639 | rows of taps 2.18 | runs 31.6 | taps of rows 7.14
            x64:gemm:jit in planes, one channel | copied windows 0.361 | images 408 |\
              inputs of equal chunks 0.0546 | multiply-adds with padding 0.274 | pixels 0.877 | rows 1.54 |\
              rows of taps 1.24 | runs 1.59 | weights of runs 0.186
            x64:gemm:jit in planes, one filter | copied windows 0.264 | copied windows with strides 1.41 |\
              images 78.8 | multiply-adds 0.0472 | multiply-adds of a part of a register 0.000834 |\
              rows of copied windows 0.375 | taps of rows 68.2 | weights 7.05 | weights of rows 0.00897
            x64:gemm:jit, groups | copied windows 0.127 | copied windows with strides 0.105 | groups 84.8 |\
              images 0.00437 | lines 0.774 | lines beyond level 1 0.608 | multiply-adds 0.404 |\
              multiply-adds with padding 0.0871 | rows of copied windows 6.67 | weights 0.123
            x64:gemm:jit, groups, one filter | calls 722 | copied windows 0.0343 |\
              copied windows with strides 0.0627 | inputs 0.0453 | inputs of equal chunks 0.0453 |\
              lines of windows 1.07 | multiply-adds with padding 0.0453 | rows of copied windows 0.169 |\
              taps of rows 13.4 | weights of rows 0.181 | weights of rows beyond level 1 0.0641 |\
              weights of runs 0.276
            x64:gemm:jit, one channel | copied windows 0.198 | copied windows with strides 0.542 | images 413 |\
              multiply-adds 0.0889 | multiply-adds of a part of a register 0.0954 | pixels 0.929 |\
              rows of copied windows 1.13 | rows of taps 0.128 | weights of rows 0.227 | weights of runs 1.57
            x64:gemm:jit, one channel, one filter | calls 2.69 | copied windows with strides 0.233 | groups 158 |\
              images 88 | multiply-adds 0.11 | multiply-adds of a part of a register 0.000419 | rows 9.54 |\
              rows of copied windows 0.696 | taps of rows 0.0287 | weights 12.5 | weights of rows 0.00559 |\
              weights of runs 0.766
            x64:gemm:jit, one filter | calls 184 | copied windows 0.188 | copied windows with strides 0.667 |\
              groups 0.0589 | multiply-adds 0.113 | multiply-adds of a part of a register 0.109 | pixels 0.478 |\
              pixels of a part of a register 0.195 | weights 1.42 | weights of rows beyond level 1 0.316
            """);

    private Sse41Costs() {}
}
