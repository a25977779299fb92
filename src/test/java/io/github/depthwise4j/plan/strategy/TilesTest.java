package io.github.depthwise4j.plan.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.depthwise4j.TestSettings;
import io.github.depthwise4j.onednn.ActivationLayout;
import io.github.depthwise4j.onednn.kernel.Kernel;
import io.github.depthwise4j.plan.base.Depthwise;
import io.github.depthwise4j.plan.strategy.ChannelBlocks.Filters;
import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.reference.RandomProblems;
import io.github.depthwise4j.tensor.DataFormat;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The tiles of a problem cover it once, without oneDNN. */
class TilesTest {
    private static final int CASES = TestSettings.CASES / 2;

    /** A random strategy of tiles that fits the problem, or may not fit it. */
    static TiledStrategy random(ConvolutionProblem problem, Random random, Kernel kernel) {
        int rows = random.nextInt(3) == 0 ? 0 : 1 + random.nextInt(12);
        boolean padded = random.nextBoolean();
        int multiple = Math.max(1, problem.geometry().ocPerGroup()) * (1 + random.nextInt(20));
        if (random.nextInt(3) == 0) {
            return new Boxes(
                    random.nextBoolean() ? Boxes.ALL : multiple,
                    1 + random.nextInt(12),
                    1 + random.nextInt(12),
                    padded,
                    kernel);
        }
        if (problem.dataFormat() == DataFormat.NHWC && random.nextInt(4) == 0) {
            return new Planes(Math.max(1, rows), kernel);
        }
        if (problem.dataFormat() == DataFormat.NHWC) {
            return random.nextInt(4) == 0
                    ? Strategy.Replicate.ofImages(random.nextInt(5), padded, kernel)
                    : new Strategy.Replicate(rows, padded, kernel);
        }
        int channels = random.nextInt(3) == 0 ? ChannelBlocks.ALL : multiple;
        Filters[] filters = Filters.values();
        ActivationLayout[] layouts = {
            ActivationLayout.CHANNELS_LAST, ActivationLayout.BLOCKS_OF_8, ActivationLayout.BLOCKS_OF_16
        };
        return new ChannelBlocks(
                channels,
                rows,
                filters[random.nextInt(filters.length)],
                channels == ChannelBlocks.ALL && rows == 0 ? random.nextInt(5) : 1,
                padded,
                layouts[random.nextInt(layouts.length)],
                kernel);
    }

    @Test
    void tilesCoverTheOutputOnceAndNoTileHasOneChannelAlone() {
        RandomProblems problems = new RandomProblems(TestSettings.SEED, 20_000);
        Random random = new Random(TestSettings.SEED);
        int checked = 0;
        for (int i = 0; i < CASES; i++) {
            ConvolutionProblem problem = i % 4 == 0 ? problems.nextConv2d() : problems.next();
            TiledStrategy strategy = random(problem, random, Kernel.FIRST);
            if (strategy.fits(problem)) {
                checked++;
                assertCovered(problem, strategy, "problem " + i + " of seed " + TestSettings.SEED);
            }
        }
        assertThat(checked).isGreaterThan(CASES / 5);
    }

    private static void assertCovered(ConvolutionProblem problem, TiledStrategy strategy, String which) {
        String subject = which + ": " + strategy.name() + " of " + problem;
        Tiles tiles = new Tiles(problem, strategy.tiling(problem));
        List<TileShape> shapes = tiles.shapes();
        int covered = 0;
        for (int chunk = 0; chunk < tiles.imageChunks(); chunk++) {
            int imageKind =
                    chunk == tiles.imageChunks() - 1 ? tiles.imageKinds().size() - 1 : 0;
            assertBlocksCovered(problem, tiles, shapes, imageKind, subject);
            covered += tiles.imageKinds().get(imageKind);
        }
        assertThat(covered)
                .as("images of %s", subject)
                .isEqualTo(problem.geometry().mb());
    }

    private static void assertBlocksCovered(
            ConvolutionProblem problem, Tiles tiles, List<TileShape> shapes, int imageKind, String subject) {
        int pixels = problem.geometry().oh() * problem.geometry().ow();
        BitSet covered = new BitSet();
        for (int block = 0; block < tiles.blocks().count(); block++) {
            for (int band = 0; band < tiles.bands().size(); band++) {
                int kind = tiles.kind(
                        imageKind, tiles.blockKindOf(block), tiles.bands().kindOf(band));
                TileShape shape = shapes.get(kind);
                assertThat(shape.filled().geometry().mb())
                        .as(subject)
                        .isEqualTo(tiles.imageKinds().get(imageKind));
                int channels = shape.groups() * problem.geometry().ocPerGroup();
                assertThat(shape.filled().geometry().oc() * tiles.passes())
                        .as(subject)
                        .isEqualTo(channels);
                assertThat(shape.filled().geometry().oh())
                        .as(subject)
                        .isEqualTo(shape.copied().geometry().oh());
                assertThat(shape.filled().geometry().ow())
                        .as(subject)
                        .isEqualTo(shape.copied().geometry().ow());
                assertThat(Depthwise.is(problem)
                                && problem.geometry().oc() > 1
                                && shape.filled().geometry().oc() == 1)
                        .as("one channel alone in %s", subject)
                        .isFalse();
                int rows = shape.filled().geometry().oh();
                int columns = shape.filled().geometry().ow();
                for (int row = 0; row < channels * rows; row++) {
                    int channel =
                            tiles.blocks().firstOf(block) * problem.geometry().ocPerGroup() + row / rows;
                    int from = channel * pixels
                            + (int) tiles.bands().dstPixel(band)
                            + row % rows * problem.geometry().ow();
                    assertThat(covered.get(from, from + columns).cardinality())
                            .as("computed twice in %s", subject)
                            .isZero();
                    covered.set(from, from + columns);
                }
            }
        }
        assertThat(covered.cardinality())
                .as("computed at all in %s", subject)
                .isEqualTo(pixels * problem.geometry().oc());
    }

    @ParameterizedTest
    @CsvSource({
        // channels, channels of a block, layout, the channels of the blocks
        "65, 64, nChw16c, 48-17",
        "65, 16, nChw16c, 16-16-16-17",
        "65, 32, nChw8c, 32-24-9",
        "9, 8, nChw8c, 9",
        "9, 8, nhwc, 9",
        "33, 16, nhwc, 16-17",
        "40, 32, nChw16c, 32-8",
    })
    void aSingleChannelThatIsLeftOverJoinsOthers(int channels, int block, String layout, String expected) {
        ConvolutionProblem problem = ConvolutionProblem.parse(
                "depthwise_conv2d float32 NCHW SAME mb1ic" + channels + "ih9iw9oc" + channels + "kh3kw3");
        TiledStrategy strategy = (TiledStrategy) Strategy.parse("blocks(" + block + "," + layout + ",jit_dw:avx2)")
                .orElseThrow();
        Tiles tiles = new Tiles(problem, strategy.tiling(problem));
        List<TileShape> shapes = tiles.shapes();
        List<String> sizes = IntStream.range(0, tiles.blocks().count())
                .mapToObj(each -> Integer.toString(shapes.get(tiles.blockKindOf(each) * tiles.bandKindCount())
                        .groups()))
                .toList();
        assertThat(String.join("-", sizes)).isEqualTo(expected);
        assertThat(shapes).allSatisfy(shape -> assertThat(shape.layout() == ActivationLayout.CHANNELS_LAST
                        || shape.groups() % shape.layout().block() == 0)
                .isTrue());
    }

    @Test
    void aPaddedCopyContainsTheRowsOnlyIfAWindowLiesOnThem() {
        assertThat(padded("[[0,0],[1,1],[8,8],[0,0]] mb1ic8ih9iw9oc8kh3kw3")).isEqualTo("9x25, 0 above, 8 left");
        assertThat(padded("[[0,0],[5,1],[8,0],[0,0]] mb1ic8ih9iw9oc8kh3kw3")).isEqualTo("15x17, 5 above, 8 left");
        assertThat(padded("[[0,0],[1,9],[0,8],[0,0]] mb1ic8ih9iw9oc8kh3kw3")).isEqualTo("19x17, 1 above, 0 left");
    }

    private static String padded(String sizes) {
        ConvolutionProblem problem = ConvolutionProblem.parse("depthwise_conv2d float32 NHWC " + sizes);
        TiledStrategy strategy = (TiledStrategy)
                Strategy.parse("replicate(rows=99,padded,jit_dw:avx2)").orElseThrow();
        TileShape shape = new Tiles(problem, strategy.tiling(problem)).shapes().get(0);
        return shape.filled().geometry().ih() + "x" + shape.filled().geometry().iw() + ", " + shape.top() + " above, "
                + shape.left() + " left";
    }
}
