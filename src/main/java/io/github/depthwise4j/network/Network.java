package io.github.depthwise4j.network;

import io.github.depthwise4j.errors.FileFormatException;
import io.github.depthwise4j.memory.CloseStack;
import io.github.depthwise4j.memory.ResourceType;
import io.github.depthwise4j.natives.NativeLibrary;
import io.github.depthwise4j.network.graph.Graph;
import io.github.depthwise4j.network.graph.GraphRewriter;
import io.github.depthwise4j.network.graph.Node;
import io.github.depthwise4j.network.plan.NetworkPlan;
import io.github.depthwise4j.network.tflite.Importer;
import io.github.depthwise4j.operation.CallTimes;
import io.github.depthwise4j.plan.parallel.Workers;
import io.github.depthwise4j.tensor.DataType;
import io.github.depthwise4j.tensor.Shape;
import io.github.depthwise4j.tensor.Tensor;
import java.io.IOException;
import java.lang.ref.Cleaner;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A whole network, made in Java by {@link #builder()} or read from a file by {@link #load(Path)}: made ready once,
 * run many times. Images are in NHWC order, and
 * all numbers are {@code float32}.
 *
 * <p>Convolutions take their bias, their activation and an addition behind them along. The results between layers share
 * memory that is divided once.
 *
 * <p><b>Threads.</b> Any number of threads may run a network at the same time. Each run needs outputs of its own, and
 * takes memory for the results between layers from a pool. A run computes on the thread that calls; idle helper threads
 * join for long layers, see {@link NetworkOptions#parallelism}. The same inputs give the same bits.
 *
 * <p><b>Ownership.</b> Making a network copies all weights. The caller that makes it closes it. {@link #close()} does
 * not wait: runs that have begun end normally, and the memory is freed after the last of them. Later runs throw
 * {@link IllegalStateException}. A network that is not closed is freed after it has become unreachable.
 *
 * <p>No argument may be null.
 */
public final class Network implements AutoCloseable {
    private static final ResourceType NETWORKS = ResourceType.ofNativeMemory("network");

    private final NetworkPlan plan;
    /** Null if calls are not timed. */
    private final @Nullable CallTimes times;

    private final Cleaner.Cleanable cleanable;

    private Network(NetworkPlan plan) {
        this.plan = plan;
        this.times = CallTimes.of("network", plan.name());
        this.cleanable = plan.closeWith(this, NETWORKS, plan.name(), plan.constantBytes());
    }

    /** Makes a network of a graph, whose tensors stay open until this returns. */
    static Network of(String name, Graph graph, NetworkOptions options) {
        try (CloseStack rearranged = new CloseStack()) {
            return ofFused(name, fused(graph, rearranged), options);
        }
    }

    private static Graph fused(Graph graph, CloseStack rearranged) {
        return GraphRewriter.fuse(graph, rearranged, Workers.shared().threads());
    }

    private static Network ofFused(String name, Graph graph, NetworkOptions options) {
        NetworkPlan plan = NetworkPlan.of(name, graph, options.asPlanning());
        try {
            return new Network(plan);
        } catch (RuntimeException | Error e) {
            plan.close();
            throw e;
        }
    }

    /** The network of the bytes of a TensorFlow Lite model. */
    static Network of(String name, ByteBuffer model, NetworkOptions options) throws FileFormatException {
        try (CloseStack weights = new CloseStack()) {
            Graph graph = NativeLibrary.whileLoading(
                    () -> fused(Importer.read(model, options.batchOrZero(), weights), weights));
            return ofFused(name, graph, options);
        }
    }

    /** Whether it was closed; runs that began before may still be at work. */
    boolean isClosed() {
        return plan.isClosed();
    }

    /** {@return a builder of a network in Java} */
    public static NetworkBuilder builder() {
        return new NetworkBuilder();
    }

    /**
     * {@return the network of a TensorFlow Lite model, with the batch of the file} The caller closes it. Weights may be
     * float32 or float16; everything is computed in float32.
     *
     * @param file a {@code .tflite} file
     * @throws io.github.depthwise4j.errors.FileFormatException if it is not such a file, is damaged, or has an operator
     *     or a type that is not supported; the message names them
     * @throws IOException if the file cannot be read
     * @throws io.github.depthwise4j.errors.NativeMemoryException if there is no memory for the weights
     * @throws io.github.depthwise4j.errors.NativeLoadException if oneDNN cannot be loaded
     * @throws io.github.depthwise4j.errors.OneDnnException if oneDNN refuses a layer
     */
    public static Network load(Path file) throws IOException {
        return load(file, NetworkOptions.defaults());
    }

    /**
     * {@return the network of a TensorFlow Lite model, as {@link #load(Path)}, for another number of images}
     *
     * @param file a {@code .tflite} file
     * @param batch the number of images of each run, 1 or more
     * @throws io.github.depthwise4j.errors.FileFormatException if the file cannot be used, or not with this batch
     * @throws IOException if the file cannot be read
     * @throws IllegalArgumentException if the batch is below 1
     */
    public static Network load(Path file, int batch) throws IOException {
        return load(file, NetworkOptions.defaults().batch(batch));
    }

    /**
     * {@return the network of a TensorFlow Lite model, as {@link #load(Path)}, made ready as the options say}
     *
     * @param file a {@code .tflite} file
     * @param options how it is made ready
     * @throws io.github.depthwise4j.errors.FileFormatException if the file cannot be used
     * @throws IOException if the file cannot be read
     */
    public static Network load(Path file, NetworkOptions options) throws IOException {
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(options, "options");
        return of(ModelFile.nameOf(file), ByteBuffer.wrap(ModelFile.bytes(file)), options);
    }

    /**
     * Loads a TensorFlow Lite model, runs it on random inputs from -1 to 1, and compares every layer with the oracle.
     * That takes a second or two for 100 million multiply-adds.
     *
     * @param file a {@code .tflite} file
     * @param options how it is made ready
     * @param seed the seed of the inputs
     * @param progress hears of each layer when it is compared
     * @return how the layers compare
     * @throws io.github.depthwise4j.errors.FileFormatException if the file cannot be used
     * @throws IOException if the file cannot be read
     */
    public static NetworkVerification verify(
            Path file, NetworkOptions options, long seed, Consumer<? super LayerVerification> progress)
            throws IOException {
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(options, "options");
        Objects.requireNonNull(progress, "progress");
        try (CloseStack weights = new CloseStack()) {
            Graph graph = ModelFile.read(file, options.batchOrZero(), weights);
            return verify(ModelFile.nameOf(file), graph, options, seed, progress);
        }
    }

    /** {@return a name for messages: empty if there is none} */
    public String name() {
        return plan.name();
    }

    /** {@return the shapes of the inputs} */
    public List<Shape> inputShapes() {
        return plan.inputs().stream().map(Node::shape).toList();
    }

    /** {@return the shapes of the outputs} */
    public List<Shape> outputShapes() {
        return plan.outputs().stream().map(Node::shape).toList();
    }

    /** {@return the names of the inputs; a name may be empty} */
    public List<String> inputNames() {
        return plan.inputs().stream().map(Node::name).toList();
    }

    /** {@return the names of the outputs; a name may be empty} */
    public List<String> outputNames() {
        return plan.outputs().stream().map(Node::name).toList();
    }

    /**
     * Computes into new tensors.
     *
     * @param inputs one tensor for each input, of its shape; they are not changed
     * @return one tensor for each output, which the caller closes
     * @throws IllegalArgumentException if there are not as many tensors as inputs, or one has another shape
     * @throws IllegalStateException if the network or a tensor is closed
     * @throws io.github.depthwise4j.errors.NativeMemoryException if there is no memory
     * @throws io.github.depthwise4j.errors.OneDnnException if oneDNN fails
     */
    public List<Tensor> run(Tensor... inputs) {
        Objects.requireNonNull(inputs, "inputs");
        List<Tensor> given = List.of(inputs);
        List<Tensor> outputs = new ArrayList<>(plan.outputs().size());
        try {
            for (Node output : plan.outputs()) {
                outputs.add(Tensor.uninitialized(DataType.FLOAT32, output.shape()));
            }
            run(given, outputs);
            return List.copyOf(outputs);
        } catch (RuntimeException | Error e) {
            outputs.forEach(Tensor::close);
            throw e;
        }
    }

    /**
     * Computes into existing tensors. After as many runs at a time as before, a run allocates nothing.
     *
     * @param inputs one tensor for each input, of its shape; they are not changed
     * @param outputs one tensor for each output, of its shape, in memory apart from all others; every number is
     *     written
     * @throws IllegalArgumentException if there are not as many tensors as inputs or outputs, one has another shape, an
     *     output is read-only, or an output overlaps another tensor
     * @throws IllegalStateException if the network or a tensor is closed
     * @throws io.github.depthwise4j.errors.NativeMemoryException if there is no memory for a run
     * @throws io.github.depthwise4j.errors.OneDnnException if oneDNN fails
     */
    public void run(List<Tensor> inputs, List<Tensor> outputs) {
        Objects.requireNonNull(inputs, "inputs");
        Objects.requireNonNull(outputs, "outputs");
        long begin = CallTimes.begin(times);
        try {
            run(inputs, outputs, null);
            CallTimes.end(times, begin);
        } finally {
            // Without the fence, the cleaner could free an unreachable network while it runs.
            Reference.reachabilityFence(this);
        }
    }

    private void run(List<Tensor> inputs, List<Tensor> outputs, NetworkPlan.@Nullable Observer observer) {
        if (!plan.acquire()) {
            throw plan.closed();
        }
        try {
            plan.run(inputs, outputs, observer);
        } finally {
            plan.release();
        }
    }

    /**
     * Computes random inputs from -1 to 1, and every layer again with the oracle.
     *
     * @param graph a graph whose tensors are open
     */
    static NetworkVerification verify(
            String name, Graph graph, NetworkOptions options, long seed, Consumer<? super LayerVerification> progress) {
        StepOracle oracle = new StepOracle(progress);
        List<Tensor> tensors = new ArrayList<>();
        try (CloseStack rearranged = new CloseStack();
                Network network = ofFused(name, fused(graph, rearranged), options)) {
            Random random = new Random(seed);
            List<Tensor> inputs = new ArrayList<>();
            for (Shape shape : network.inputShapes()) {
                float[] values = new float[Math.toIntExact(shape.elementCount())];
                for (int i = 0; i < values.length; i++) {
                    values[i] = 2 * random.nextFloat() - 1;
                }
                inputs.add(Tensor.of(values, shape));
                tensors.add(inputs.get(inputs.size() - 1));
            }
            List<Tensor> outputs = new ArrayList<>();
            for (Shape shape : network.outputShapes()) {
                outputs.add(Tensor.uninitialized(DataType.FLOAT32, shape));
                tensors.add(outputs.get(outputs.size() - 1));
            }
            network.run(inputs, outputs, oracle);
            return new NetworkVerification(network.toString(), seed, oracle.results());
        } finally {
            tensors.forEach(Tensor::close);
        }
    }

    /**
     * Computes into existing tensors, as {@link #run(List, List)}, and measures each step. To measure costs a run less
     * than a microsecond for each step.
     *
     * @param inputs one tensor for each input, of its shape
     * @param outputs one tensor for each output, of its shape, in memory apart from all others
     * @return the time of each step, in the order of {@link #describe()}
     * @throws IllegalArgumentException if a tensor does not fit, as in {@link #run(List, List)}
     * @throws IllegalStateException if the network or a tensor is closed
     */
    public List<LayerTime> runMeasured(List<Tensor> inputs, List<Tensor> outputs) {
        Objects.requireNonNull(inputs, "inputs");
        Objects.requireNonNull(outputs, "outputs");
        StepTimer timer = new StepTimer();
        try {
            run(inputs, outputs, timer);
        } finally {
            Reference.reachabilityFence(this);
        }
        return timer.times();
    }

    /** {@return a table of the layers: what each computes, the shape of its result, and how it is computed} */
    public String describe() {
        return NetworkTable.of(plan);
    }

    /** Frees weights and memory as soon as no run uses them. Later calls of this method do nothing. */
    @Override
    public void close() {
        plan.close();
        cleanable.clean();
        Reference.reachabilityFence(this);
    }

    /** The name and the shapes. */
    @Override
    public String toString() {
        return "Network(" + (name().isEmpty() ? "" : name() + ", ") + inputShapes() + " -> " + outputShapes() + ")";
    }
}
