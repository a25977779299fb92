package io.github.depthwise4j.plan.choice;

/** The costs with SSE4.1, in nanoseconds, measured on AMD Zen 5 with one thread. */
final class Sse41Costs {
    static final Costs TABLE = Costs.parse("""
            copied in | numbers 0.334
            copied in, blocks | numbers 0.35 | planes 1.5
            copied in, blocks, fast | numbers 0.286
            copied in, blocks, repeated | numbers 0.29
            copied in, fast | numbers 0.321
            copied in, repeated | numbers 0.264
            copied out | numbers 0.288
            copied out, blocks | numbers 0.219
            copied out, blocks, fast | numbers 0.189
            copied out, blocks, fast, repeated | numbers 0.272
            copied out, blocks, repeated | numbers 0.225 | pixels 0.57
            copied out, fast | numbers 0.283
            copied out, fast, repeated | numbers 0.322
            copied out, repeated | numbers 0.292
            copies | bytes beyond level 2 0.0167 | bytes beyond level 3 0.0845
            depthwise tensors | bytes beyond level 2 0.00394 | written bytes beyond a part of level 3 0.0426 |\
              written bytes beyond level 2 0.00701
            divided tensors | bytes beyond a part of level 3 0.00723 | bytes beyond level 2 0.00903 |\
              written bytes beyond a part of level 3 0.0321 | written bytes beyond level 2 0.00954
            jit:sse41 | calls 767 | multiply-adds 0.301 | multiply-adds with padding 0.0197 |\
              pixels with strides 2.29 | rows with strides 334 | taps of rows 1.32
            jit_1x1:sse41 | calls 155 | multiply-adds 0.174 | multiply-adds with padding 0.0294 | pixels 0.335 |\
              weights of rows beyond level 1 0.0011 | weights of runs 0.0276
            jit_dw:sse41 | begun rows 24.4 | bytes of rows beyond level 1 0.00335 |\
              bytes of rows beyond level 2 0.000208 | calls 21.3 | pixels 0.0742 |\
              pixels of a part of a register 0.209 | pixels of a single part of a register 0.0505 | taps 0.177 |\
              taps of a part of a register 0.0193 | taps of a single part of a register 0.0548 |\
              taps of middle filters 0.0459 | taps of middle filters of a single part of a register 0.0701 |\
              taps of narrow filters 0.0513 | taps of narrow filters of a single part of a register 0.0862 |\
              taps of rows 0.0252 | taps of runs 0.0129 | taps of wide filters 0.0306 |\
              taps of wide filters of a single part of a register 0.0289 | taps with dilations 0.00736 |\
              taps with strides 0.0294 | weights beyond level 1 0.00776
            jit_dw:sse41 in blocks | begun chunks 12.4 | begun rows 2.41 | calls 731 | rows 2.63 | runs 0.143 |\
              taps 0.173 | taps of middle filters 0.0533 | taps of narrow filters 0.0469 | taps of rows 0.0445 |\
              taps of wide filters 0.0142 | taps with strides 0.0161 | taps with strides of many channels 0.0307
            jit_dw:sse41 in copies | begun rows 26.4 | bytes of rows beyond level 1 0.00371 | calls 61.8 |\
              taps 0.212 | taps of a single part of a register 0.0782 | taps of middle filters 0.0406 |\
              taps of middle filters of a single part of a register 0.0654 | taps of narrow filters 0.0497 |\
              taps of narrow filters of a single part of a register 0.0374 | taps of wide filters 0.023 |\
              taps with dilations 0.0065 | taps with strides 0.0166 | taps with strides of many channels 0.0625 |\
              weights beyond level 1 0.0136
            oneDNN | calls 381
            ordinary tensors | bytes beyond a part of level 3 0.0545 | bytes beyond level 2 0.0113 |\
              bytes beyond level 3 0.00738 | written bytes beyond a part of level 3 0.00221
            pixels | numbers 0.0464 | runs 0.279
            pixels, repeated | numbers 0.246 | runs 0.0117
            x64:gemm:jit | copied windows 0.289 | copied windows beyond level 2 0.0118 |\
              copied windows with dilations 0.0778 | copied windows with strides 0.238 | groups 88.3 | images 369 |\
              inputs 0.0052 | multiply-adds 0.0712 | multiply-adds with padding 0.413 | pixels 0.818 |\
              rows of copied windows 4.98 | rows with strides 117 | weights of rows 0.213 |\
              weights of rows beyond level 1 0.00491 | weights of rows beyond level 2 0.101
            x64:gemm:jit in planes | calls 134 | copied windows 0.275 | copied windows beyond level 2 0.061 |\
              copied windows with dilations 0.00832 | copied windows with strides 0.41 | groups 64.6 | images 237 |\
              multiply-adds 0.108 | multiply-adds with padding 0.312 | pixels 0.811 | pixels with strides 14.3 |\
              rows of copied windows 1.82 | runs 1.46 | weights 0.0409 | weights of images 0.142 |\
              weights of rows beyond level 2 0.00235
            x64:gemm:jit in planes, groups | calls 588 | copied windows 0.227 |\
              copied windows beyond level 2 0.134 | copied windows with dilations 0.0862 |\
              copied windows with strides 0.187 | images 185 | inputs 0.0519 | inputs of equal chunks 0.00581 |\
              multiply-adds 0.112 | multiply-adds with padding 0.235 | pixels of a part of a register 0.368 |\
              pixels with strides 6.2 | rows 7.5 | rows of copied windows 1.39 | rows of taps 1.63 |\
              unaligned pixels 0.483 | weights of images 0.385 | weights of runs 0.247
            x64:gemm:jit in planes, groups, one filter | calls 548 | copied windows 0.288 |\
              copied windows beyond level 2 0.0828 | copied windows with strides 0.0848 | inputs 0.00914 |\
              inputs of equal chunks 0.00914 | multiply-adds with padding 0.00914 | pixels with strides 1.25 |\
              rows of copied windows 0.0828 | rows of taps 2.67 | rows with strides 409 | taps of rows 5.02 |\
              weights 2.73 | weights of images 2.11 | weights of rows 0.0824 |\
              weights of rows beyond level 1 0.000906 | weights of runs 0.0462
            x64:gemm:jit in planes, one channel | calls 32.4 | copied windows 0.391 |\
              copied windows beyond level 2 0.0443 | copied windows with dilations 0.0397 |\
              copied windows with strides 0.289 | groups 38.8 | images 367 | inputs 0.191 |\
              multiply-adds with padding 0.243 | pixels 0.939 | pixels of a part of a register 0.0284 |\
              rows of copied windows 0.94 | runs 3.23 | weights 0.224 | weights of images 0.736 |\
              weights of rows beyond level 1 0.0527
            x64:gemm:jit in planes, one filter | calls 56.5 | copied windows 0.334 |\
              copied windows with strides 0.315 | images 110 | multiply-adds 0.0116 |\
              multiply-adds of a part of a register 0.0105 | pixels 0.0598 | pixels with strides 5.21 |\
              rows of copied windows 1.28 | taps of rows 5.08 | weights 0.594 | weights of images 0.243 |\
              weights of rows 0.208 | weights of runs 0.144
            x64:gemm:jit, groups | calls 188 | copied windows 0.17 | copied windows with dilations 0.572 |\
              copied windows with strides 0.317 | images 105 | inputs 0.0306 | inputs of equal chunks 0.0369 |\
              lines beyond level 2 0.396 | multiply-adds 0.189 | multiply-adds with padding 0.265 | pixels 0.264 |\
              pixels with strides 0.399 | rows of copied windows 4.98 | rows with strides 76.4 |\
              unaligned pixels 1.18 | weights of images 0.507 | weights of rows beyond level 1 0.0294
            x64:gemm:jit, groups, one filter | calls 444 | copied windows 0.0284 |\
              copied windows beyond level 2 0.0444 | copied windows with dilations 0.475 |\
              copied windows with strides 0.275 | inputs 0.0346 | inputs of equal chunks 0.0346 |\
              lines beyond level 2 0.194 | multiply-adds with padding 0.0346 | pixels 0.363 |\
              pixels of a part of a register 0.363 | rows of copied windows 1.82 | rows with strides 224 |\
              runs 8.19 | weights of images 1.45 | weights of rows 1.36 | weights of runs 0.667
            x64:gemm:jit, one channel | calls 18 | copied windows 0.185 | copied windows beyond level 2 0.0651 |\
              copied windows with dilations 0.189 | copied windows with strides 0.209 | groups 87.8 | images 322 |\
              multiply-adds 0.0541 | multiply-adds with padding 0.44 | pixels 0.833 | rows of copied windows 7.83 |\
              rows of taps 0.881 | rows with strides 11.6 | runs 1.37 | unaligned pixels 0.478 |\
              weights of rows beyond level 1 0.0158
            x64:gemm:jit, one channel, one filter | calls 72.1 | copied windows beyond level 2 0.0904 |\
              copied windows with dilations 0.11 | copied windows with strides 0.0207 | groups 144 | images 10.2 |\
              multiply-adds 0.0889 | multiply-adds of a part of a register 0.0889 | pixels 0.0607 |\
              pixels of a part of a register 0.0594 | pixels with strides 0.0339 | rows of taps 7.86 |\
              rows with strides 97.4 | runs 0.165 | weights of images 30.6 | weights of runs 0.633
            x64:gemm:jit, one filter | calls 204 | copied windows 0.244 | copied windows beyond level 2 0.0396 |\
              copied windows with dilations 2.02 | copied windows with strides 0.761 | groups 27.7 | images 67.3 |\
              multiply-adds 0.0209 | multiply-adds of a part of a register 0.0208 | pixels 1.02 |\
              pixels of a part of a register 0.35 | rows of copied windows 2.98 |\
              weights of rows beyond level 1 0.202 | weights of runs 0.0847
            """, 4);

    private Sse41Costs() {}
}
