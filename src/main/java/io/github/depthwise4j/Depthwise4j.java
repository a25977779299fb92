package io.github.depthwise4j;

import io.github.depthwise4j.memory.NativeMemory;
import io.github.depthwise4j.onednn.NativeUnpacker;
import io.github.depthwise4j.onednn.OneDnn;
import io.github.depthwise4j.plan.ConvolutionPlan;
import io.github.depthwise4j.plan.Plan;
import io.github.depthwise4j.plan.Planner;
import io.github.depthwise4j.plan.Planning;
import io.github.depthwise4j.plan.SeparablePlan;
import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.problem.Problem;
import io.github.depthwise4j.problem.SeparableProblem;
import io.github.depthwise4j.reference.Verifier;
import io.github.depthwise4j.settings.RuntimeSettings;
import io.github.depthwise4j.settings.Setting;
import io.github.depthwise4j.tensor.Tensor;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** The library itself: what it consists of, and what it holds at the moment. Safe for any number of threads. */
public final class Depthwise4j {
    private Depthwise4j() {}

    /**
     * {@return what is at work in this process; loads oneDNN if that has not happened yet}
     *
     * @throws io.github.depthwise4j.problem.NativeLoadException if oneDNN cannot be loaded
     */
    public static LibraryInfo info() {
        OneDnn oneDnn = OneDnn.get();
        return new LibraryInfo(
                version(),
                oneDnn.version(),
                OneDnn.javaCppVersion(),
                OneDnn.jnaVersion(),
                oneDnn.isa(),
                oneDnn.library(),
                oneDnn.threadsControlled(),
                settings());
    }

    /** {@return the version of depthwise4j; loads nothing native} */
    public static String version() {
        try (InputStream in = Depthwise4j.class.getResourceAsStream("version.properties")) {
            Properties properties = new Properties();
            properties.load(in);
            return properties.getProperty("version");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * {@return settings for this process, to be applied before anything else of the library is used} What an operator
     * sets by system property or environment variable wins over them.
     */
    public static LibrarySettings configure() {
        return new LibrarySettings();
    }

    /**
     * Unpacks all native code beforehand, as when a container image is built, for processes that may write nowhere;
     * loads none of it. The options are also written to the file {@code java.options} in the directory, in the form in
     * which {@code java} takes a file of them.
     *
     * @param directory where to, 97 MB; made if it is not there. It has to be at the same path when the options are
     *     used
     * @return the JVM options that make a process use what was unpacked, and unpack nothing itself
     * @throws IOException if a file cannot be written, or a jar with native code is missing
     * @throws UnsupportedOperationException on other systems than Linux on x86-64
     */
    public static List<String> unpackNatives(Path directory) throws IOException {
        return NativeUnpacker.unpack(directory);
    }

    /** {@return what the library holds at the moment; loads nothing native} */
    public static LibraryStats stats() {
        return new LibraryStats(
                NativeMemory.liveBlocks(),
                NativeMemory.liveBytes(),
                Plan.live(),
                Nn.planCacheHits(),
                Nn.planCacheMisses());
    }

    /**
     * Says how a problem is computed on this machine, without tensors and without computing it.
     *
     * @param problem any problem
     * @return several lines for people, as the {@code describe()} of a plan
     * @throws io.github.depthwise4j.problem.OneDnnException if oneDNN refuses the problem
     * @throws io.github.depthwise4j.problem.NativeLoadException if oneDNN cannot be loaded
     */
    public static String explain(Problem problem) {
        if (problem instanceof SeparableProblem separable) {
            try (SeparablePlan plan = Planner.plan(separable, Planning.standard())) {
                return SeparablePlanSummary.of(plan).describe();
            }
        }
        try (ConvolutionPlan plan = Planner.plan((ConvolutionProblem) problem, Planning.standard())) {
            return new PlanSummary(plan.description()).describe();
        }
    }

    /**
     * {@return a verifier of this library on this machine: each problem it is given is computed by oneDNN, as
     * {@link DepthwiseConv2d#run(Tensor, Tensor)} computes it, and by the oracle}
     */
    public static Verifier verifier() {
        return new Verifier(Depthwise4j::compute, Depthwise4j::computeSeparable);
    }

    private static void compute(
            ConvolutionProblem problem, Tensor input, Tensor filter, Tensor bias, Tensor residual, Tensor output) {
        try (BuiltConvolution convolution =
                BuiltConvolution.of(problem.parameters(), filter, bias, problem.fusion(), Planning.standard())) {
            convolution.run(input, residual, output);
        }
    }

    private static void computeSeparable(
            SeparableProblem problem,
            Tensor input,
            Tensor depthwiseFilter,
            Tensor depthwiseBias,
            Tensor pointwiseFilter,
            Tensor pointwiseBias,
            Tensor residual,
            Tensor output) {
        BuiltSeparable.Part depthwise = new BuiltSeparable.Part(
                depthwiseFilter, depthwiseBias, problem.depthwise().fusion());
        BuiltSeparable.Part pointwise = new BuiltSeparable.Part(
                pointwiseFilter, pointwiseBias, problem.pointwise().fusion());
        try (BuiltSeparable separable =
                BuiltSeparable.of(problem.depthwise().parameters(), depthwise, pointwise, Planning.standard())) {
            separable.run(input, residual, output);
        }
    }

    private static Map<String, String> settings() {
        RuntimeSettings current = RuntimeSettings.current();
        Map<String, String> settings = new LinkedHashMap<>();
        for (Setting setting : Setting.values()) {
            String value = current.value(setting);
            settings.put(setting.key(), (value.isEmpty() ? "(empty)" : value) + ", " + current.source(setting));
        }
        return settings;
    }
}
