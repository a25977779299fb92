package io.github.depthwise4j.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.depthwise4j.Depthwise4j;
import io.github.depthwise4j.plan.LoggedLines;
import io.github.depthwise4j.plan.base.Plan;
import io.github.depthwise4j.plan.base.PlanEvents;
import io.github.depthwise4j.problem.PlanningEffort;
import io.github.depthwise4j.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The layers of a network leave wisdom when they are measured, and use it when the network is made again. */
class NetworkWisdomTest {
    private static final NetworkOptions MEASURE = NetworkOptions.defaults().planning(PlanningEffort.MEASURE);
    private static final int SIZE = 64;

    @TempDir
    private Path directory;

    @BeforeEach
    @AfterEach
    void forget() {
        Depthwise4j.forgetWisdom();
    }

    /** Makes the network, and returns how many of its convolutions have an origin; {@code run} gets its result. */
    private static long[] planned(float[][] result) {
        try (LoggedLines log = new LoggedLines(PlanEvents.class);
                SmallNetwork small = new SmallNetwork(SIZE);
                Network network = small.build(MEASURE);
                Tensor image = SmallNetwork.image(network, 1)) {
            List<Tensor> outputs = network.run(image);
            result[0] = outputs.get(0).toFloatArray();
            outputs.forEach(Tensor::close);
            return new long[] {count(log, Plan.BY_MEASUREMENT), count(log, Plan.BY_WISDOM)};
        }
    }

    private static long count(LoggedLines log, String origin) {
        return log.texts().stream()
                .filter(line -> line.contains("planned by " + origin))
                .count();
    }

    @Test
    void aSecondNetworkReadsWhatTheFirstOneMeasured() throws IOException {
        Path file = directory.resolve("wisdom");
        float[][] first = new float[1][];
        float[][] second = new float[1][];
        long[] measured = planned(first);
        assertThat(measured[0]).as("measured layers").isPositive();
        int saved = Depthwise4j.saveWisdom(file);
        assertThat(saved).isPositive();

        Depthwise4j.forgetWisdom();
        assertThat(Depthwise4j.loadWisdom(file)).isEqualTo(saved);
        long[] known = planned(second);
        assertThat(known[0]).as("layers measured again").isZero();
        assertThat(known[1]).as("layers from wisdom").isEqualTo(measured[0] + measured[1]);
        assertThat(second[0]).isEqualTo(first[0]);
        assertThat(Depthwise4j.saveWisdom(file)).isEqualTo(saved);
    }
}
