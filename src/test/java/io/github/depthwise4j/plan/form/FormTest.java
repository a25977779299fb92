package io.github.depthwise4j.plan.form;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.depthwise4j.TestSettings;
import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.reference.ReferenceConvolution;
import io.github.depthwise4j.tensor.Shape;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The form of a problem, without oneDNN. {@code -Ddepthwise4j.test.seed=7} draws other problems, {@code
 * -Ddepthwise4j.test.cases=100000} more of them.
 */
class FormTest {
    private static final int CASES = Integer.getInteger("depthwise4j.test.cases", 3_000) / 10;

    @ParameterizedTest
    @EnumSource
    void theFormOfAnyProblemHasTheSameResult(RewritableProblems.Kind kind) {
        RewritableProblems problems = new RewritableProblems(TestSettings.SEED);
        int changed = 0;
        for (int i = 0; i < CASES; i++) {
            ConvolutionProblem problem = problems.next(kind);
            Form form = Form.of(problem);
            changed += form.isSame() ? 0 : 1;
            assertSameResult(form, i);
        }
        assertThat(changed).isGreaterThan(CASES / 4);
    }

    private static void assertSameResult(Form form, long dataSeed) {
        ConvolutionProblem problem = form.problem();
        ConvolutionProblem equivalent = form.equivalent();
        float[] input = integers(problem.inputShape(), dataSeed);
        float[] filter = integers(problem.filterShape(), dataSeed + 1);
        float[] bias = problem.hasBias() ? integers(problem.biasShape(), dataSeed + 2) : null;
        float[] residual = problem.fusion().residual() ? integers(problem.outputShape(), dataSeed + 3) : null;
        float[] expected = ReferenceConvolution.compute(problem, input, filter, bias, residual)
                .toFloatArray();
        float[] actual = ReferenceConvolution.compute(
                        equivalent,
                        input,
                        form.filter().filter(filter),
                        bias == null ? null : form.filter().bias(bias),
                        residual)
                .toFloatArray();
        assertThat(actual)
                .as("seed %d, data seed %d: %s%nin the form %s", TestSettings.SEED, dataSeed, problem, equivalent)
                .isEqualTo(expected);
        assertThat(form.filter().isWhole())
                .as("filter of %s in the form %s", problem, equivalent)
                .isEqualTo(Arrays.equals(form.filter().filter(filter), filter));
        assertThat(Form.of(equivalent).isSame())
                .as("%s is computed in the form %s, which must not have another form", problem, equivalent)
                .isTrue();
    }

    /** From -8 to 8, without 0: all sums are exact. */
    private static float[] integers(Shape shape, long seed) {
        Random random = new Random(seed);
        float[] values = new float[(int) shape.elementCount()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (1 + random.nextInt(8)) * (random.nextBoolean() ? 1 : -1);
        }
        return values;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // One column is one row.
                "depthwise_conv2d float32 NHWC SAME mb1ic3ih3136iw1oc24kh3kw3"
                        + "| depthwise_conv2d float32 NHWC SAME mb1ic3ih1iw3136oc24kh1kw3",
                "depthwise_conv2d float32 NCHW SAME mb1ic64ih3136iw1oc64kh3kw3"
                        + "| depthwise_conv2d float32 NCHW SAME mb1ic64ih1iw3136oc64kh1kw3",
                "conv2d float32 NHWC SAME mb4ic8ih20iw1oc16kh5kw5"
                        + "| conv2d float32 NHWC SAME mb1ic8ih4iw20oc16kh1kw5",
                // Images of one pixel, and images of one channel, lie alike in both formats.
                "depthwise_conv2d float32 NCHW SAME mb100000ic16ih1iw1oc16kh3kw3"
                        + "| depthwise_conv2d float32 NHWC VALID mb1ic16ih1iw100000oc16kh1kw1",
                "depthwise_conv2d float32 NCHW SAME mb1ic1280ih1iw1oc1280kh3kw3"
                        + "| depthwise_conv2d float32 NHWC VALID mb1ic1280ih1iw1oc1280kh1kw1",
                "depthwise_conv2d float32 NCHW SAME mb8ic1ih56iw56oc1kh5kw5"
                        + "| depthwise_conv2d float32 NHWC SAME mb8ic1ih56iw56oc1kh5kw5",
                // Taps that see only padding.
                "depthwise_conv2d float32 NHWC SAME mb1ic96ih7iw7oc96kh31kw31"
                        + "| depthwise_conv2d float32 NHWC SAME mb1ic96ih7iw7oc96kh13kw13",
                "depthwise_conv2d float32 NHWC SAME mb1ic64ih1iw500oc64kh3kw3"
                        + "| depthwise_conv2d float32 NHWC SAME mb1ic64ih1iw500oc64kh1kw3",
                // Rows of several images are rows of one image, if rows do not interact.
                "conv2d float32 NHWC SAME mb32ic64ih2iw50oc64kh1kw3"
                        + "| conv2d float32 NHWC SAME mb1ic64ih64iw50oc64kh1kw3",
                // Columns as channels, and rows as channels.
                "depthwise_conv2d float32 NHWC SAME mb1ic3ih224iw224oc3kh7kw1"
                        + "| depthwise_conv2d float32 NHWC SAME mb1ic672ih1iw224oc672kh1kw7",
                "depthwise_conv2d float32 NCHW SAME mb2ic3ih100iw200oc3kh1kw7"
                        + "| depthwise_conv2d float32 NCHW SAME mb2ic300ih1iw200oc300kh1kw7",
                "depthwise_conv2d float32 NHWC SAME mb2ic1ih50iw200oc1kh1kw7"
                        + "| depthwise_conv2d float32 NCHW SAME mb1ic100ih1iw200oc100kh1kw7",
                // Pixels that do not interact are one row.
                "conv2d float32 NHWC VALID mb8ic160ih7iw7oc960kh1kw1"
                        + "| conv2d float32 NHWC VALID mb1ic160ih1iw392oc960kh1kw1",
                "conv2d float32 NCHW VALID mb2ic24ih56iw56oc144kh1kw1"
                        + "| conv2d float32 NCHW VALID mb2ic24ih1iw3136oc144kh1kw1",
                // A longer row would take long to plan.
                "conv2d float32 NHWC VALID mb40000ic16ih1iw1oc16kh1kw1"
                        + "| conv2d float32 NHWC VALID mb1ic16ih4iw10000oc16kh1kw1",
                "conv2d float32 NHWC VALID mb2ic16ih1000iw1000oc16kh1kw1"
                        + "| conv2d float32 NHWC VALID mb1ic16ih2000iw1000oc16kh1kw1",
                // A filter of the size of the image.
                "conv2d float32 NHWC VALID mb16ic64ih7iw7oc128kh7kw7"
                        + "| conv2d float32 NHWC VALID mb1ic3136ih1iw16oc128kh1kw1",
                // A filter as wide as the image: its columns are channels, and the column is a row.
                "conv2d float32 NHWC VALID mb2ic8ih100iw5oc16kh3kw5"
                        + "| conv2d float32 NHWC VALID mb1ic40ih2iw100oc16kh1kw3",
                "depthwise_conv2d float32 NCHW VALID mb2ic1ih100iw5oc1kh3kw5"
                        + "| conv2d float32 NHWC VALID mb1ic5ih2iw100oc1kh1kw3",
                // Each window contains all columns, or the whole image.
                "depthwise_conv2d float32 NCHW SAME mb28ic1ih112iw2oc1kh3kw3"
                        + "| conv2d float32 NHWC SAME mb1ic2ih28iw112oc2kh1kw3",
                "depthwise_conv2d float32 NHWC [[0,0],[11,12],[1,2],[0,0]] mb13ic1ih320iw1oc1kh3kw3dh8"
                        + "| conv2d float32 NHWC [[0,0],[0,0],[11,12],[0,0]] mb1ic1ih13iw320oc2kh1kw3dw8",
                "conv2d float32 NHWC SAME mb2ic16ih50iw3oc8kh5kw5"
                        + "| conv2d float32 NHWC SAME mb1ic48ih2iw50oc24kh1kw5",
                "conv2d float32 NHWC [[0,0],[0,0],[4,4],[0,0]] mb2ic4ih50iw1oc8kh1kw5sw2"
                        + "| conv2d float32 NHWC VALID mb1ic4ih1iw100oc24kh1kw1",
                "conv2d float32 NHWC SAME mb8ic4ih2iw2oc8kh3kw3"
                        + "| conv2d float32 NHWC VALID mb1ic16ih1iw8oc32kh1kw1",
                // Columns that are merged leave a row of windows side by side.
                "depthwise_conv2d float32 NHWC [[0,0],[0,0],[1,1],[0,0]] mb1ic1ih9iw1oc1kh3kw2sh3"
                        + "| conv2d float32 NHWC VALID mb1ic3ih1iw3oc2kh1kw1",
                "conv2d float32 NHWC SAME mb1ic512ih2iw2oc4kh3kw3"
                        + "| conv2d float32 NHWC VALID mb1ic2048ih1iw1oc16kh1kw1",
                // The matrix of the image would be large, and that of a row is not.
                "conv2d float32 NHWC SAME mb8ic32ih3iw3oc32kh5kw5"
                        + "| conv2d float32 NHWC SAME mb1ic96ih8iw3oc96kh1kw5",
                // Windows side by side.
                "conv2d float32 NHWC VALID mb1ic3ih224iw224oc768kh16kw16sh16sw16"
                        + "| conv2d float32 NHWC VALID mb1ic48ih224iw14oc768kh16kw1sh16",
            })
    void aProblemIsComputedInThisForm(String line, String expected) {
        ConvolutionProblem problem = ConvolutionProblem.parse(line);
        ConvolutionProblem form = Form.of(problem).equivalent();
        ConvolutionProblem wanted = ConvolutionProblem.parse(expected);
        assertThat(form.geometry()).isEqualTo(wanted.geometry());
        assertThat(form.dataFormat()).isEqualTo(wanted.dataFormat());
        assertThat(form.operation()).isEqualTo(wanted.operation());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "depthwise_conv2d float32 NHWC SAME mb1ic64ih56iw56oc64kh3kw3",
                "depthwise_conv2d float32 NCHW SAME mb8ic64ih56iw56oc64kh3kw3 bias",
                "depthwise_conv2d float32 NHWC SAME mb1ic3ih224iw224oc6kh7kw1",
                // The right kernels refuse so much padding in a row.
                "depthwise_conv2d float32 NHWC SAME mb1ic3ih224iw224oc3kh9kw1",
                // The repeated filter would be larger than the image.
                "depthwise_conv2d float32 NHWC SAME mb1ic64ih4iw1000oc64kh3kw1",
                "depthwise_conv2d float32 NCHW SAME mb1ic64ih56iw56oc64kh1kw7",
                "conv2d float32 NHWC SAME mb1ic3ih224iw224oc32kh3kw3sh2sw2 n\"stem\"",
                "conv2d float32 NHWC VALID mb1ic16ih9iw9oc16kh1kw1sh2sw2",
                // Columns between windows, and at the end of a row.
                "conv2d float32 NHWC VALID mb1ic3ih30iw30oc16kh3kw3sh5sw5",
                "conv2d float32 NHWC VALID mb1ic3ih30iw31oc16kh3kw3sh3sw3",
                // A window leaves a column out.
                "conv2d float32 NHWC SAME mb8ic4ih50iw3oc4kh3kw3",
                "conv2d float32 NHWC [[0,0],[0,0],[4,4],[0,0]] mb1ic4ih50iw3oc4kh3kw3dw2",
                // Such a long row would take long to plan.
                "depthwise_conv2d float32 NHWC SAME mb1ic1ih20000iw2oc1kh3kw3",
                // The matrix would be large.
                "conv2d float32 NHWC SAME mb8ic128ih112iw2oc128kh3kw3",
                "conv2d float32 NHWC SAME mb1ic64ih100iw2oc64kh9kw3",
                // So many rows would take long to plan.
                "conv2d float32 NHWC SAME mb10000ic16ih2iw50oc16kh1kw3",
                // So many channels were not measured.
                "depthwise_conv2d float32 NHWC SAME mb1ic64ih20iw1025oc64kh3kw1",
                // No elements.
                "depthwise_conv2d float32 NHWC SAME mb0ic64ih1iw1oc64kh3kw3",
            })
    void aProblemWithoutAFasterFormStaysAsItIs(String line) {
        ConvolutionProblem problem = ConvolutionProblem.parse(line);
        assertThat(Form.of(problem).equivalent()).isSameAs(problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "conv2d float32 NHWC VALID mb2ic8ih100iw5oc16kh3kw5"
                        + "| conv2d float32 NHWC VALID mb1ic40ih2iw100oc16kh1kw3",
                "conv2d float32 NHWC VALID mb1ic8ih9iw20oc16kh3kw5sh1sw5"
                        + "| conv2d float32 NHWC VALID mb1ic40ih9iw4oc16kh3kw1",
                "conv2d float32 NHWC VALID mb1ic8ih100iw1oc16kh3kw1"
                        + "| conv2d float32 NHWC VALID mb1ic8ih100iw1oc16kh3kw1",
            })
    void onlyWindowsSideBySideHaveColumnsAsChannels(String line, String expected) {
        ConvolutionProblem form = Form.withColumnsAsChannels(ConvolutionProblem.parse(line));
        assertThat(form.geometry()).isEqualTo(ConvolutionProblem.parse(expected).geometry());
    }

    @Test
    void aFormKeepsTheNameAndWhatIsFused() {
        ConvolutionProblem problem = ConvolutionProblem.parse(
                "depthwise_conv2d float32 NCHW SAME mb6ic16ih1iw1oc16kh3kw3 batch=2x3 bias residual relu6 n\"pool\"");
        assertThat(Form.of(problem).equivalent().toString())
                .startsWith("depthwise_conv2d float32 NHWC [[0,0],[0,0],[0,0],[0,0]] g16mb1ic16ih1iw6oc16oh1ow6kh1kw1")
                .endsWith(" bias residual relu6 n\"pool\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "conv2d float32 NHWC VALID mb2147483646ic1ih1iw1oc1kh1kw1",
                "depthwise_conv2d float32 NHWC VALID mb1073741823ic2ih1iw1oc2kh1kw1",
                "conv2d float32 NHWC VALID mb1ic1ih65536iw32767oc1kh65536kw32767",
                "depthwise_conv2d float32 NCHW SAME mb2147483646ic1ih1iw1oc1kh3kw3"
            })
    void theLargestProblemsHaveAFormToo(String line) {
        ConvolutionProblem problem = ConvolutionProblem.parse(line);
        ConvolutionProblem form = Form.of(problem).equivalent();
        assertThat(form.inputShape().elementCount())
                .isEqualTo(problem.inputShape().elementCount());
    }
}
