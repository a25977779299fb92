package io.github.depthwise4j.peers;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.tensorflowlite.BuiltinOpResolverWithXNNPACK;
import org.bytedeco.tensorflowlite.FlatBufferModel;
import org.bytedeco.tensorflowlite.Interpreter;
import org.bytedeco.tensorflowlite.InterpreterBuilder;
import org.bytedeco.tensorflowlite.global.tensorflowlite;

/**
 * A process that runs a network by TensorFlow Lite with XNNPACK, and times it when it is asked: TensorFlow Lite needs
 * another version of JavaCPP than this library.
 *
 * <p>Arguments: the model, and the input as float32 numbers. It prints the result of the first run in one line. Then it
 * answers each line it reads by a number: {@code micros THREADS}, or {@code perSecond CALLERS}, in which each caller
 * has an interpreter of one thread.
 */
public final class TensorFlowLiteRuns {
    // Made first: it loads the native code, also that of the pointers.
    private final BuiltinOpResolverWithXNNPACK resolver = new BuiltinOpResolverWithXNNPACK();
    private final FlatBufferModel model;
    private final FloatBuffer input;
    private final List<Interpreter> oneThread = new ArrayList<>();
    private Interpreter allThreads;

    private TensorFlowLiteRuns(byte[] file, FloatBuffer input) {
        // The model uses the bytes as long as the process lives.
        BytePointer bytes = new BytePointer(file);
        this.model = FlatBufferModel.BuildFromBuffer(bytes, bytes.capacity());
        this.input = input;
    }

    public static void main(String[] arguments) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(Path.of(arguments[1])));
        TensorFlowLiteRuns runs = new TensorFlowLiteRuns(
                Files.readAllBytes(Path.of(arguments[0])),
                bytes.order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer());
        Interpreter first = runs.interpreter(1);
        runs.oneThread.add(first);
        check(first.Invoke());
        System.out.println(result(first));
        BufferedReader questions = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = questions.readLine(); line != null; line = questions.readLine()) {
            String[] words = line.split(" ");
            int number = Integer.parseInt(words[1]);
            System.out.println(words[0].equals("micros") ? runs.micros(number) : runs.perSecond(number));
        }
    }

    private static String result(Interpreter interpreter) {
        FloatBuffer numbers = interpreter
                .typed_output_tensor_float(0)
                .capacity(interpreter.output_tensor(0).dims().data(1))
                .asBuffer();
        return IntStream.range(0, numbers.remaining())
                .mapToObj(i -> Float.toString(numbers.get(i)))
                .collect(Collectors.joining(" "));
    }

    private double micros(int threads) {
        if (threads == 1) {
            return Turn.micros(() -> check(oneThread.get(0).Invoke()));
        }
        allThreads = allThreads == null ? interpreter(threads) : allThreads;
        return Turn.micros(() -> check(allThreads.Invoke()));
    }

    private double perSecond(int callers) {
        while (oneThread.size() < callers) {
            oneThread.add(interpreter(1));
        }
        List<Runnable> runs = oneThread.stream()
                .<Runnable>map(interpreter -> () -> check(interpreter.Invoke()))
                .toList();
        return Turn.perSecond(runs.subList(0, callers));
    }

    private Interpreter interpreter(int threads) {
        Interpreter interpreter = new Interpreter((Pointer) null);
        try (InterpreterBuilder builder = new InterpreterBuilder(model, resolver)) {
            check(builder.SetNumThreads(threads));
            check(builder.apply(interpreter));
        }
        check(interpreter.AllocateTensors());
        interpreter
                .typed_input_tensor_float(0)
                .capacity(input.remaining())
                .asBuffer()
                .put(input.duplicate());
        return interpreter;
    }

    private static void check(int status) {
        if (status != tensorflowlite.kTfLiteOk) {
            throw new IllegalStateException("TensorFlow Lite returned status " + status);
        }
    }
}
