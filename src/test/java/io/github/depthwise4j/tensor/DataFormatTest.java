package io.github.depthwise4j.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DataFormatTest {
    @Test
    void theAxesAreWhereTheLettersStand() {
        for (DataFormat format : DataFormat.values()) {
            assertThat(format.name().charAt(0)).isEqualTo('N');
            assertThat(format.name().charAt(format.heightAxis())).isEqualTo('H');
            assertThat(format.name().charAt(format.widthAxis())).isEqualTo('W');
            assertThat(format.name().charAt(format.channelAxis())).isEqualTo('C');
        }
    }

    @Test
    void theTypeOfElementsIsNamedAsInTensorFlow() {
        assertThat(DataType.FLOAT32).hasToString("float32");
        assertThat(DataType.FLOAT32.byteSize()).isEqualTo(4);
    }
}
