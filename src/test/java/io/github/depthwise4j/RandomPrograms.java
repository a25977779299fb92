package io.github.depthwise4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.depthwise4j.operation.OneShotCalls;
import io.github.depthwise4j.problem.Activation;
import io.github.depthwise4j.problem.Padding;
import io.github.depthwise4j.problem.Parallelism;
import io.github.depthwise4j.reference.RuntimeVerification;
import io.github.depthwise4j.reference.RuntimeVerification.OnMismatch;
import io.github.depthwise4j.tensor.DataFormat;
import io.github.depthwise4j.tensor.DataType;
import io.github.depthwise4j.tensor.Shape;
import io.github.depthwise4j.tensor.Tensor;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * Random programs of operations: they build, call, trim and close, in any order. A model counts what the library must
 * say it holds. The oracle checks every result.
 */
final class RandomPrograms {
    private static final int STEPS = 60;
    private static final int MOST_OPERATIONS = 4;
    private static final RuntimeVerification CHECKED =
            RuntimeVerification.everyNth(1).onMismatch(OnMismatch.THROW).samples(20);

    private final Random random;
    private final List<Subject> subjects = new ArrayList<>();
    private final Set<Object> oneShotPlans = new HashSet<>();
    private final StringBuilder program = new StringBuilder();

    /** An operation, and what is known of it. */
    private static final class Subject {
        final ConvolutionOperation operation;
        final DataFormat format;
        final int channels;
        final Set<Object> plans = new HashSet<>();
        long calls;

        Subject(ConvolutionOperation operation, DataFormat format, int channels) {
            this.operation = operation;
            this.format = format;
            this.channels = channels;
        }

        void check() {
            OperationStats stats = operation.stats();
            assertThat(stats.plans()).isEqualTo(plans.size());
            assertThat(stats.misses()).isEqualTo(plans.size());
            assertThat(stats.hits() + stats.misses()).isEqualTo(calls);
            assertThat(stats.evictions()).isZero();
        }
    }

    private RandomPrograms(long seed) {
        random = new Random(seed);
    }

    /** The arguments: the first seed, and how many programs. Nothing else may have used the library in this process. */
    public static void main(String[] arguments) {
        long first = Long.parseLong(arguments[0]);
        for (long seed = first; seed < first + Long.parseLong(arguments[1]); seed++) {
            RandomPrograms programs = new RandomPrograms(seed);
            try {
                programs.run();
            } catch (RuntimeException | Error e) {
                throw new AssertionError("seed " + seed + ", program:" + programs.program, e);
            }
        }
        System.out.print("done");
    }

    private void run() {
        for (int step = 0; step < STEPS; step++) {
            step();
            check();
        }
        while (!subjects.isEmpty()) {
            closeOne();
            check();
        }
        OneShotCalls.forget();
        // What is closed keeps nothing, so that there is nothing to trim.
        assertThat(Depthwise4j.stats().workspaces()).isZero();
        trim();
        LibraryStats end = Depthwise4j.stats();
        assertThat(List.of(
                        end.nativeBlocks(),
                        end.nativeBytes(),
                        end.plans(),
                        end.tensors(),
                        end.operations(),
                        end.workspaces()))
                .as("%s", end)
                .containsOnly(0L);
    }

    private void check() {
        subjects.forEach(Subject::check);
        LibraryStats stats = Depthwise4j.stats();
        assertThat(stats.operations()).isEqualTo(subjects.size());
        long plans = oneShotPlans.size();
        for (Subject subject : subjects) {
            plans += subject.plans.size();
        }
        assertThat(stats.plans()).isEqualTo(plans);
    }

    private void step() {
        int choice = random.nextInt(20);
        if (subjects.isEmpty() || choice < 2 && subjects.size() < MOST_OPERATIONS) {
            build();
        } else if (choice == 2) {
            closeOne();
        } else if (choice == 3) {
            trim();
        } else if (choice < 6) {
            oneShot();
        } else {
            use(subjects.get(random.nextInt(subjects.size())), choice);
        }
    }

    private int pick(int... values) {
        return values[random.nextInt(values.length)];
    }

    private void build() {
        DataFormat format = random.nextBoolean() ? DataFormat.NHWC : DataFormat.NCHW;
        int channels = pick(1, 3, 8, 16, 33, 64);
        int multiplier = pick(1, 1, 2, 3);
        int size = pick(1, 3, 5);
        int kind = random.nextInt(3);
        Padding padding = random.nextBoolean() ? Padding.SAME : Padding.VALID;
        program.append("\n  build ").append(List.of(kind, format, channels, multiplier, size, padding));
        try (Tensor filter = kind == 0
                        ? Data.random(1, size, size, channels, 16L * multiplier)
                        : Data.random(1, size, size, channels, multiplier);
                Tensor pointwise = Data.random(2, 1, 1, (long) channels * multiplier, 8);
                Tensor bias = Data.random(3, kind == 0 ? 16L * multiplier : kind == 1 ? channels * multiplier : 8L)) {
            ConvolutionBuilder<?, ?> builder = kind == 0
                    ? Conv2d.builder(filter)
                    : kind == 1 ? DepthwiseConv2d.builder(filter) : SeparableConv2d.builder(filter, pointwise);
            builder.dataFormat(format).padding(padding).verification(CHECKED);
            if (random.nextBoolean()) {
                builder.bias(bias).activation(Activation.RELU6);
            }
            if (random.nextBoolean()) {
                builder.parallelism(Parallelism.callerOnly());
            }
            subjects.add(new Subject(builder.build(), format, channels));
        }
    }

    private Shape input(DataFormat format, int channels) {
        int batch = pick(1, 1, 2, 5);
        int rows = pick(5, 6, 9, 30);
        int columns = pick(5, 7, 20);
        return format == DataFormat.NHWC
                ? Shape.of(batch, rows, columns, channels)
                : Shape.of(batch, channels, rows, columns);
    }

    private void use(Subject subject, int choice) {
        Shape shape = input(subject.format, subject.channels);
        program.append("\n  use ")
                .append(choice)
                .append(" of ")
                .append(subjects.indexOf(subject))
                .append(' ')
                .append(shape);
        Shape result = subject.operation.outputShape(shape);
        subject.calls++;
        if (choice < 11) {
            subject.plans.add(List.of(shape, "heap"));
            float[] output = new float[(int) result.elementCount()];
            subject.operation.run(Data.values(shape, choice), shape, output);
            return;
        }
        subject.plans.add(shape);
        try (Tensor in = Data.random(choice, shape.dims())) {
            if (choice < 15) {
                subject.operation.run(in).close();
            } else {
                try (Tensor out = Tensor.allocate(DataType.FLOAT32, result.dims())) {
                    subject.operation.run(in, out);
                    subject.operation.run(in, out);
                    subject.calls++;
                }
            }
        }
    }

    private void oneShot() {
        Shape shape = input(DataFormat.NHWC, 8);
        program.append("\n  one shot ").append(shape);
        oneShotPlans.add(shape);
        try (Tensor in = Data.random(1, shape.dims());
                Tensor filter = Data.random(2, 3, 3, 8, 1)) {
            Nn.depthwiseConv2d(in, filter, new int[] {1, 1}, Padding.SAME).close();
        }
    }

    private void trim() {
        program.append("\n  trim");
        oneShotPlans.clear();
        Depthwise4j.trim();
        assertThat(Depthwise4j.stats().workspaces()).isZero();
    }

    private void closeOne() {
        int index = random.nextInt(subjects.size());
        program.append("\n  close ").append(index);
        Subject subject = subjects.remove(index);
        subject.operation.close();
        assertThat(subject.operation.stats().plans()).isZero();
        assertThat(subject.operation.stats().hits() + subject.operation.stats().misses())
                .isEqualTo(subject.calls);
    }
}
