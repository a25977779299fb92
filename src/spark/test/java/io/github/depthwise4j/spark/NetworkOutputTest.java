package io.github.depthwise4j.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.depthwise4j.network.Network;
import io.github.depthwise4j.network.NetworkOptions;
import io.github.depthwise4j.network.NetworkSpec;
import io.github.depthwise4j.tensor.Shape;
import io.github.depthwise4j.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A network with one input and four outputs, of which two have 63 numbers and two have one. */
class NetworkOutputTest {
    private static final Path MODEL = Path.of("src/test/resources/models/hand_landmark_lite.tflite");
    private static final StructType SCHEMA = new StructType().add("content", DataTypes.BinaryType);
    private static final int BATCH = 2;
    /** The last batch is not full. */
    private static final int ROWS = 3;

    private static NetworkTransformer transformer() throws IOException {
        NetworkTransformer transformer = new NetworkTransformer();
        transformer.setNetwork(NetworkSpec.read(MODEL, NetworkOptions.defaults()));
        transformer.setInputFormat("float32");
        transformer.setBatchSize(BATCH);
        return transformer;
    }

    private static List<byte[]> results(NetworkTransformer transformer, List<float[]> inputs) {
        Iterator<Row> rows = inputs.stream()
                .map(input -> RowFactory.create((Object) Work.bytes(input)))
                .iterator();
        BatchSettings settings = new BatchSettings(0, -1, BatchSettings.Format.FLOAT32, true, false, 1, 0);
        List<byte[]> found = new ArrayList<>();
        new BatchIterator(rows, transformer.source(SCHEMA), settings)
                .forEachRemaining(row -> found.add(((byte[]) row.get(1)).clone()));
        return found;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void theChosenOutputIsAdded(int number) throws IOException {
        NetworkTransformer transformer = transformer();
        transformer.setOutput(number);
        long before = Tensor.openCount();
        try (Network network = Network.load(MODEL, BATCH)) {
            Shape shape = network.inputShapes().get(0);
            int size = (int) shape.elementCount() / BATCH;
            List<float[]> inputs = new ArrayList<>();
            for (int i = 0; i < ROWS; i++) {
                inputs.add(Work.numbers(i, size));
            }
            List<byte[]> found = results((NetworkTransformer) transformer.copy(ParamMap.empty()), inputs);
            assertThat(found).hasSize(ROWS);
            for (int i = 0; i < ROWS; i++) {
                float[] batch = new float[BATCH * size];
                System.arraycopy(inputs.get(i), 0, batch, 0, size);
                try (Tensor input = Tensor.of(batch, shape)) {
                    List<Tensor> outputs = network.run(input);
                    float[] all = outputs.get(number).toFloatArray();
                    outputs.forEach(Tensor::close);
                    float[] one = new float[all.length / BATCH];
                    System.arraycopy(all, 0, one, 0, one.length);
                    assertThat(found.get(i)).as("row " + i).isEqualTo(Work.bytes(one));
                }
            }
        }
        assertThat(Tensor.openCount()).isEqualTo(before);
    }

    @Test
    void anOutputMustBeChosenAndBeThere() throws IOException {
        NetworkTransformer transformer = transformer();
        List<float[]> none = List.of(new float[1]);
        long before = Tensor.openCount();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> results(transformer, none))
                .withMessageContaining("4 outputs")
                .withMessageContaining("setOutput");
        transformer.setOutput(4);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> results(transformer, none))
                .withMessageContaining("output = 4")
                .withMessageContaining("pass 0 to 3");
        assertThat(Tensor.openCount()).isEqualTo(before);
        assertThatIllegalArgumentException().isThrownBy(() -> transformer.setOutput(-1));
    }
}
