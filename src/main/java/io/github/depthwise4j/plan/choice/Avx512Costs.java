package io.github.depthwise4j.plan.choice;

/** The costs with AVX-512, in nanoseconds, measured on AMD Zen 5 with one thread. */
final class Avx512Costs {
    static final Costs TABLE = Costs.parse("""
            brdgmm_dw:avx512_core in copies | calls 217 | columns at edges 0.166 | pixels 0.771 | rows 1.48 |\
              rows of taps 1.27 | taps 0.238 | taps of a part of a register 0.0496 | taps of rows 0.542 |\
              taps of runs 0.00724 | taps of wide filters 0.0851 | taps with strides 0.118
            brdgmm_dw:avx512_core | columns at edges 1.55 | pixels 0.888 | rows of taps 1.8 | taps 0.247 |\
              taps of rows 0.378 | taps of runs 0.0213 | taps of wide filters 0.132 | taps with strides 0.121
            brg_conv_fwd:avx2 | calls 246 | columns at edges 3.29 | groups 246 | multiply-adds 0.156 |\
              multiply-adds of a part of a register 0.00328 | multiply-adds with padding 0.0032 |\
              pixels of a part of a register 0.151 | rows 75.7 | rows of taps 0.64 | taps at edges 0.0676 |\
              taps of rows 0.378 | weights 0.0309
            brg_conv_fwd:avx2, groups | calls 247 | multiply-adds 0.175 | pixels of a part of a register 0.508 |\
              rows 71.1 | rows of taps 2.12 | taps at edges 0.101 | taps of rows 2.22 | weights 0.0329
            brg_conv_fwd:avx2, groups, one channel | calls 312 | groups 2.78 | multiply-adds 0.106 |\
              multiply-adds of a part of a register 0.0183 | multiply-adds with padding 0.0899 | pixels 0.554 |\
              rows 65.7 | rows of taps 0.873 | taps at edges 0.162 | taps of rows 1.06 | weights 0.18
            brg_conv_fwd:avx2, one channel | calls 187 | columns at edges 12.6 | groups 187 | inputs 0.0567 |\
              multiply-adds 0.0283 | multiply-adds of a part of a register 0.00986 |\
              multiply-adds with padding 0.112 | pixels 0.216 | pixels of a part of a register 0.186 | rows 47.2 |\
              rows of taps 4.95 | taps at edges 0.0594 | taps of rows 0.578 | weights 0.0258
            brg_conv_fwd:avx512_core | calls 171 | columns at edges 1.35 | groups 171 | inputs 0.00999 |\
              multiply-adds 0.0967 | multiply-adds with padding 0.0414 | pixels 0.241 | rows 87.0 |\
              rows of taps 3.55 | taps at edges 0.0176 | taps of rows 1.23 | weights 0.0391
            brg_conv_fwd:avx512_core, groups | calls 157 | groups 3.64 | multiply-adds 0.135 | pixels 1.34 |\
              pixels of a part of a register 0.254 | rows of taps 33.5 | taps of rows 18.4 | weights 0.0671
            brg_conv_fwd:avx512_core, groups, one channel | calls 170 | columns at edges 7.41 | groups 170 |\
              multiply-adds 0.193 | multiply-adds of a part of a register 0.00616 | pixels 1.05 | rows 69.5 |\
              rows of taps 0.636 | taps of rows 1.31 | weights 0.507
            brg_conv_fwd:avx512_core, one channel | calls 314 | columns at edges 5.23 | groups 314 | inputs 0.0169 |\
              multiply-adds 0.0583 | multiply-adds with padding 0.0902 | pixels 0.401 |\
              pixels of a part of a register 0.359 | rows 85.2 | rows of taps 1.45 | taps of rows 0.464 |\
              weights 0.215
            brgconv_1x1:avx2 | calls 211 | groups 211 | inputs 0.00214 | multiply-adds 0.0361 |\
              multiply-adds with padding 0.124 | pixels 0.128 | pixels of a part of a register 0.13 | rows 0.206 |\
              rows of taps 0.206 | taps of rows 0.206 | weights 0.0304
            brgconv_1x1:avx2, groups | calls 195 | groups 5.43 | multiply-adds 0.0489 |\
              multiply-adds with padding 0.0854 | pixels 0.281 | pixels of a part of a register 0.268 | rows 11.9 |\
              rows of taps 11.9 | taps of rows 11.9 | weights 0.0559
            brgconv_1x1:avx2, groups, one channel | calls 289 | groups 35.5 | inputs 0.326 | multiply-adds 0.121 |\
              multiply-adds with padding 0.121 | pixels 0.121 | rows 0.894 | rows of taps 0.894 |\
              taps of rows 0.894
            brgconv_1x1:avx2, one channel | calls 158 | groups 158 | inputs 0.112 | multiply-adds 0.127 |\
              multiply-adds of a part of a register 0.0142 | multiply-adds with padding 0.127 | pixels 0.127 |\
              pixels of a part of a register 0.0142 | rows 0.361 | rows of taps 0.361 | taps of rows 0.361 |\
              weights 1.3
            brgconv_1x1:avx512_core | calls 249 | groups 249 | multiply-adds 0.0216 |\
              multiply-adds with padding 0.13 | pixels 0.334 | weights 0.0304
            brgconv_1x1:avx512_core, groups | calls 186 | groups 22.4 | multiply-adds 0.0694 |\
              multiply-adds with padding 0.0694 | rows 14.0 | rows of taps 14.0 | taps of rows 14.0 |\
              weights 0.0457
            brgconv_1x1:avx512_core, groups, one channel | multiply-adds 0.239 | multiply-adds with padding 0.239 |\
              pixels 0.239 | rows 0.328 | rows of taps 0.328 | taps of rows 0.328 | weights 48.2
            brgconv_1x1:avx512_core, one channel | calls 153 | groups 153 | multiply-adds 0.204 |\
              multiply-adds with padding 0.204 | pixels 0.204 | weights 0.667
            copied in | numbers 0.309
            copied in, blocks | numbers 0.296
            copied in, blocks, fast | numbers 0.0959
            copied in, blocks, repeated | numbers 0.32 | planes 0.814
            copied in, fast | numbers 0.0976
            copied in, repeated | numbers 0.282 | pixels 0.00394
            copied out | numbers 0.31
            copied out, blocks | numbers 0.4 | pixels 0.364
            copied out, blocks, fast | numbers 0.146
            copied out, blocks, fast, repeated | numbers 0.0868
            copied out, blocks, repeated | numbers 0.306 | planes 6.19
            copied out, fast | numbers 0.0558
            copied out, fast, repeated | numbers 0.0569
            copied out, repeated | numbers 0.303
            copies | bytes beyond level 2 0.0211
            depthwise tensors | bytes beyond level 2 0.00583 | bytes beyond level 3 0.00768
            divided tensors | bytes beyond level 2 0.00943 | bytes beyond level 3 0.0319
            jit:avx2 | inputs 0.141 | multiply-adds 0.126 | rows 34.4 | weights 0.0729
            jit:avx2, groups | groups 5.02 | inputs 0.233 | multiply-adds 0.0184 |\
              multiply-adds with padding 0.0613 | rows 63.1 | weights 0.0718
            jit:avx2, groups, one channel | calls 13.7 | inputs 0.0485 | multiply-adds 0.145 |\
              multiply-adds of a part of a register 0.00743 | pixels 0.187 | pixels of a part of a register 0.0512 |\
              rows 37.6 | taps of rows 0.469 | weights 0.04
            jit:avx2, one channel | inputs 0.128 | multiply-adds 0.0825 |\
              multiply-adds of a part of a register 0.00806 | pixels 0.133 | rows 34.0 | rows of taps 1.02 |\
              taps of rows 0.327
            jit:avx512_core | calls 5.94 | groups 5.94 | inputs 0.00834 | multiply-adds 0.146 | pixels 0.395 |\
              rows 13.0 | rows of taps 1.4 | taps of rows 0.121 | weights 0.0712
            jit:avx512_core, groups | groups 7.19 | multiply-adds 0.161 | pixels 0.359 | rows 24.1 |\
              rows of taps 2.78 | taps of rows 0.349 | weights 0.0928
            jit:avx512_core, groups, one channel | groups 7.31 | inputs 0.019 | multiply-adds 0.116 |\
              multiply-adds with padding 0.00279 | pixels 0.638 | rows 18.7 | taps of rows 0.641 | weights 0.184
            jit:avx512_core, one channel | multiply-adds 0.137 | pixels 0.497 | rows 6.64 | rows of taps 0.984 |\
              taps of rows 0.137 | weights 0.339
            jit:sse41 | inputs 0.256 | multiply-adds 0.275 | multiply-adds with padding 0.0515 | rows 26.1 |\
              weights 0.824
            jit_1x1:avx2 | inputs 0.114 | multiply-adds 0.0385 | multiply-adds with padding 0.0887 | weights 0.0235
            jit_1x1:avx2, groups, one channel | calls 77.9 | groups 77.9 | inputs 0.0464 | multiply-adds 0.178 |\
              multiply-adds with padding 0.178 | pixels 0.178 | rows 0.32 | rows of taps 0.32 | taps of rows 0.32
            jit_1x1:avx2, one channel | inputs 0.0748 | multiply-adds 0.097 |\
              multiply-adds of a part of a register 0.106 | multiply-adds with padding 0.097 | pixels 0.097 |\
              pixels of a part of a register 0.106 | rows 0.165 | rows of taps 0.165 | taps of rows 0.165
            jit_1x1:avx512_core | inputs 0.0382 | multiply-adds with padding 0.149 | pixels 0.141 |\
              pixels of a part of a register 3.24 | rows 1.36 | rows of taps 1.36 | taps of rows 1.36 |\
              weights 0.0257
            jit_1x1:avx512_core, groups, one channel | calls 85.4 | groups 85.4 | inputs 3.84 | multiply-adds 0.168 |\
              multiply-adds with padding 0.168 | pixels 0.168
            jit_1x1:avx512_core, one channel | inputs 0.753 | multiply-adds 0.123 |\
              multiply-adds of a part of a register 1.03 | multiply-adds with padding 0.123 | pixels 0.123 |\
              pixels of a part of a register 1.03 | rows 3.02 | rows of taps 3.02 | taps of rows 3.02
            jit_1x1:sse41 | inputs 0.735 | multiply-adds 0.0136 | multiply-adds with padding 0.0136 | pixels 0.114 |\
              weights 0.431
            jit_dw:avx2 | columns at edges 0.234 | pixels 0.359 | pixels of a single part of a register 0.0725 |\
              rows of taps 0.8 | taps 0.202 | taps of a part of a register 0.163 |\
              taps of a single part of a register 0.0736 | taps of rows 0.104 | taps of wide filters 0.0172 |\
              taps with strides 0.0268
            jit_dw:avx512_core in blocks | calls 241 | rows 5.81 | taps 0.2 | taps of rows 0.157 |\
              taps of wide filters 0.0315 | taps with strides 0.028
            jit_dw:avx512_core in copies | calls 187 | columns at edges 0.8 | pixels 0.413 |\
              pixels of a part of a register 0.173 | rows 3.64 | rows of taps 0.381 | taps 0.178 |\
              taps of a part of a register 0.0335 | taps of rows 0.112 | taps of runs 0.34 |\
              taps of wide filters 0.077 | taps with strides 0.0563
            jit_dw:avx512_core | columns at edges 2.13 | pixels 0.81 | pixels of a part of a register 0.299 |\
              rows of taps 1.52 | taps 0.192 | taps of rows 0.114 | taps of runs 0.286 |\
              taps of wide filters 0.0967 | taps with strides 0.128
            jit_dw:sse41 | pixels 0.15 | pixels of a part of a register 0.176 |\
              pixels of a single part of a register 0.216 | rows of taps 0.234 | taps 0.213 |\
              taps of a part of a register 0.145 | taps of a single part of a register 0.0934 | taps of rows 0.123 |\
              taps with strides 0.0174
            oneDNN | calls 332 | plans 2560
            ordinary tensors | bytes beyond level 2 0.00672 | bytes beyond level 3 0.0622
            pixels | numbers 0.1 | rows 5.77
            pixels, repeated | numbers 0.255 | rows 3.62 | runs 0.0594
            x64:gemm:jit in planes | calls 326 | groups 326 | multiply-adds with padding 0.0784 | pixels 0.121 |\
              taps of rows 0.798 | weights 0.189
            x64:gemm:jit in planes, groups | groups 229 | multiply-adds 0.0702 | pixels 0.149 | rows 53.3 |\
              taps of rows 8.22
            x64:gemm:jit in planes, one channel | calls 685 | groups 685 | multiply-adds 0.124 |\
              multiply-adds of a part of a register 0.129 | pixels of a part of a register 0.534 |\
              taps of rows 1.23
            x64:gemm:jit | calls 222 | copied windows 0.00419 | groups 222 | inputs 0.0678 |\
              multiply-adds of a part of a register 0.069 | multiply-adds with padding 0.0671 | pixels 0.145 |\
              pixels of a part of a register 1.79 | rows 4.58 | rows of taps 6.79 | taps of rows 4.56 |\
              weights 0.0466
            x64:gemm:jit, groups | calls 579 | groups 29.2 | inputs 0.0715 |\
              multiply-adds of a part of a register 0.247 | pixels 0.704 | pixels of a part of a register 0.728 |\
              rows 45.0 | taps of rows 22.6
            x64:gemm:jit, one channel | calls 322 | copied windows 0.108 | groups 322 | multiply-adds 0.0204 |\
              multiply-adds with padding 0.099 | pixels 0.186 | rows 3.52 | taps of rows 0.81
            """);

    private Avx512Costs() {}
}
