package io.github.depthwise4j.onednn;

import io.github.depthwise4j.onednn.kernel.Kernel;
import io.github.depthwise4j.onednn.kernel.KnownFaults;
import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.settings.RuntimeSettings;
import io.github.depthwise4j.settings.Setting;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The convolution implementations that the operator excludes by name, in the setting {@code excludeImplementations}.
 * This is a remedy for faults of oneDNN that {@link KnownFaults} does not list yet. oneDNN's next implementation is
 * used instead.
 */
final class ExcludedImplementations {

    /** Problems for which oneDNN lists, all together, most of its implementations on a machine. */
    private static final List<String> USUAL_PROBLEMS = List.of(
            "depthwise_conv2d float32 NHWC SAME ic16ih9iw9oc16kh3kw3",
            "depthwise_conv2d float32 NHWC SAME ic16ih9iw9oc32kh3kw3",
            "depthwise_conv2d float32 NCHW SAME ic16ih9iw9oc16kh3kw3",
            "conv2d float32 NHWC SAME ic16ih9iw9oc16kh3kw3",
            "conv2d float32 NHWC SAME ic16ih9iw9oc16kh1kw1",
            "conv2d float32 NHWC SAME g2ic32ih9iw9oc32kh3kw3",
            "conv2d float32 NCHW SAME ic16ih9iw9oc16kh3kw3",
            "conv2d float32 NCHW SAME ic16ih9iw9oc16kh1kw1");

    private final List<String> texts;
    private final List<Pattern> patterns;

    private static final class Holder {
        static final ExcludedImplementations CURRENT =
                new ExcludedImplementations(RuntimeSettings.current().excludedImplementations());
    }

    /** Excludes these names; a {@code *} in a name stands for any characters. */
    ExcludedImplementations(List<String> texts) {
        this.texts = texts;
        this.patterns = new ArrayList<>();
        for (String text : texts) {
            patterns.add(pattern(text));
        }
    }

    /** The exclusions of this process. */
    static ExcludedImplementations current() {
        return Holder.CURRENT;
    }

    private static Pattern pattern(String text) {
        return Pattern.compile(
                Stream.of(text.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*")));
    }

    boolean isEmpty() {
        return patterns.isEmpty();
    }

    /**
     * Whether the kernel or its inner kernel is excluded. In {@code jit_uni_ncsp:conv+brdgmm_dw:avx512_core} the inner
     * kernel is {@code brdgmm_dw:avx512_core}.
     */
    boolean contains(Kernel kernel) {
        for (Pattern pattern : patterns) {
            if (matches(pattern, kernel)) {
                return true;
            }
        }
        return false;
    }

    private static boolean matches(Pattern pattern, Kernel kernel) {
        return pattern.matcher(kernel.name()).matches()
                || pattern.matcher(kernel.convolving().name()).matches();
    }

    /** The names that exclude none of the given kernels. */
    List<String> matchingNoneOf(Collection<Kernel> kernels) {
        return texts.stream()
                .filter(text -> {
                    Pattern pattern = pattern(text);
                    return kernels.stream().noneMatch(kernel -> matches(pattern, kernel));
                })
                .toList();
    }

    /**
     * Logs the excluded names, and warns about names without an implementation on this machine: such a name may be
     * misspelt, or belong to another CPU.
     */
    void log() {
        if (isEmpty()) {
            return;
        }
        System.Logger logger = System.getLogger(ExcludedImplementations.class.getName());
        logger.log(Level.DEBUG, "{0} keeps oneDNN from using {1}", Setting.EXCLUDE_IMPLEMENTATIONS.key(), texts);
        Set<Kernel> known = new TreeSet<>(Comparator.comparing(Kernel::name));
        ActivationLayout blocks = ActivationLayout.widestBlocks(OneDnn.get().hasAvx512());
        for (String line : USUAL_PROBLEMS) {
            ConvolutionProblem problem = ConvolutionProblem.parse(line);
            for (ActivationLayout layout : Set.of(ActivationLayout.of(problem), blocks)) {
                known.addAll(ConvolutionKernels.all(problem, layout));
            }
        }
        List<String> unknown = matchingNoneOf(known);
        if (!unknown.isEmpty()) {
            logger.log(
                    Level.WARNING,
                    "{0} = {1}, but usual problems have no such implementation on this machine, only {2}; "
                            + "check the spelling",
                    Setting.EXCLUDE_IMPLEMENTATIONS.key(),
                    unknown,
                    known);
        }
    }

    /** The reason for messages about a problem without a usable implementation; empty if nothing is excluded. */
    String reason() {
        if (isEmpty()) {
            return "";
        }
        RuntimeSettings settings = RuntimeSettings.current();
        return ": each has a known fault or is excluded by " + settings.source(Setting.EXCLUDE_IMPLEMENTATIONS)
                + " = \"" + settings.value(Setting.EXCLUDE_IMPLEMENTATIONS) + "\"; exclude fewer";
    }
}
