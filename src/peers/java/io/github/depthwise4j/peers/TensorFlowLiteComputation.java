package io.github.depthwise4j.peers;

import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.server.Computation;
import io.github.depthwise4j.tensor.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.tensorflowlite.BuiltinOpResolverWithXNNPACK;
import org.bytedeco.tensorflowlite.FlatBufferModel;
import org.bytedeco.tensorflowlite.Interpreter;
import org.bytedeco.tensorflowlite.InterpreterBuilder;
import org.bytedeco.tensorflowlite.TfLiteIntArray;
import org.bytedeco.tensorflowlite.global.tensorflowlite;

/** TensorFlow Lite in a server: an interpreter belongs to one thread at a time, so there is one for each processor. */
final class TensorFlowLiteComputation implements Computation {
    private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();

    // Made first: it loads the native code, also that of the pointers.
    private final BuiltinOpResolverWithXNNPACK resolver = new BuiltinOpResolverWithXNNPACK();
    private final Map<Shape, BlockingQueue<Interpreter>> idle = new HashMap<>();
    private final Map<Shape, Shape> outputShapes = new HashMap<>();

    TensorFlowLiteComputation(List<ConvolutionProblem> problems, float[] filter) {
        problems.forEach(problem -> add(TensorFlowLiteModel.of(problem, filter)));
    }

    TensorFlowLiteComputation(Path model) throws IOException {
        add(Files.readAllBytes(model));
    }

    private void add(byte[] file) {
        // Model and bytes live as long as the process.
        BytePointer bytes = new BytePointer(file);
        FlatBufferModel model = FlatBufferModel.BuildFromBuffer(bytes, bytes.capacity());
        BlockingQueue<Interpreter> interpreters = new ArrayBlockingQueue<>(PROCESSORS);
        for (int i = 0; i < PROCESSORS; i++) {
            Interpreter interpreter = new Interpreter((Pointer) null);
            try (InterpreterBuilder builder = new InterpreterBuilder(model, resolver)) {
                check(builder.SetNumThreads(1));
                check(builder.apply(interpreter));
            }
            check(interpreter.AllocateTensors());
            interpreters.add(interpreter);
        }
        Interpreter any = interpreters.element();
        Shape input = shape(any.input_tensor(0).dims());
        idle.put(input, interpreters);
        outputShapes.put(input, shape(any.output_tensor(0).dims()));
    }

    private static Shape shape(TfLiteIntArray dims) {
        return Shape.of(IntStream.range(0, dims.size()).mapToLong(dims::data).toArray());
    }

    private static void check(int status) {
        if (status != tensorflowlite.kTfLiteOk) {
            throw new IllegalStateException("TensorFlow Lite returned status " + status);
        }
    }

    @Override
    public Shape outputShape(Shape input) {
        return outputShapes.get(input);
    }

    @Override
    public void run(ByteBuffer input, Shape shape, ByteBuffer output) {
        BlockingQueue<Interpreter> interpreters = idle.get(shape);
        Interpreter interpreter = null;
        try {
            interpreter = interpreters.take();
            int floats = input.remaining() / Float.BYTES;
            interpreter.typed_input_tensor_float(0).capacity(floats).asBuffer().put(input.asFloatBuffer());
            check(interpreter.Invoke());
            output.asFloatBuffer()
                    .put(interpreter
                            .typed_output_tensor_float(0)
                            .capacity(output.remaining() / Float.BYTES)
                            .asBuffer());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        } finally {
            if (interpreter != null) {
                interpreters.add(interpreter);
            }
        }
    }

    /** The process ends with the server. */
    @Override
    public void close() {}
}
