package io.github.depthwise4j.spring;

import io.github.depthwise4j.DepthwiseConv2d;
import io.github.depthwise4j.metrics.Depthwise4jMetrics;
import io.github.depthwise4j.problem.Activation;
import io.github.depthwise4j.problem.Padding;
import io.github.depthwise4j.tensor.Tensor;
import io.github.depthwise4j.tensor.TensorPool;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Arrays;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The beans. Each names the beans that it needs. So Spring makes the library first, and at the end closes in the
 * opposite order: after the last request the layer and the pool, then the library.
 */
@Configuration(proxyBeanMethods = false)
class LayerConfiguration {
    private static final int WINDOW = 3;

    /** Loads oneDNN. If that fails, the service does not start, and the message says what to do. */
    @Bean(destroyMethod = "close")
    Library library(LayerProperties properties) {
        return new Library(properties);
    }

    /** The filter is the mean of 3 x 3 pixels; a real service reads a trained one, for example by {@code NpzFile}. */
    @Bean(destroyMethod = "close")
    DepthwiseConv2d layer(Library library, LayerProperties properties) {
        float[] taps = new float[WINDOW * WINDOW * properties.channels()];
        Arrays.fill(taps, 1f / (WINDOW * WINDOW));
        try (Tensor filter = Tensor.of(taps, WINDOW, WINDOW, properties.channels(), 1)) { // the layer keeps a copy
            return DepthwiseConv2d.builder(filter)
                    .strides(1, 1)
                    .padding(Padding.SAME)
                    .activation(Activation.RELU6)
                    .name("layer")
                    .build();
        }
    }

    @Bean(destroyMethod = "close")
    TensorPool pool(Library library, LayerProperties properties) {
        return TensorPool.create(2L * properties.places() * properties.inputBytes());
    }

    /** Spring binds it to its registry. */
    @Bean
    MeterBinder depthwise4jMetrics() {
        return new Depthwise4jMetrics();
    }

    /** Spring says that the service is ready after all runners have returned. If one throws, the service ends. */
    @Bean
    ApplicationRunner warmUp(DepthwiseConv2d layer, SelfCheck check, LayerProperties properties) {
        return arguments -> {
            layer.warmUp(properties.inputShape());
            check.run();
        };
    }
}
