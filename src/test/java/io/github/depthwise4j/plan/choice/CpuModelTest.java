package io.github.depthwise4j.plan.choice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CpuModelTest {
    @TempDir
    Path directory;

    private CpuModel read(String text) throws IOException {
        return CpuModel.readFrom(Files.writeString(directory.resolve("cpuinfo"), text));
    }

    @ParameterizedTest
    @CsvSource({"AuthenticAMD, 25, true", "AuthenticAMD, 26, false", "GenuineIntel, 25, false", "GenuineIntel, 6, false"
    })
    void zen4SplitsWideOperations(String vendor, int family, boolean splits) throws IOException {
        CpuModel model =
                read("processor\t: 0\nvendor_id\t: " + vendor + "\ncpu family\t: " + family + "\nmodel\t\t: 17\n\n");
        assertThat(model).isEqualTo(new CpuModel(vendor, family));
        assertThat(model.splitsAvx512()).isEqualTo(splits);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no colon", "cpu family : many", "cpu family : 99999999999", "vendor_id : \n: :"})
    void whatTellsNothingIsAnUnknownCpu(String text) throws IOException {
        assertThat(read(text)).isEqualTo(new CpuModel("", 0));
        assertThat(read(text).splitsAvx512()).isFalse();
    }

    @Test
    void withoutTheFileTheCpuIsUnknown() {
        assertThat(CpuModel.readFrom(directory.resolve("missing"))).isEqualTo(new CpuModel("", 0));
        assertThat(CpuModel.readFrom(directory)).isEqualTo(new CpuModel("", 0));
    }
}
