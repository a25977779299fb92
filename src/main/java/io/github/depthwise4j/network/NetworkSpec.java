package io.github.depthwise4j.network;

import io.github.depthwise4j.errors.FileFormatException;
import io.github.depthwise4j.network.tflite.Importer;
import io.github.depthwise4j.operation.shared.StreamForm;
import io.github.depthwise4j.problem.Parallelism;
import io.github.depthwise4j.problem.PlanningEffort;
import java.io.IOException;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a network is, as a value: the bytes of a TensorFlow Lite model, and how it is made ready. It goes to other
 * processes by Java's serialization, and any process makes the same network of it: by {@link #build()}, or by
 * {@link SharedNetworks#get} once for all that use it.
 *
 * <p>Immutable, and so safe for any number of threads. It holds no native memory and needs no {@code close()}. Two
 * specifications are equal if they have the same content. A stream is not trusted: bytes that are no specification are
 * refused with {@link InvalidObjectException}; what is wrong inside the model is found when a network is made of it.
 *
 * <p>No argument may be null.
 */
public final class NetworkSpec implements Serializable {
    private static final long serialVersionUID = 1L;

    private final transient String name;
    private final transient byte[] model;
    private final transient NetworkOptions options;
    private final transient int hash;

    /** Takes the array over. */
    private NetworkSpec(String name, byte[] model, NetworkOptions options) throws FileFormatException {
        Importer.checkIdentifier(ByteBuffer.wrap(model));
        this.name = name;
        this.model = model;
        this.options = options;
        this.hash = Objects.hash(
                name, Arrays.hashCode(model), options.batchOrZero(), options.effort(), options.parallelism());
    }

    /**
     * {@return the specification of the model in a file} Its name is that of the file without its ending.
     *
     * @param file a {@code .tflite} file
     * @param options how the network is made ready
     * @throws FileFormatException if it is not such a file
     * @throws IOException if the file cannot be read
     */
    public static NetworkSpec read(Path file, NetworkOptions options) throws IOException {
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(options, "options");
        return new NetworkSpec(ModelFile.nameOf(file), ModelFile.bytes(file), options);
    }

    /**
     * {@return the specification of a model}
     *
     * @param name a name for messages; it may be empty
     * @param model the bytes of a {@code .tflite} file; they are copied
     * @param options how the network is made ready
     * @throws FileFormatException if the bytes are not those of such a file
     */
    public static NetworkSpec of(String name, byte[] model, NetworkOptions options) throws FileFormatException {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(model, "model");
        return new NetworkSpec(name, model.clone(), Objects.requireNonNull(options, "options"));
    }

    /** {@return a name for messages: empty if there is none} */
    public String name() {
        return name;
    }

    /** {@return how the network is made ready} */
    public NetworkOptions options() {
        return options;
    }

    /**
     * {@return this specification, made ready in another way}
     *
     * @param other how the network is made ready
     */
    public NetworkSpec withOptions(NetworkOptions other) {
        try {
            return new NetworkSpec(name, model, Objects.requireNonNull(other, "other"));
        } catch (FileFormatException e) {
            throw new IllegalStateException("the model has been checked before", e);
        }
    }

    /**
     * {@return a new network, which the caller closes} Use {@link SharedNetworks#get} where several threads or tasks of
     * a process need the same one.
     *
     * @throws FileFormatException if the model is damaged, or has an operator or a type that is not supported
     * @throws io.github.depthwise4j.errors.NativeMemoryException if there is no memory for the weights
     * @throws io.github.depthwise4j.errors.NativeLoadException if oneDNN cannot be loaded
     * @throws io.github.depthwise4j.errors.OneDnnException if oneDNN refuses a layer
     */
    public Network build() throws FileFormatException {
        return Network.of(name, ByteBuffer.wrap(model), options);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NetworkSpec that
                && (this == that
                        || hash == that.hash
                                && name.equals(that.name)
                                && options.batchOrZero() == that.options.batchOrZero()
                                && options.effort() == that.options.effort()
                                && options.parallelism().equals(that.options.parallelism())
                                && Arrays.equals(model, that.model));
    }

    @Override
    public int hashCode() {
        return hash;
    }

    /** {@return the name, and the size of the model} */
    @Override
    public String toString() {
        return "NetworkSpec[" + (name.isEmpty() ? "" : name + ", ") + model.length + " bytes]";
    }

    private Object writeReplace() {
        return new Form(this);
    }

    private void readObject(ObjectInputStream in) throws InvalidObjectException {
        throw new InvalidObjectException("a NetworkSpec is read by its form only; write it by an ObjectOutputStream");
    }

    /** What is written. */
    private static final class Form implements Serializable {
        private static final long serialVersionUID = 1L;

        private transient @Nullable NetworkSpec spec;

        Form(NetworkSpec spec) {
            this.spec = spec;
        }

        private void writeObject(ObjectOutputStream out) throws IOException {
            NetworkSpec written = Objects.requireNonNull(spec);
            PlanningEffort effort = written.options.effort();
            Parallelism parallelism = written.options.parallelism();
            StreamForm.writeText(out, written.name);
            out.writeInt(written.options.batchOrZero());
            StreamForm.writeText(out, effort == null ? "" : effort.name());
            out.writeInt(parallelism.isAdaptive() ? 0 : parallelism.maxThreads());
            StreamForm.writeBytes(out, written.model);
        }

        private void readObject(ObjectInputStream in) throws IOException {
            try {
                String name = StreamForm.readText(in);
                int batch = in.readInt();
                String effort = StreamForm.readText(in);
                int threads = in.readInt();
                NetworkOptions options = NetworkOptions.defaults()
                        .parallelism(threads == 0 ? Parallelism.adaptive() : Parallelism.fixed(threads));
                if (batch != 0) {
                    options = options.batch(batch);
                }
                if (!effort.isEmpty()) {
                    options = options.planning(PlanningEffort.valueOf(effort));
                }
                spec = new NetworkSpec(name, StreamForm.readBytes(in), options);
            } catch (IllegalArgumentException | FileFormatException e) {
                throw StreamForm.invalid(e);
            }
        }

        private Object readResolve() {
            return Objects.requireNonNull(spec);
        }
    }
}
