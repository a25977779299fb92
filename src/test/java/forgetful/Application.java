package forgetful;

import io.github.depthwise4j.DepthwiseConv2d;
import io.github.depthwise4j.tensor.DataType;
import io.github.depthwise4j.tensor.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Each method is a place where something is left behind. */
public final class Application {
    private Application() {}

    /** Forgets this number of tensors. */
    public static void forgetTensors(int count, long... shape) {
        for (int i = 0; i < count; i++) {
            Tensor.uninitialized(DataType.FLOAT32, shape);
        }
    }

    /** Forgets a tensor somewhere else. */
    public static void forgetAnotherTensor(long... shape) {
        Tensor.allocate(DataType.FLOAT32, shape);
    }

    /** Forgets an operation and its result. */
    public static void forgetOperation(String name) {
        try (Tensor filter = Tensor.allocate(DataType.FLOAT32, 3, 3, 8, 1);
                Tensor in = Tensor.allocate(DataType.FLOAT32, 1, 7, 7, 8)) {
            DepthwiseConv2d.builder(filter).name(name).build().run(in);
        }
    }

    /** Forgets a tensor over a buffer of its own. */
    public static void forgetWrappedTensor(int elements) {
        Tensor.wrap(ByteBuffer.allocateDirect(elements * Float.BYTES).order(ByteOrder.nativeOrder()), elements);
    }

    /** Closes everything. */
    public static void forgetNothing(long... shape) {
        try (Tensor first = Tensor.allocate(DataType.FLOAT32, shape);
                Tensor second = Tensor.allocate(DataType.FLOAT32, shape)) {
            first.copyFrom(second.toFloatArray());
            second.asFloatBuffer().put(0, 1);
        }
    }
}
