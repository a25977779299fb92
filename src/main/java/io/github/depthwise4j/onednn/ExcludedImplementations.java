package io.github.depthwise4j.onednn;

import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.settings.RuntimeSettings;
import io.github.depthwise4j.settings.Setting;
import java.lang.System.Logger.Level;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The implementations of convolutions that the operator has forbidden by name, in the setting {@code
 * excludeImplementations}: a remedy against a fault of oneDNN that is in no list of ours yet. The next implementation
 * is taken instead.
 */
final class ExcludedImplementations {
    private static final System.Logger LOGGER = System.getLogger(ExcludedImplementations.class.getName());

    /** Problems which, together, have oneDNN name most of what it has on a machine. */
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

    /** The names, in which a {@code *} stands for anything. */
    ExcludedImplementations(List<String> texts) {
        this.texts = texts;
        this.patterns = texts.stream().map(ExcludedImplementations::pattern).toList();
    }

    /** Those of this process. */
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
     * Whether the name is excluded, or that of what it makes use of: in {@code jit_uni_ncsp:conv+brdgmm_dw:avx512_core} it is the second
     * that convolves.
     */
    boolean contains(Kernel kernel) {
        return patterns.stream().anyMatch(pattern -> matches(pattern, kernel));
    }

    private static boolean matches(Pattern pattern, Kernel kernel) {
        return pattern.matcher(kernel.name()).matches()
                || pattern.matcher(kernel.convolving().name()).matches();
    }

    /** Those of the texts that exclude none of the kernels. */
    List<String> matchingNoneOf(Collection<Kernel> kernels) {
        return texts.stream()
                .filter(text -> {
                    Pattern pattern = pattern(text);
                    return kernels.stream().noneMatch(kernel -> matches(pattern, kernel));
                })
                .toList();
    }

    /**
     * Logs what is excluded, and warns of what nothing here is called: it may be misspelt, or belong to another CPU.
     */
    void log() {
        if (isEmpty()) {
            return;
        }
        LOGGER.log(Level.DEBUG, "{0} keeps oneDNN from using {1}", Setting.EXCLUDE_IMPLEMENTATIONS.key(), texts);
        Set<Kernel> known = new TreeSet<>(Comparator.comparing(Kernel::name));
        ActivationLayout blocks = ActivationLayout.widestBlocks(OneDnn.get().hasAvx512());
        for (String line : USUAL_PROBLEMS) {
            ConvolutionProblem problem = ConvolutionProblem.parse(line);
            for (ActivationLayout layout : Set.of(ActivationLayout.of(problem), blocks)) {
                known.addAll(ConvolutionPrimitive.allKernels(problem, layout));
            }
        }
        List<String> unknown = matchingNoneOf(known);
        if (!unknown.isEmpty()) {
            LOGGER.log(
                    Level.WARNING,
                    "{0} = {1}, but usual problems have no such implementation on this machine, only {2}; "
                            + "check the spelling",
                    Setting.EXCLUDE_IMPLEMENTATIONS.key(),
                    unknown,
                    known);
        }
    }

    /** Why nothing is left, where the operator can have caused it; empty where nothing is excluded. */
    String reason() {
        if (isEmpty()) {
            return "";
        }
        RuntimeSettings settings = RuntimeSettings.current();
        return ": each has a known fault or is excluded by " + settings.source(Setting.EXCLUDE_IMPLEMENTATIONS)
                + " = \"" + settings.value(Setting.EXCLUDE_IMPLEMENTATIONS) + "\"; exclude fewer";
    }
}
