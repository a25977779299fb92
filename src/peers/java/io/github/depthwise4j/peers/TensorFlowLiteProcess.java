package io.github.depthwise4j.peers;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Asks {@link TensorFlowLiteRuns} in a process of its own, which ends when this is closed. */
final class TensorFlowLiteProcess implements AutoCloseable {
    /** The environment variable with the class path of the process. */
    private static final String CLASS_PATH = "TENSORFLOW_LITE_CLASS_PATH";

    private final Process process;
    private final BufferedReader answers;
    private final PrintStream questions;
    private final float[] result;

    TensorFlowLiteProcess(byte[] model, float[] image) throws IOException {
        Path folder = Files.createTempDirectory("depthwise4j-lite");
        Path file = folder.resolve("model.tflite");
        Path input = folder.resolve("image.bin");
        try {
            Files.write(file, model);
            ByteBuffer bytes = ByteBuffer.allocate(image.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            bytes.asFloatBuffer().put(image);
            Files.write(input, bytes.array());
            process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getenv(CLASS_PATH),
                            TensorFlowLiteRuns.class.getName(),
                            file.toString(),
                            input.toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            answers = process.inputReader(StandardCharsets.UTF_8);
            questions = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
            result = numbers(answer());
        } finally {
            // The process has read both before it answers.
            Files.deleteIfExists(file);
            Files.deleteIfExists(input);
            Files.delete(folder);
        }
    }

    private static float[] numbers(String line) {
        String[] words = line.split(" ");
        float[] numbers = new float[words.length];
        for (int i = 0; i < words.length; i++) {
            numbers[i] = Float.parseFloat(words[i]);
        }
        return numbers;
    }

    /** The output of the first run. */
    float[] result() {
        return result;
    }

    double micros(int threads) {
        return ask("micros " + threads);
    }

    double perSecond(int callers) {
        return ask("perSecond " + callers);
    }

    private double ask(String question) {
        questions.println(question);
        return Double.parseDouble(answer());
    }

    private String answer() {
        try {
            String line = answers.readLine();
            if (line == null) {
                throw new IllegalStateException("the process of TensorFlow Lite has ended");
            }
            return line;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        questions.close();
        process.destroy();
    }
}
