package io.github.depthwise4j.plan.choice;

/** The costs with SSE4.1, in nanoseconds, measured on AMD Zen 5 with one thread. */
final class Sse41Costs {
    static final Costs TABLE = Costs.parse("""
            copied in | numbers 0.29
            copied in, blocks | numbers 0.273 | planes 0.676
            copied in, blocks, fast | numbers 0.273
            copied in, blocks, repeated | numbers 0.281 | pixels 0.14 | planes 0.879
            copied in, fast | numbers 0.281
            copied in, repeated | numbers 0.277
            copied out | numbers 0.296
            copied out, blocks | numbers 0.275
            copied out, blocks, fast | numbers 0.26
            copied out, blocks, fast, repeated | numbers 0.244
            copied out, fast | numbers 0.289
            copied out, fast, repeated | numbers 0.31
            copied out, repeated | numbers 0.284
            copies | bytes beyond level 2 0.0133
            depthwise tensors | bytes beyond level 2 0.00289 | bytes beyond level 3 0.0249
            divided tensors | bytes beyond level 2 0.0107 | bytes beyond level 3 0.018
            jit:sse41 | inputs 0.107 | multiply-adds 0.229 | multiply-adds with padding 0.0206 | pixels 0.0163 |\
              rows 57.1 | rows of taps 2.08
            jit_1x1:sse41 | inputs 0.202 | multiply-adds 0.0525 | multiply-adds with padding 0.0525 | pixels 0.347 |\
              weights 0.135
            jit_dw:sse41 in blocks | columns at edges 0.143 | rows 7.26 | rows of taps 0.000943 | taps 0.2 |\
              taps of rows 0.0197 | taps of wide filters 0.00526
            jit_dw:sse41 in copies | calls 0.496 | columns at edges 0.0989 | pixels 0.14 |\
              pixels of a part of a register 0.184 | pixels of a single part of a register 0.0318 | rows 0.365 |\
              rows of taps 0.221 | taps 0.213 | taps of a part of a register 0.0148 |\
              taps of a single part of a register 0.0583 | taps of rows 0.0406 | taps of wide filters 0.00314
            jit_dw:sse41 | pixels 0.132 | rows of taps 0.0754 | taps 0.208 | taps of a part of a register 0.0481 |\
              taps of a single part of a register 0.115 | taps of rows 0.153 | taps of wide filters 0.00174 |\
              taps with strides 0.0164
            oneDNN | calls 387 | plans 2530
            ordinary tensors | bytes beyond level 2 0.0141 | bytes beyond level 3 0.073
            pixels | numbers 0.0573 | rows 17.0 | runs 0.0411
            pixels, repeated | numbers 0.25 | rows 16.1
            x64:gemm:jit in planes | calls 172 | copied windows 0.0517 | groups 172 |\
              multiply-adds with padding 0.392 | pixels 0.594 | taps of rows 5.44 | weights 0.323
            x64:gemm:jit in planes, groups | calls 1300 | copied windows 0.24 | groups 169 |\
              multiply-adds with padding 0.425 | pixels 0.639 | rows of taps 6.24 | weights 0.44
            x64:gemm:jit in planes, one channel | calls 259 | copied windows 0.399 | groups 259 |\
              multiply-adds 0.117 | multiply-adds with padding 0.234 | pixels 0.905 | taps of rows 1.23 |\
              weights 0.41
            x64:gemm:jit | calls 279 | copied windows 0.059 | groups 279 | multiply-adds with padding 0.428 |\
              pixels 0.553 | taps of rows 8.19 | weights 0.03
            x64:gemm:jit, groups | calls 514 | copied windows 0.16 | groups 75.0 | multiply-adds 0.0306 |\
              multiply-adds with padding 0.493 | pixels 0.145 | rows of taps 28.3
            x64:gemm:jit, groups, one channel | calls 112 | groups 112 | inputs 0.227 | multiply-adds 0.11 |\
              multiply-adds with padding 0.307 | pixels 1.27 | rows of taps 1.16 | taps of rows 1.78 | weights 4.51
            x64:gemm:jit, one channel | calls 157 | groups 157 | multiply-adds with padding 0.253 | pixels 1.06 |\
              taps of rows 1.69 | weights 1.18
            """);

    private Sse41Costs() {}
}
