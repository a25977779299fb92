package io.github.depthwise4j.plan.strategy;

import io.github.depthwise4j.onednn.ActivationLayout;
import io.github.depthwise4j.onednn.MemoryDescriptor;
import io.github.depthwise4j.onednn.Reorder;

/**
 * The copies between NCHW and the layout in which a block of channels is convolved.
 *
 * @param images the number of images that are copied at a time
 * @param layout the other layout
 * @param subject what is copied, for messages
 */
record ChannelReorders(int images, ActivationLayout layout, String subject) {
    private static final ActivationLayout PLANES = ActivationLayout.CHANNELS_FIRST;

    /** Whether channels can be copied into a layout with {@code multiplier} copies of each. */
    static boolean canRepeat(ActivationLayout layout, int channels, int multiplier) {
        return multiplier == 1
                || layout.block() == 1
                || layout.block() % multiplier == 0 && channels * multiplier % layout.block() == 0;
    }

    /** From NCHW, with {@code multiplier} copies of each channel side by side. */
    Reorder in(int channels, int multiplier, int rows, int columns) {
        if (multiplier == 1) {
            return between(PLANES, layout, channels, rows, columns);
        }
        long pixels = (long) rows * columns;
        long all = (long) channels * multiplier;
        return layout.block() == 1
                // Image, channel, copy, pixel. All copies have the same source: the source stride of a copy is 0.
                ? strided(
                        new long[] {images, channels, multiplier, pixels},
                        new long[] {channels * pixels, pixels, 0, 1},
                        new long[] {all * pixels, multiplier, 1, all})
                // Image, block, channel of the block, copy, pixel.
                : blocked(pixels, channels, multiplier);
    }

    private Reorder blocked(long pixels, long channels, long multiplier) {
        long block = layout.block();
        long inBlock = block / multiplier;
        long all = channels * multiplier;
        return strided(
                new long[] {images, all / block, inBlock, multiplier, pixels},
                new long[] {channels * pixels, inBlock * pixels, pixels, 0, 1},
                new long[] {all * pixels, block * pixels, multiplier, 1, block});
    }

    /** To NCHW. */
    Reorder out(int channels, int rows, int columns) {
        return between(layout, PLANES, channels, rows, columns);
    }

    /** To every {@code planes}-th plane of one image in NCHW. All blocks are full. */
    Reorder outApart(int channels, int planes, int rows, int columns) {
        return apart(channels, planes, rows, columns, (planar, inside, dims) -> strided(dims, inside, planar));
    }

    /** From every {@code planes}-th plane of one image in NCHW. All blocks are full. */
    Reorder inApart(int channels, int planes, int rows, int columns) {
        return apart(channels, planes, rows, columns, (planar, inside, dims) -> strided(dims, planar, inside));
    }

    private interface Direction {
        Reorder reorder(long[] planarStrides, long[] insideStrides, long[] dims);
    }

    private Reorder apart(int channels, int planes, int rows, int columns, Direction direction) {
        long pixels = (long) rows * columns;
        long block = layout.block() == 1 ? channels : layout.block();
        // Block, channel of the block, pixel.
        return direction.reorder(
                new long[] {block * planes * pixels, planes * pixels, 1},
                new long[] {block * pixels, 1, block},
                new long[] {channels / block, block, pixels});
    }

    private Reorder between(ActivationLayout from, ActivationLayout to, int channels, int rows, int columns) {
        try (MemoryDescriptor source = MemoryDescriptor.activation(from, images, channels, rows, columns);
                MemoryDescriptor target = MemoryDescriptor.activation(to, images, channels, rows, columns)) {
            return Reorder.create(source, target, subject);
        }
    }

    private Reorder strided(long[] dims, long[] fromStrides, long[] toStrides) {
        try (MemoryDescriptor source = MemoryDescriptor.float32(dims, fromStrides);
                MemoryDescriptor target = MemoryDescriptor.float32(dims, toStrides)) {
            return Reorder.repeating(source, target, subject);
        }
    }
}
