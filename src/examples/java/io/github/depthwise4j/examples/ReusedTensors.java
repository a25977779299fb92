package io.github.depthwise4j.examples;

import io.github.depthwise4j.tensor.DataType;
import io.github.depthwise4j.tensor.Tensor;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * A tensor for the result of each layer, in as few blocks of memory as will do: a block takes the next result as soon
 * as no layer needs the last one any more. A chain of layers needs two blocks; a residual needs a third for as long as
 * it is waiting.
 */
final class ReusedTensors implements AutoCloseable {
    /** Of a block nobody uses. */
    private static final int FREE = -1;

    private final int[] blockOfResult;
    private final List<Tensor> blocks = new ArrayList<>();
    private final Tensor[] results;

    /** The results are numbered as the layers; 0, the network's input, has no tensor here. */
    ReusedTensors(List<PlannedLayer> layers) {
        blockOfResult = new int[layers.size() + 1];
        results = new Tensor[layers.size() + 1];
        for (long elements : blockSizes(layers)) {
            blocks.add(Tensor.allocate(DataType.FLOAT32, elements));
        }
        for (PlannedLayer planned : layers) {
            int result = planned.layer().index;
            FloatBuffer block = blocks.get(blockOfResult[result]).asFloatBuffer();
            int elements = Math.toIntExact(planned.outputShape().elementCount());
            results[result] =
                    Tensor.wrap(block.slice(0, elements), planned.outputShape().dims());
        }
    }

    Tensor result(int index) {
        return results[index];
    }

    int blockCount() {
        return blocks.size();
    }

    long byteSize() {
        return blocks.stream().mapToLong(block -> block.shape().elementCount()).sum() * Float.BYTES;
    }

    private List<Long> blockSizes(List<PlannedLayer> layers) {
        int[] lastReader = lastReaders(layers);
        List<Integer> users = new ArrayList<>();
        List<Long> sizes = new ArrayList<>();
        for (PlannedLayer planned : layers) {
            int result = planned.layer().index;
            users.replaceAll(user -> user != FREE && lastReader[user] < result ? FREE : user);
            long elements = planned.outputShape().elementCount();
            int block = bestFree(users, sizes, elements);
            users.set(block, result);
            sizes.set(block, Math.max(sizes.get(block), elements));
            blockOfResult[result] = block;
        }
        return sizes;
    }

    /** For each result the number of the last layer that reads it; nobody reads the last, which must stay. */
    private static int[] lastReaders(List<PlannedLayer> layers) {
        int[] last = new int[layers.size() + 1];
        last[layers.size()] = Integer.MAX_VALUE;
        for (PlannedLayer planned : layers) {
            Layer layer = planned.layer();
            last[layer.index - 1] = layer.index;
            if (layer.residual != null) {
                last[layer.residual.index] = layer.index;
            }
        }
        return last;
    }

    /** The free block that has to grow least, or else wastes least; a new one if none is free. */
    private static int bestFree(List<Integer> users, List<Long> sizes, long elements) {
        int best = -1;
        for (int block = 0; block < users.size(); block++) {
            if (users.get(block) == FREE && (best < 0 || better(sizes.get(block), sizes.get(best), elements))) {
                best = block;
            }
        }
        if (best < 0) {
            best = users.size();
            users.add(FREE);
            sizes.add(0L);
        }
        return best;
    }

    private static boolean better(long size, long best, long elements) {
        return best < elements ? size > best : size >= elements && size < best;
    }

    @Override
    public void close() {
        for (Tensor result : results) {
            if (result != null) {
                result.close();
            }
        }
        blocks.forEach(Tensor::close);
    }
}
