package io.github.depthwise4j.abuse;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * The program of {@code ci/out-of-memory.sh} that fills the Java heap up to different points and works there: what
 * fails is an OutOfMemoryError, and nothing native is left.
 */
public final class HeapExhaustion {
    private HeapExhaustion() {}

    public static void main(String[] arguments) {
        int rounds = Integer.parseInt(arguments[0]);
        Map<String, Supplier<float[]>> pieces = MemoryWork.pieces();
        Map<String, float[]> expected = new LinkedHashMap<>();
        pieces.forEach((name, work) -> expected.put(name, work.get()));
        Counts before = Counts.settled();
        Random random = new Random(1);
        Map<String, Integer> outcomes = new TreeMap<>();
        for (int round = 0; round < rounds; round++) {
            for (Map.Entry<String, Supplier<float[]>> piece : pieces.entrySet()) {
                outcomes.merge(outcome(piece.getValue(), random.nextInt(60_000)), 1, Integer::sum);
                if (!Arrays.equals(piece.getValue().get(), expected.get(piece.getKey()))) {
                    throw new IllegalStateException(piece.getKey() + " computes something else afterwards");
                }
            }
        }
        outcomes.forEach((outcome, times) -> System.out.println("    " + times + " x " + outcome));
        before.assertBack();
    }

    private static String outcome(Supplier<float[]> work, int bytesLeft) {
        List<byte[]> filling = new ArrayList<>(1 << 16);
        byte[] spare = new byte[bytesLeft];
        fill(filling);
        try {
            spare = null;
            work.get();
            filling.clear();
            return "done";
        } catch (OutOfMemoryError e) {
            filling.clear();
            return "OutOfMemoryError";
        }
    }

    /** Takes what there is, in ever smaller pieces. */
    private static void fill(List<byte[]> filling) {
        for (int size = 1 << 20; size >= 256; size /= 64) {
            try {
                for (; ; ) {
                    filling.add(new byte[size]);
                }
            } catch (OutOfMemoryError e) {
                // That size does not fit any more.
            }
        }
    }
}
