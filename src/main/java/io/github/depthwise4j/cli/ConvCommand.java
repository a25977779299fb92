package io.github.depthwise4j.cli;

import io.github.depthwise4j.DepthwiseConv2d;
import io.github.depthwise4j.cli.io.CliCommand;
import io.github.depthwise4j.cli.io.ExitCodes;
import io.github.depthwise4j.cli.io.OutputFile;
import io.github.depthwise4j.cli.io.TensorFiles;
import io.github.depthwise4j.cli.io.Texts;
import io.github.depthwise4j.cli.options.ConvolutionOptions;
import io.github.depthwise4j.numpy.NpyFile;
import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.tensor.Tensor;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code depthwise4j conv}: a depthwise convolution of arrays in files. */
@Command(
        name = "conv",
        description = {
            "Computes tf.nn.depthwise_conv2d of NumPy arrays in .npy files.",
            "",
            "Arrays of float32 and float64 can be read (float64 is rounded), in either byte order, in C or in "
                    + "Fortran order. The result is written as float32. An existing output file is replaced only "
                    + "after the new one is complete."
        },
        footer = {
            "",
            "Example, in Python and then in a shell:",
            "  numpy.save('x.npy', numpy.random.rand(1, 112, 112, 32).astype('float32'))",
            "  numpy.save('f.npy', numpy.random.rand(3, 3, 32, 1).astype('float32'))",
            "",
            "  depthwise4j conv --input x.npy --filter f.npy \\",
            "      --strides 1,2,2,1 --padding SAME --output y.npy --check"
        })
final class ConvCommand extends CliCommand {
    @Option(
            names = "--input",
            required = true,
            paramLabel = "<x.npy>",
            description = "The input: [batch, height, width, channels], or the order of --data-format.")
    private Path inputFile;

    @Option(
            names = "--filter",
            required = true,
            paramLabel = "<f.npy>",
            description = "The filter: [height, width, channels, multiplier].")
    private Path filterFile;

    @Option(
            names = "--bias",
            paramLabel = "<b.npy>",
            description = "One number per output channel, added to the result. Default: none.")
    private Path biasFile;

    @Option(names = "--output", required = true, paramLabel = "<y.npy>", description = "The file to write.")
    private Path outputFile;

    @Option(
            names = "--check",
            description = "Compares every element with the plain-Java oracle before anything is written.")
    private boolean check;

    @Mixin
    private ConvolutionOptions options;

    @Override
    public Integer call() {
        OutputFile target = new OutputFile(outputFile);
        try (Tensor input = TensorFiles.read(inputFile);
                Tensor filter = TensorFiles.read(filterFile);
                Tensor bias = biasFile == null ? null : TensorFiles.read(biasFile)) {
            ConvolutionProblem problem = options.problem(input.shape(), filter.shape(), bias != null);
            compute(problem, input, filter, bias, target);
        }
        return ExitCodes.DONE;
    }

    private void compute(ConvolutionProblem problem, Tensor input, Tensor filter, Tensor bias, OutputFile target) {
        long begin = System.nanoTime();
        Operations.loadOneDnn();
        long loaded = System.nanoTime();
        try (DepthwiseConv2d operation = Operations.build(problem, filter, bias)) {
            operation.plan(input.shape());
            long planned = System.nanoTime();
            try (Tensor output = operation.run(input)) {
                long computed = System.nanoTime();
                out().println("problem:  " + problem);
                out().println("loaded oneDNN in " + Texts.duration(loaded - begin) + ", planned in "
                        + Texts.duration(planned - loaded) + ", computed in " + Texts.duration(computed - planned));
                if (check) {
                    out().println(new OracleCheck(problem, input, filter, bias, output).run());
                }
                target.write(stream -> NpyFile.write(stream, output));
                out().println("wrote " + target + ": " + output.dataType() + " " + output.shape());
            }
        }
    }
}
