package io.github.depthwise4j.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import forgetful.Application;
import io.github.depthwise4j.Depthwise4j;
import io.github.depthwise4j.DepthwiseConv2d;
import io.github.depthwise4j.LibraryStats;
import io.github.depthwise4j.SeparableConv2d;
import io.github.depthwise4j.memory.LiveBlocks;
import io.github.depthwise4j.problem.Padding;
import io.github.depthwise4j.problem.PlanningEffort;
import io.github.depthwise4j.tensor.DataType;
import io.github.depthwise4j.tensor.Shape;
import io.github.depthwise4j.tensor.Tensor;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import jdk.jfr.AnnotationElement;
import jdk.jfr.Category;
import jdk.jfr.EventType;
import jdk.jfr.FlightRecorder;
import jdk.jfr.consumer.RecordedEvent;
import org.junit.jupiter.api.Test;

/** What an operator sees in the Flight Recorder. */
class EventsTest {
    private static final Shape IMAGE = Shape.of(1, 8, 8, 16);

    private static Tensor zeros(long... shape) {
        return Tensor.allocate(DataType.FLOAT32, shape);
    }

    private static DepthwiseConv2d operation(PlanningEffort effort) {
        try (Tensor filter = zeros(3, 3, 16, 1)) {
            return DepthwiseConv2d.builder(filter)
                    .padding(Padding.SAME)
                    .name("events")
                    .planning(effort)
                    .build();
        }
    }

    @Test
    void makingAPlanTellsTheProblemTheChoiceAndWhatDecided() {
        try (DepthwiseConv2d op = operation(PlanningEffort.ESTIMATE)) {
            List<RecordedEvent> events = Recorded.events("PlanCreation", () -> op.plan(IMAGE));
            assertThat(events).singleElement().satisfies(event -> {
                assertThat(event.getString("problem"))
                        .startsWith("depthwise_conv2d float32 NHWC SAME g16mb1ic16ih8iw8")
                        .endsWith("n\"events\"");
                assertThat(event.getString("effort")).isEqualTo("estimate");
                assertThat(event.getString("origin")).isEqualTo("rules");
                assertThat(event.getString("choice")).startsWith("direct(");
                assertThat(event.getString("candidates")).isEmpty();
                assertThat(event.getDuration()).isPositive();
            });
            assertThat(Recorded.events("PlanCreation", () -> op.plan(IMAGE))).isEmpty();
        }
    }

    @Test
    void aMeasurementTellsTheTimesOfAllCandidates() {
        try (DepthwiseConv2d op = operation(PlanningEffort.MEASURE)) {
            List<RecordedEvent> events = Recorded.events("PlanCreation", () -> op.plan(IMAGE));
            assertThat(events).singleElement().satisfies(event -> {
                assertThat(event.getString("effort")).isEqualTo("measure");
                assertThat(event.getString("origin")).isEqualTo("measurement");
                assertThat(event.getString("candidates").lines())
                        .isNotEmpty()
                        .allMatch(line -> line.matches("direct\\(.*\\) [0-9.]+ us"))
                        .anyMatch(line -> line.startsWith(event.getString("choice")));
            });
        }
    }

    @Test
    void aSeparableConvolutionAndACallOnArraysTellOfTheirPlansToo() {
        try (Tensor depthwise = zeros(3, 3, 16, 1);
                Tensor pointwise = zeros(1, 1, 16, 8);
                SeparableConv2d separable =
                        SeparableConv2d.builder(depthwise, pointwise).build()) {
            assertThat(Recorded.events("PlanCreation", () -> separable.plan(IMAGE)))
                    .extracting(event -> event.getString("problem"))
                    .anyMatch(problem -> problem.contains(" then conv2d "));
            float[] in = new float[(int) IMAGE.elementCount()];
            float[] out = new float[(int) separable.outputShape(IMAGE).elementCount()];
            assertThat(Recorded.events("PlanCreation", () -> separable.run(in, IMAGE, out)))
                    .extracting(event -> event.getString("choice"))
                    .anyMatch(choice -> choice.startsWith("inPlace("));
            assertThat(Recorded.events("Execution", () -> separable.run(in, IMAGE, out)))
                    .extracting(event -> event.getString("strategy"))
                    .singleElement()
                    .satisfies(strategy -> assertThat(strategy).startsWith("inPlace("));
        }
    }

    @Test
    void eachCallIsAnEventWhereThatIsAskedFor() {
        try (DepthwiseConv2d op = operation(PlanningEffort.ESTIMATE);
                Tensor in = zeros(IMAGE.dims());
                Tensor out = op.run(in)) {
            List<RecordedEvent> events = Recorded.events("Execution", () -> {
                for (int i = 0; i < 5; i++) {
                    op.run(in, out);
                }
            });
            assertThat(events).hasSize(5).allSatisfy(event -> {
                assertThat(event.getString("problem")).endsWith("n\"events\"");
                assertThat(event.getString("strategy")).startsWith("direct(");
                assertThat(event.getInt("threads")).isOne();
                assertThat(event.getThread().getJavaName())
                        .isEqualTo(Thread.currentThread().getName());
            });
        }
    }

    @Test
    void callsShorterThanTheThresholdAreNoEvents() {
        try (DepthwiseConv2d op = operation(PlanningEffort.ESTIMATE);
                Tensor in = zeros(IMAGE.dims())) {
            assertThat(Recorded.events(
                            "Execution", settings -> settings.withThreshold(Duration.ofHours(1)), () -> op.run(in)
                                    .close()))
                    .isEmpty();
        }
    }

    @Test
    void callsAndAllocationsAreNoEventsUnlessAskedFor() {
        Depthwise4j.load();
        assertThat(Recorded.byDefault(() -> {
                    try (DepthwiseConv2d op = operation(PlanningEffort.ESTIMATE);
                            Tensor in = zeros(IMAGE.dims())) {
                        op.run(in).close();
                    }
                }))
                .containsExactly("io.github.depthwise4j.PlanCreation");
    }

    @Test
    void anAllocationTellsItsSizeAndWhatIsInUse() {
        List<RecordedEvent> events =
                Recorded.events("NativeAllocation", () -> zeros(1, 12_345).close());
        LibraryStats stats = Depthwise4j.stats();
        assertThat(events)
                .filteredOn(event -> event.getLong("size") == 49_380)
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.getLong("inUse")).isBetween(49_380L, stats.peakNativeBytes());
                    assertThat(event.getLong("limit")).isEqualTo(stats.memoryLimit());
                });
    }

    @Test
    void aLeakTellsWhatItWas() {
        long before = Depthwise4j.stats().leaks();
        List<RecordedEvent> events = Recorded.events("Leak", () -> {
            Application.forgetTensors(1, 3, 31);
            LiveBlocks.collectUntil(() -> Depthwise4j.stats().leaks() > before);
            LiveBlocks.collectRepeatedly();
        });
        assertThat(events)
                .filteredOn(event -> event.getString("leaked").equals("Tensor [3, 31]"))
                .singleElement()
                .satisfies(event -> assertThat(event.getLong("size")).isEqualTo(372));
    }

    @Test
    void allEventsAndFieldsAreLabelledAndDescribed() {
        FlightRecorder recorder = FlightRecorder.getFlightRecorder();
        Events.nativeLoad();
        Events.planCreation();
        Events.execution();
        Events.nativeAllocation(0, 0, 0);
        Events.leak("", 0, "");
        Events.computationMismatch("", "", "", "", 0, 0, 0);
        List<EventType> types = recorder.getEventTypes().stream()
                .filter(type -> type.getName().startsWith("io.github.depthwise4j."))
                .toList();
        assertThat(types)
                .extracting(EventType::getName)
                .containsExactlyInAnyOrderElementsOf(Stream.of(
                                "NativeLoad",
                                "PlanCreation",
                                "Execution",
                                "NativeAllocation",
                                "Leak",
                                "ComputationMismatch")
                        .map("io.github.depthwise4j."::concat)
                        .toList());
        for (EventType type : types) {
            assertThat(type.getLabel()).as(type.getName()).isNotBlank();
            assertThat(type.getDescription()).as(type.getName()).isNotBlank();
            assertThat(type.getCategoryNames()).as(type.getName()).containsExactly("depthwise4j");
            assertThat(type.getAnnotationElements())
                    .extracting(AnnotationElement::getTypeName)
                    .contains(Category.class.getName());
            type.getFields().stream()
                    .filter(field -> !List.of("startTime", "duration", "eventThread", "stackTrace")
                            .contains(field.getName()))
                    .forEach(field -> {
                        assertThat(field.getLabel()).as(field.getName()).isNotBlank();
                        assertThat(field.getDescription()).as(field.getName()).isNotBlank();
                    });
        }
    }

    @Test
    void aCallThatNobodyRecordsAllocatesNothingWhileOtherEventsAreRecorded() {
        try (DepthwiseConv2d op = operation(PlanningEffort.ESTIMATE);
                Tensor in = zeros(IMAGE.dims());
                Tensor out = op.run(in)) {
            long[] bytes = new long[1];
            Recorded.events("PlanCreation", () -> bytes[0] = heapBytesPerCall(op, in, out));
            assertThat(bytes[0]).isZero();
        }
    }

    @Test
    void aRecordedCallAllocatesOneSmallEvent() {
        try (DepthwiseConv2d op = operation(PlanningEffort.ESTIMATE);
                Tensor in = zeros(IMAGE.dims());
                Tensor out = op.run(in)) {
            long[] bytes = new long[1];
            Recorded.events("Execution", () -> bytes[0] = heapBytesPerCall(op, in, out));
            assertThat(bytes[0]).isBetween(1L, 400L);
        }
    }

    /** The least of some rounds: what the JVM does once on this thread is no allocation of the calls. */
    private static long heapBytesPerCall(DepthwiseConv2d op, Tensor in, Tensor out) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        int calls = 5_000;
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 5; round++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < calls; i++) {
                op.run(in, out);
            }
            least = Math.min(least, (threads.getCurrentThreadAllocatedBytes() - before) / calls);
        }
        return least;
    }
}
