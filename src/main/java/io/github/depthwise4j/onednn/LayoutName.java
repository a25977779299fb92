package io.github.depthwise4j.onednn;

import static org.bytedeco.dnnl.global.dnnl.*;

import java.util.Comparator;
import java.util.stream.IntStream;
import org.bytedeco.dnnl.dnnl_memory_desc;

/** The name of a memory descriptor's layout: first the outer axes, largest stride first, then the inner blocks. */
final class LayoutName {
    private LayoutName() {}

    static String of(dnnl_memory_desc descriptor, String letters) {
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

    private static int count(dnnl_memory_desc descriptor, int what) {
        try (QueryResult result = new QueryResult()) {
            OneDnn.check(dnnl_memory_desc_query(descriptor, what, result.handle()), "dnnl_memory_desc_query", what);
            return result.asInt();
        }
    }

    private static long[] numbers(dnnl_memory_desc descriptor, int what, int count) {
        try (QueryResult result = new QueryResult()) {
            OneDnn.check(dnnl_memory_desc_query(descriptor, what, result.handle()), "dnnl_memory_desc_query", what);
            return result.asLongs(count);
        }
    }
}
