package io.github.depthwise4j.spring;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;

/** The service. */
@SpringBootApplication
@EnableConfigurationProperties(LayerProperties.class)
public class Application {
    /**
     * Starts the service.
     *
     * @param arguments properties, as {@code --layer.channels=64}
     */
    public static void main(String[] arguments) {
        SpringApplication.run(Application.class, arguments);
    }
}
