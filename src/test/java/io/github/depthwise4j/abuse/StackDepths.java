package io.github.depthwise4j.abuse;

import io.github.depthwise4j.Conv2d;
import io.github.depthwise4j.Depthwise4j;
import io.github.depthwise4j.DepthwiseConv2d;
import io.github.depthwise4j.LibraryStats;
import io.github.depthwise4j.Nn;
import io.github.depthwise4j.problem.Padding;
import io.github.depthwise4j.problem.PlanningEffort;
import io.github.depthwise4j.tensor.DataFormat;
import io.github.depthwise4j.tensor.DataType;
import io.github.depthwise4j.tensor.Shape;
import io.github.depthwise4j.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Plans and computes with less and less stack: on small threads, and at each depth of a recursion, the deepest first.
 * If there is too little, a StackOverflowError is right; the calls after it must compute.
 */
public final class StackDepths {
    private static final int[] STRIDES = {1, 1};

    private StackDepths() {}

    /**
     * The first argument is what is done first: {@code load} loads on this thread, {@code not} leaves that to the
     * depths; the others are sizes of threads in KiB.
     */
    public static void main(String[] arguments) throws InterruptedException {
        if (arguments[0].equals("load")) {
            Depthwise4j.load();
        }
        for (String size : List.of(arguments).subList(1, arguments.length)) {
            long[] computed = new long[2];
            List<Throwable> failures = new ArrayList<>();
            onThread(Long.parseLong(size), () -> descend(computed), failures);
            report("from every depth of " + size + " KiB", computed, failures);
        }
        for (String size : List.of(arguments).subList(1, arguments.length)) {
            List<Throwable> failures = new ArrayList<>();
            onThread(Long.parseLong(size), () -> computeAll(100), failures);
            report("everything on a thread of " + size + " KiB", new long[] {1, 0}, failures);
        }
        for (String size : List.of(arguments).subList(1, arguments.length)) {
            long[] computed = new long[2];
            List<Throwable> failures = new ArrayList<>();
            try (Tensor filter = Tensor.of(ones(9 * 8), 3, 3, 8, 1);
                    DepthwiseConv2d op = DepthwiseConv2d.builder(filter).build();
                    Tensor in = Tensor.of(ones(7 * 7 * 8), 1, 7, 7, 8);
                    Tensor out = Tensor.allocate(DataType.FLOAT32, 1, 5, 5, 8)) {
                op.warmUp(in.shape());
                onThread(Long.parseLong(size), () -> run(op, in, out, computed), failures);
            }
            report("a plan that is there, from every depth of " + size + " KiB", computed, failures);
        }
        computeAll(200);
        Depthwise4j.trim();
        LibraryStats stats = Depthwise4j.stats();
        System.out.println("left: " + stats.plans() + " plans, " + stats.tensors() + " tensors, " + stats.nativeBytes()
                + " bytes");
        System.out.println("done");
    }

    private static void report(String what, long[] computed, List<Throwable> failures) {
        if (!failures.isEmpty()) {
            failures.get(0).printStackTrace();
            System.exit(3);
        }
        System.out.println(what + ": computed " + computed[0] + ", refused " + computed[1]);
    }

    private static void onThread(long kibibytes, Runnable work, List<Throwable> failures) throws InterruptedException {
        Thread thread = new Thread(
                null,
                () -> {
                    try {
                        work.run();
                    } catch (Throwable e) {
                        failures.add(e);
                    }
                },
                "narrow",
                kibibytes << 10);
        thread.start();
        thread.join();
    }

    /** Goes down to the end of the stack, and computes a new shape at the levels on the way back. */
    private static void descend(long[] computed) {
        try {
            descend(computed);
        } catch (StackOverflowError e) {
            computed[1]++;
        }
        if (computed[0] < 40) {
            compute((int) computed[0]);
            computed[0]++;
        }
    }

    private static void run(DepthwiseConv2d op, Tensor in, Tensor out, long[] computed) {
        try {
            run(op, in, out, computed);
        } catch (StackOverflowError e) {
            computed[1]++;
        }
        if (computed[0] < 200) {
            op.run(in, out);
            computed[0]++;
        }
    }

    private static void computeAll(int from) {
        for (int i = 0; i < 16; i++) {
            compute(from + i);
        }
    }

    /** A problem that was not used before; the number chooses its kind. */
    private static void compute(int number) {
        int size = 5 + number / 8;
        switch (number % 8) {
            case 0 -> with(size, 8, 1, (in, filter) -> Nn.depthwiseConv2d(in, filter, STRIDES, Padding.SAME));
            case 1 -> with(size, 8, 2, (in, filter) -> Nn.depthwiseConv2d(in, filter, STRIDES, Padding.VALID));
            case 2 -> with(size, 20, 1, (in, filter) -> Nn.conv2d(in, filter, STRIDES, Padding.SAME));
            case 3 -> channelsFirst(size);
            case 4 -> measured(size);
            case 5 -> heapArrays(size);
            case 6 -> built(size);
            default ->
                with(
                        size,
                        24,
                        1,
                        (in, filter) ->
                                Nn.depthwiseConv2d(in, filter, STRIDES, Padding.SAME, null, new int[] {2, 2}, null));
        }
    }

    private interface Computation {
        Tensor of(Tensor input, Tensor filter);
    }

    private static void with(int size, int channels, int multiplier, Computation computation) {
        try (Tensor in = Tensor.of(ones(size * size * channels), 1, size, size, channels);
                Tensor filter = Tensor.of(ones(9 * channels * multiplier), 3, 3, channels, multiplier);
                Tensor out = computation.of(in, filter)) {
            float first = out.toFloatArray()[0];
            if (first < 1 || first != Math.rint(first)) {
                throw new IllegalStateException("computed " + first);
            }
        }
    }

    private static void channelsFirst(int size) {
        try (Tensor in = Tensor.of(ones(size * size * 16), 1, 16, size, size);
                Tensor filter = Tensor.of(ones(9 * 16), 3, 3, 16, 1)) {
            Nn.depthwiseConv2d(in, filter, new int[] {1, 1, 1, 1}, Padding.SAME, DataFormat.NCHW, null, null)
                    .close();
        }
    }

    private static void measured(int size) {
        with(size, 12, 1, (in, filter) -> {
            try (DepthwiseConv2d op = DepthwiseConv2d.builder(filter)
                    .planning(PlanningEffort.MEASURE)
                    .build()) {
                return op.run(in);
            }
        });
    }

    private static void heapArrays(int size) {
        try (Tensor filter = Tensor.of(ones(9 * 8), 3, 3, 8, 1);
                DepthwiseConv2d op = DepthwiseConv2d.builder(filter).build()) {
            op.run(ones(size * size * 8), Shape.of(1, size, size, 8), new float[(size - 2) * (size - 2) * 8]);
        }
    }

    private static void built(int size) {
        try (Tensor filter = Tensor.of(ones(9 * 8 * 8), 3, 3, 8, 8);
                Conv2d op = Conv2d.builder(filter).build();
                Tensor in = Tensor.allocate(DataType.FLOAT32, 1, size, size, 8)) {
            op.warmUp(Shape.of(1, size, size, 8));
            op.run(in).close();
        }
    }

    private static float[] ones(int count) {
        float[] ones = new float[count];
        Arrays.fill(ones, 1);
        return ones;
    }
}
