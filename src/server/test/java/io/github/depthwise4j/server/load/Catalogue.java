package io.github.depthwise4j.server.load;

import io.github.depthwise4j.server.Expected;
import io.github.depthwise4j.tensor.Shape;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;

/**
 * What callers ask for. Most requests have one of few shapes. Others have one of 1600 shapes, more than the 1024 plans
 * that an operation keeps, so that plans are made and thrown away all the time.
 */
final class Catalogue {
    private static final int CHANNELS = 32;
    private static final int LARGEST_ODD_SIDE = 40;
    private static final Shape[] USUAL = {
        Shape.of(1, 56, 56, CHANNELS),
        Shape.of(1, 28, 28, CHANNELS),
        Shape.of(2, 14, 14, CHANNELS),
        Shape.of(1, 112, 112, CHANNELS)
    };
    private static final Shape NETWORK = Shape.of(1, 144, 256, 3);
    private static final int POOL_BYTES = 4 << 20;

    private final Expected expected;
    private final Random random;
    private final byte[] pool = new byte[POOL_BYTES];
    private final List<List<Call>> kinds = new ArrayList<>();

    private Catalogue(Expected expected, long seed) {
        this.expected = expected;
        this.random = new Random(seed);
    }

    static Catalogue of(Expected expected, long seed) throws IOException {
        Catalogue catalogue = new Catalogue(expected, seed);
        catalogue.fill();
        return catalogue;
    }

    private void fill() throws IOException {
        ByteBuffer numbers = ByteBuffer.wrap(pool).order(ByteOrder.LITTLE_ENDIAN);
        while (numbers.hasRemaining()) {
            numbers.putFloat(random.nextFloat() * 2 - 1);
        }
        List<Call> odd = new ArrayList<>();
        for (int height = 1; height <= LARGEST_ODD_SIDE; height++) {
            for (int width = 1; width <= LARGEST_ODD_SIDE; width++) {
                odd.add(numbers("/depthwise", Shape.of(1, height, width, CHANNELS)));
            }
        }
        List<Call> depthwise = new ArrayList<>();
        List<Call> separable = new ArrayList<>();
        for (Shape shape : USUAL) {
            depthwise.add(numbers("/depthwise", shape));
            separable.add(numbers("/separable", shape));
        }
        List<Call> network = List.of(
                numbers("/network", NETWORK),
                numbers("/network", NETWORK),
                picture("/picture/network", 256, 144, BufferedImage.TYPE_INT_RGB));
        List<Call> pictures = List.of(
                picture("/picture/sharpen", 160, 120, BufferedImage.TYPE_INT_RGB),
                picture("/picture/sharpen", 61, 45, BufferedImage.TYPE_INT_ARGB),
                picture("/picture/sharpen", 200, 150, BufferedImage.TYPE_BYTE_GRAY));
        // Each list is drawn as often as each other one; the second time, the usual shapes weigh as much as the odd.
        kinds.addAll(List.of(odd, odd, odd, depthwise, depthwise, separable, separable, network, pictures));
    }

    private Call numbers(String path, Shape shape) {
        int length = Math.toIntExact(shape.elementCount() * Float.BYTES);
        int offset = random.nextInt((POOL_BYTES - length) / Float.BYTES + 1) * Float.BYTES;
        String query = "?shape=" + shape.toString().replaceAll("[\\[\\] ]", "");
        return new Call(path, path + query, pool, offset, length, expected.numbers(path, shape, pool, offset, length));
    }

    private Call picture(String path, int width, int height, int type) throws IOException {
        BufferedImage image = new BufferedImage(width, height, type);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int level = 128 + (int) (100 * Math.sin(x * 0.1) * Math.cos(y * 0.07)) + random.nextInt(8);
                image.setRGB(x, y, 0xFF000000 | level << 16 | (255 - level) << 8 | level);
            }
        }
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        ImageIO.write(image, "png", file);
        byte[] bytes = file.toByteArray();
        return new Call(path, path, bytes, 0, bytes.length, expected.picture(path, bytes));
    }

    Call draw(Random caller) {
        List<Call> kind = kinds.get(caller.nextInt(kinds.size()));
        return kind.get(caller.nextInt(kind.size()));
    }

    /** One of each kind, for a first round. */
    List<Call> samples() {
        return kinds.stream().distinct().map(kind -> kind.get(kind.size() - 1)).toList();
    }
}
