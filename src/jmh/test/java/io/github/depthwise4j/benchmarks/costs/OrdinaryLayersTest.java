package io.github.depthwise4j.benchmarks.costs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.problem.Operation;
import io.github.depthwise4j.tensor.DataFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class OrdinaryLayersTest {
    private final List<ConvolutionProblem> layers = OrdinaryLayers.all();

    @Test
    void eachLayerIsThereOnce() {
        assertThat(layers).doesNotHaveDuplicates();
        assertThat(layers.stream().filter(layer -> layer.operation() == Operation.CONV2D))
                .hasSizeGreaterThan(200);
    }

    @Test
    void filtersOfGrayAndOfColouredImagesAreThere() {
        assertThat(layers.stream().filter(layer -> layer.operation() == Operation.DEPTHWISE_CONV2D))
                .hasSizeGreaterThan(50)
                .allSatisfy(filter -> assertThat(filter.geometry().ic()).isIn(1, 3));
    }

    @Test
    void bothFormatsHaveTheSameLayers() {
        assertThat(layers.stream().filter(layer -> layer.dataFormat() == DataFormat.NHWC))
                .hasSize(layers.size() / 2);
    }

    @Test
    void anImageOfSevenRowsIsThereAsAHalfToo() {
        assertThat(layers.stream().filter(layer -> layer.geometry().iw() == 7).map(layer -> layer.geometry()
                        .ih()))
                .contains(7, 4);
    }
}
