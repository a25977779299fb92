package io.github.depthwise4j.abuse;

import io.github.depthwise4j.errors.NativeMemoryException;
import io.github.depthwise4j.errors.OneDnnException;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * The program of {@code ci/out-of-memory.sh} that makes every single native allocation of some work fail once, the
 * first, the second and so on. Each failure has to become an OutOfMemoryError or a OneDnnException, leave nothing
 * behind, and spoil no later call. It runs with {@code failing_malloc.c} preloaded, whose library is its argument.
 */
final class NativeExhaustion {
    private int failures;
    private int faults;

    private NativeExhaustion() {}

    public static void main(String[] arguments) {
        System.load(arguments[0]);
        NativeExhaustion program = new NativeExhaustion();
        MemoryWork.pieces().forEach(program::exhaust);
        System.out.println(
                program.faults + " allocations refused, " + program.failures + " of them not as they should be");
        System.exit(program.failures == 0 ? 0 : 1);
    }

    /** Lets the allocation of this number fail, counted from now on, 0 none; returns how many were still to come. */
    private static native long failAllocation(long number);

    private void exhaust(String name, Supplier<float[]> work) {
        float[] expected = work.get();
        work.get();
        Counts before = Counts.settled();
        Map<String, Integer> outcomes = new TreeMap<>();
        long number = 0;
        boolean refused = true;
        while (refused) {
            number++;
            String outcome = outcome(work, number);
            refused = !outcome.isEmpty();
            if (refused) {
                faults++;
                outcomes.merge(outcome, 1, Integer::sum);
                Counts after = Counts.withoutKeptPlans();
                if (!after.equals(before)) {
                    complain(name + ", allocation " + number + ": " + outcome + " left " + after + " where " + before
                            + " was");
                    before = after;
                }
                String later = later(work, expected);
                if (!later.isEmpty()) {
                    complain(name + ", allocation " + number + ": " + outcome + ", and later " + later);
                }
            }
        }
        System.out.println(name + ": " + (number - 1) + " allocations");
        outcomes.forEach((outcome, times) -> System.out.println("    " + times + " x " + outcome));
    }

    /** What is wrong with the same work when there is memory again; empty if nothing is. */
    private static String later(Supplier<float[]> work, float[] expected) {
        try {
            return Arrays.equals(work.get(), expected) ? "" : "something else is computed";
        } catch (OutOfMemoryError | NativeMemoryException | OneDnnException e) {
            return e.toString();
        }
    }

    private void complain(String what) {
        failures++;
        if (failures <= 60) {
            System.out.println("  WRONG: " + what);
        }
    }

    /** How the work ended with one allocation refused; empty if it needed fewer. */
    private String outcome(Supplier<float[]> work, long number) {
        String outcome = "went on without it";
        failAllocation(number);
        long left;
        try {
            work.get();
            left = failAllocation(0);
        } catch (OutOfMemoryError | NativeMemoryException | OneDnnException e) {
            left = failAllocation(0);
            outcome = e.getClass().getSimpleName() + ": " + shortened(e);
        } catch (RuntimeException | Error e) {
            left = failAllocation(0);
            outcome = e.getClass().getName() + ": " + shortened(e) + " at " + e.getStackTrace()[0];
            complain("allocation " + number + ": " + e
                    + Arrays.asList(e.getStackTrace()).subList(0, 8));
        }
        return left > 0 ? "" : outcome;
    }

    private static String shortened(Throwable e) {
        String message = String.valueOf(e.getMessage()).replaceAll("\\d+", "N");
        return message.substring(0, Math.min(70, message.length()));
    }
}
