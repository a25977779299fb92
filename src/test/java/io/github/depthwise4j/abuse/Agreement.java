package io.github.depthwise4j.abuse;

import io.github.depthwise4j.network.Layer;
import io.github.depthwise4j.network.LayerVerification;
import io.github.depthwise4j.network.Network;
import io.github.depthwise4j.numpy.NpzFile;
import io.github.depthwise4j.tensor.DataType;
import io.github.depthwise4j.tensor.Shape;
import io.github.depthwise4j.tensor.Tensor;
import java.io.IOException;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Makes arguments of the {@link Fuzzer} fit one another: drawn one by one, they would nearly always be refused. */
final class Agreement {
    private final Random random;
    private final Hostile hostile;

    Agreement(Random random, Hostile hostile) {
        this.random = random;
        this.hostile = hostile;
    }

    /** Makes the arguments fit where they depend on one another, or on what they are called on. */
    void agree(Scenario scenario, PublicApi.Entry entry, Object receiver, Object[] arguments) {
        String key = entry.key();
        if (receiver instanceof Tensor tensor) {
            agreeWith(tensor, arguments);
        } else if (key.endsWith(".valueOf(String)") && random.nextBoolean()) {
            arguments[0] = ((Enum<?>) hostile.value(entry.owner())).name();
        } else if (key.endsWith("Wisdom(Path)") || key.equals("PictureReader.read(Path)")) {
            // Writers of other formats use the common file too.
            if (random.nextBoolean()) {
                arguments[0] = key.startsWith("Picture") ? HostileFiles.PICTURE : HostileFiles.WISDOM;
            }
        } else if (key.equals("PictureReader.read(byte[])")) {
            if (random.nextBoolean()) {
                arguments[0] = HostileFiles.contents(HostileFiles.PICTURE);
            }
        } else if (key.startsWith("Picture.new")) {
            arguments[0] = 1;
            arguments[1] = 2;
            arguments[2] = 3;
            arguments[3] = new byte[6];
            arguments[4] = random.nextBoolean() ? null : new byte[2];
        } else if (key.startsWith("NpzFile.read(String") && receiver instanceof NpzFile file) {
            agreeWith(file, arguments);
        } else if (key.startsWith("Tensor.of(")) {
            Shape shape = (Shape) scenario.fitting(Shape.class, "filter");
            if (arguments[0] instanceof float[]) {
                arguments[0] = scenario.fitting(float[].class, "filter");
            } else {
                shape = Shape.of(remainingFloats(arguments[0]));
            }
            if (arguments.length == 4) {
                arguments[1] = 0;
                arguments[2] = (int) shape.elementCount();
            }
            agreeOnShape(arguments, shape);
        } else if (key.startsWith("Tensor.wrap")) {
            agreeOnShape(arguments, Shape.of(remainingFloats(arguments[0])));
        } else if (key.startsWith("Tensor.allocate") || key.startsWith("Tensor.uninitialized")) {
            arguments[0] = DataType.FLOAT32;
            agreeOnShape(arguments, (Shape) scenario.fitting(Shape.class, "input"));
        } else if (key.startsWith("TensorPool.acquire")) {
            agreeOnShape(arguments, (Shape) scenario.fitting(Shape.class, "input"));
        } else if (key.startsWith("NetworkVerification.new")) {
            arguments[2] = List.of(new LayerVerification(0, "", "", 0.5));
        } else if (key.startsWith("NetworkBuilder.input")) {
            arguments[1] = new long[] {1, 5, 6, 3};
        } else if (receiver instanceof Layer layer && key.startsWith("Layer.reshape")) {
            arguments[0] = new long[] {layer.shape().elementCount()};
        } else if (receiver instanceof Layer layer && random.nextBoolean()) {
            agreeWith(layer, key, arguments);
        } else if (key.startsWith("Network.load")
                || key.startsWith("Network.verify")
                || key.startsWith("NetworkSpec.read")) {
            arguments[0] = HostileFiles.MODEL;
        } else if (key.startsWith("NetworkSpec.of")) {
            arguments[1] = HostileFiles.contents(HostileFiles.MODEL);
        } else if (receiver instanceof Network && key.startsWith("Network.run") && key.contains("(List")) {
            arguments[0] = List.of((Object[]) scenario.fitting(Tensor[].class, "inputs"));
            arguments[1] = List.of(scenario.fitting(Tensor.class, "networkOutput"));
        } else if (key.startsWith("AlignedBuffers.")) {
            // The JVM waits half a second before it refuses direct memory.
            arguments[0] = Math.min((int) arguments[0], 1 << 20);
        }
    }

    /** Passes axes and sizes that the layer has. */
    private static void agreeWith(Layer layer, String key, Object[] arguments) {
        int rank = layer.shape().rank();
        int[] axes = IntStream.range(0, rank).toArray();
        if (key.startsWith("Layer.transpose")) {
            arguments[0] = axes;
        } else if (key.startsWith("Layer.slice")) {
            arguments[0] = new int[rank];
            arguments[1] = Arrays.stream(layer.shape().dims())
                    .mapToInt(Math::toIntExact)
                    .toArray();
        } else if (key.startsWith("Layer.matmul") && rank > 1) {
            axes[rank - 1] = rank - 2;
            axes[rank - 2] = rank - 1;
            arguments[0] = layer.transpose(axes);
        }
    }

    private static int remainingFloats(Object buffer) {
        int bytes = buffer instanceof ByteBuffer ? Float.BYTES : 1;
        return ((Buffer) buffer).remaining() / bytes;
    }

    private static void agreeOnShape(Object[] arguments, Shape shape) {
        int last = arguments.length - 1;
        arguments[last] = arguments[last] instanceof long[] ? shape.dims() : shape;
    }

    /** Passes the name and the shape of an array that the file has. */
    private static void agreeWith(NpzFile file, Object[] arguments) {
        try {
            for (String name : file.names()) {
                try (Tensor array = file.read(name)) {
                    arguments[0] = name;
                    if (arguments.length > 1) {
                        arguments[1] = array.shape();
                    }
                    return;
                }
            }
        } catch (IOException | RuntimeException e) {
            // The call itself tells of a file that is closed or broken.
            return;
        }
    }

    private void agreeWith(Tensor tensor, Object[] arguments) {
        Shape shape = tensor.shape();
        int count = (int) Math.min(1 << 20, shape.elementCount());
        for (int i = 0; i < arguments.length; i++) {
            if (arguments[i] instanceof float[]) {
                arguments[i] = new float[count];
            } else if (arguments[i] instanceof Integer) {
                // An offset, then a length.
                arguments[i] = i == 1 ? 0 : count;
            } else if (arguments[i] instanceof FloatBuffer) {
                arguments[i] = FloatBuffer.allocate(count);
            } else if (arguments[i] instanceof ByteBuffer) {
                arguments[i] = ByteBuffer.allocate(count * Float.BYTES);
            } else if (arguments[i] instanceof Shape) {
                arguments[i] = Shape.of(1, shape.elementCount());
            } else if (arguments[i] instanceof Long) {
                arguments[i] = i == 0 || shape.rank() == 0 ? 0L : shape.dim(0);
            } else if (arguments[i] instanceof long[]) {
                arguments[i] = random.nextBoolean() ? new long[shape.rank()] : shape.dims();
            }
        }
    }
}
