package io.github.depthwise4j.benchmarks.engines;

import static org.bytedeco.dnnl.global.dnnl.dnnl_version;

import io.github.depthwise4j.benchmarks.cases.CaseData;
import io.github.depthwise4j.problem.ConvolutionProblem;
import org.bytedeco.dnnl.dnnl_version_t;

/** oneDNN called bare, by its own choice of implementation and with its own OpenMP threads. */
public final class BareEngine implements Engine {
    @Override
    public String name() {
        return Contestants.BARE;
    }

    @Override
    public String version() {
        dnnl_version_t version = dnnl_version();
        return version.major() + "." + version.minor() + "." + version.patch();
    }

    @Override
    public Prepared prepare(ConvolutionProblem problem, CaseData data, int threads) {
        BareConvolution.OpenMp.omp_set_num_threads(threads);
        BareConvolution convolution = new BareConvolution(problem, data);
        return new Prepared() {
            @Override
            public void run() {
                convolution.run();
            }

            @Override
            public float[] output() {
                return convolution.output();
            }

            @Override
            public void close() {
                convolution.close();
            }
        };
    }
}
