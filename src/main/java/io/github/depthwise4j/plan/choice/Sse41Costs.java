package io.github.depthwise4j.plan.choice;

/**
 * The costs with SSE4.1, measured on AMD Zen 5 with one thread. A program fitted them: see {@code CostFit} of the benchmarks.
 */
final class Sse41Costs {
    static final Costs TABLE = Costs.parse("""
            copied in | numbers 0.294 | planes 0.234
            copied in, blocks | numbers 0.29 | planes 0.941
            copied in, blocks, fast | numbers 0.282
            copied in, blocks, repeated | numbers 0.271 | pixels 0.19 | planes 0.94
            copied in, fast | numbers 0.306
            copied in, repeated | numbers 0.274
            copied out | numbers 0.295
            copied out, blocks | numbers 0.242
            copied out, blocks, fast | numbers 0.241
            copied out, blocks, fast, repeated | numbers 0.238
            copied out, fast | numbers 0.261
            copied out, fast, repeated | numbers 0.335
            copied out, repeated | numbers 0.288
            copies | bytes beyond level 2 0.0158
            depthwise tensors | bytes beyond level 2 0.00325 | bytes beyond level 3 0.0278
            divided tensors | bytes beyond level 2 0.0107 | bytes beyond level 3 0.0108
            jit:sse41 | calls 51.1 | inputs 0.118 | multiply-adds 0.242 | rows 13.8 | rows of taps 47.2 |\
              taps of rows 2.92 | weights 0.00938
            jit_1x1:sse41 | inputs 0.197 | multiply-adds with padding 0.109 | pixels 0.308 | weights 0.118
            jit_dw:sse41 in blocks | calls 36.2 | columns at edges 0.403 | rows 7.28 | rows of taps 0.0453 |\
              taps 0.202 | taps of rows 0.0171
            jit_dw:sse41 in copies | columns at edges 0.168 | pixels 0.128 | rows 0.54 | rows of taps 0.122 |\
              taps 0.211 | taps of a part of a register 0.0596 | taps of rows 0.0695 | taps with strides 0.00177
            jit_dw:sse41 | columns at edges 0.12 | pixels 0.123 | rows of taps 0.142 | taps 0.208 |\
              taps of a part of a register 0.118 | taps of rows 0.129 | taps with strides 0.00914
            oneDNN | calls 394 | plans 2510
            ordinary tensors | bytes beyond level 2 0.0116 | bytes beyond level 3 0.0917
            pixels | numbers 0.0613 | rows 15.3 | runs 0.0784
            pixels, repeated | numbers 0.252 | rows 17.7
            x64:gemm:jit in planes | calls 352 | copied windows 0.0221 | multiply-adds with padding 0.39 |\
              pixels 0.654 | taps of rows 6.98 | weights 0.327
            x64:gemm:jit in planes, groups | copied windows 0.218 | groups 296 | multiply-adds with padding 0.45 |\
              pixels 0.636 | rows of taps 8.81 | weights 0.184
            x64:gemm:jit in planes, one channel | copied windows 0.363 | groups 481 | multiply-adds 0.0826 |\
              multiply-adds with padding 0.274 | pixels 0.931 | taps of rows 1.32
            x64:gemm:jit | calls 574 | copied windows 0.0282 | multiply-adds with padding 0.425 | pixels 0.596 |\
              taps of rows 7.56 | weights 0.0307
            x64:gemm:jit, groups | calls 510 | copied windows 0.0572 | groups 95.7 | multiply-adds 0.0268 |\
              multiply-adds with padding 0.534 | pixels of a part of a register 0.24 | rows of taps 26.0
            x64:gemm:jit, groups, one channel | calls 215 | inputs 0.26 | multiply-adds 0.104 |\
              multiply-adds with padding 0.292 | pixels 1.36 | rows of taps 1.23 | taps of rows 1.69 | weights 4.52
            x64:gemm:jit, one channel | groups 303 | multiply-adds with padding 0.244 | pixels 1.06 |\
              taps of rows 1.52 | weights 1.73
            """);

    private Sse41Costs() {}
}
