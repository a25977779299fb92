package io.github.depthwise4j.memory;

import static org.assertj.core.api.Assertions.assertThat;

import forgetful.Application;
import io.github.depthwise4j.Depthwise4j;
import io.github.depthwise4j.Nn;
import io.github.depthwise4j.problem.Padding;
import io.github.depthwise4j.tensor.DataType;
import io.github.depthwise4j.tensor.Tensor;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The reports about objects that were not closed. */
class LeakDetectionTest {
    private final Logger logger = Logger.getLogger(LeakDetection.class.getName());
    private final List<LogRecord> records = new CopyOnWriteArrayList<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord entry) {
            records.add(entry);
        }

        @Override
        public void flush() {
            // Nothing is buffered.
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    };
    private LeakDetection before;

    @BeforeEach
    void listen() {
        LiveBlocks.settled();
        before = LeakDetection.ofProcess();
        logger.addHandler(handler);
        logger.setUseParentHandlers(false);
    }

    @AfterEach
    void stopListening() {
        LeakDetection.use(before);
        logger.removeHandler(handler);
        logger.setUseParentHandlers(true);
    }

    private static void detect(LeakDetection.Mode mode) {
        LeakDetection.use(new LeakDetection(mode));
    }

    private List<String> messages() {
        return records.stream().map(LogRecord::getMessage).toList();
    }

    /** Waits until this number of further objects was found. */
    private static void awaitLeaks(long found, long more) {
        LiveBlocks.collectUntil(() -> LeakDetection.found() >= found + more);
        LiveBlocks.collectRepeatedly();
        assertThat(LeakDetection.found()).isEqualTo(found + more);
    }

    @Test
    void atLevelFullEachPlaceIsToldOfOnceWithItsStack() {
        detect(LeakDetection.Mode.FULL);
        long found = LeakDetection.found();
        Application.forgetTensors(50, 1, 977);
        Application.forgetAnotherTensor(2, 977);
        awaitLeaks(found, 51);
        assertThat(records).hasSize(2).allMatch(entry -> entry.getLevel() == Level.WARNING);
        assertThat(messages())
                .anySatisfy(message -> assertThat(message)
                        .startsWith(
                                "Tensor [1, 977] (3908 bytes) was never closed, the garbage collector had to free it; "
                                        + "it was made\n\tat io.github.depthwise4j.tensor.Tensor.")
                        .contains("\n\tat forgetful.Application.forgetTensors(Application.java:"))
                .anySatisfy(message -> assertThat(message)
                        .startsWith("Tensor [2, 977] (7816 bytes)")
                        .contains("\n\tat forgetful.Application.forgetAnotherTensor(Application.java:"));
    }

    @Test
    void aForgottenOperationIsToldOfByItsName() {
        detect(LeakDetection.Mode.FULL);
        long found = LeakDetection.found();
        Application.forgetOperation("layer7");
        awaitLeaks(found, 2);
        assertThat(messages())
                .anySatisfy(message -> assertThat(message)
                        .startsWith("operation DepthwiseConv2d \"layer7\" (288 bytes) was never closed")
                        .contains("\n\tat forgetful.Application.forgetOperation("))
                .anySatisfy(message -> assertThat(message).startsWith("Tensor [1, 5, 5, 8] (800 bytes)"))
                .hasSize(2);
    }

    @Test
    void atLevelSampledAKindIsToldOfOnceAndWhereSomeWereMade() {
        detect(LeakDetection.Mode.SAMPLED);
        long found = LeakDetection.found();
        // Once in 10^12 runs, none of them is a sample.
        Application.forgetTensors(30_000, 1, 77);
        awaitLeaks(found, 30_000);
        assertThat(messages())
                .contains("Tensor [1, 77] (308 bytes) was never closed, the garbage collector had to free it; set the "
                        + "system property depthwise4j.leakDetection=full to see where it was made")
                .anySatisfy(message -> assertThat(message).contains("\n\tat forgetful.Application.forgetTensors("))
                .hasSize(2);
    }

    @Test
    void atLevelOffNothingIsToldButAllIsCounted() {
        detect(LeakDetection.Mode.OFF);
        long found = LeakDetection.found();
        Application.forgetTensors(5, 1, 977);
        awaitLeaks(found, 5);
        assertThat(Depthwise4j.stats().leaks()).isEqualTo(found + 5);
        assertThat(records).isEmpty();
    }

    @Test
    void whatWasClosedAndWhatHoldsNothingIsNotToldOf() {
        detect(LeakDetection.Mode.FULL);
        long found = LeakDetection.found();
        for (int i = 0; i < 100; i++) {
            Application.forgetNothing(1, 977);
            Application.forgetWrappedTensor(977);
        }
        LiveBlocks.collectRepeatedly();
        assertThat(LeakDetection.found()).isEqualTo(found);
        assertThat(records).isEmpty();
    }

    @Test
    void whatTheLibraryKeepsForItselfIsNotToldOf() {
        detect(LeakDetection.Mode.FULL);
        long found = LeakDetection.found();
        try (Tensor in = Tensor.allocate(DataType.FLOAT32, 1, 9, 9, 8);
                Tensor filter = Tensor.allocate(DataType.FLOAT32, 3, 3, 8, 1)) {
            Nn.depthwiseConv2d(in, filter, new int[] {1, 1}, Padding.SAME).close();
        }
        Depthwise4j.trim();
        LiveBlocks.collectRepeatedly();
        assertThat(LeakDetection.found()).isEqualTo(found);
        assertThat(records).isEmpty();
    }
}
