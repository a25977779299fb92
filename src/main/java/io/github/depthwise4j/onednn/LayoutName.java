package io.github.depthwise4j.onednn;

import static org.bytedeco.dnnl.global.dnnl.*;

import java.util.Comparator;
import java.util.stream.IntStream;

/** The name of a memory descriptor's layout: first the outer axes, largest stride first, then the inner blocks. */
final class LayoutName {
    private static final String CALL = "dnnl_memory_desc_query";

    private LayoutName() {}

    static String of(long descriptor, String letters) {
        int rank = letters.length();
        long[] strides = numbers(descriptor, dnnl_query_strides, rank);
        long[] dims = numbers(descriptor, dnnl_query_dims, rank);
        int blocks = count(descriptor, dnnl_query_inner_nblks_s32);
        long[] blockSizes = numbers(descriptor, dnnl_query_inner_blks, blocks);
        long[] blockAxes = numbers(descriptor, dnnl_query_inner_idxs, blocks);
        boolean[] blocked = new boolean[rank];
        for (long axis : blockAxes) {
            blocked[(int) axis] = true;
        }
        StringBuilder name = new StringBuilder();
        // An axis of size 1 has the stride of a neighbour; of two axes with equal strides, the larger one is outside.
        IntStream.range(0, rank)
                .boxed()
                .sorted(Comparator.comparingLong((Integer axis) -> -strides[axis])
                        .thenComparingLong(axis -> -dims[axis]))
                .forEach(axis -> name.append(
                        blocked[axis] ? Character.toUpperCase(letters.charAt(axis)) : letters.charAt(axis)));
        for (int block = 0; block < blocks; block++) {
            name.append(blockSizes[block]).append(letters.charAt((int) blockAxes[block]));
        }
        return name.toString();
    }

    private static int count(long descriptor, int what) {
        int count = OneDnn.dnnl().memoryDescQueryInt(descriptor, what);
        OneDnn.check(count < 0 ? -count : dnnl_success, CALL, what);
        return count;
    }

    private static long[] numbers(long descriptor, int what, int count) {
        long[] numbers = OneDnn.dnnl().memoryDescQueryLongs(descriptor, what, count);
        OneDnn.check(numbers == null ? dnnl_invalid_arguments : dnnl_success, CALL, what);
        return numbers;
    }
}
