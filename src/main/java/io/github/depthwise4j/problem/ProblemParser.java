package io.github.depthwise4j.problem;

import io.github.depthwise4j.tensor.DataFormat;
import io.github.depthwise4j.tensor.DataType;
import io.github.depthwise4j.tensor.Shape;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the one-line form of a problem, which {@link ProblemFormatter} writes. */
final class ProblemParser {
    private static final Pattern LINE = Pattern.compile(
            "\\s*(?<operation>\\S+)\\s+(?<type>\\S+)\\s+(?<format>\\S+)"
                    + "\\s+(?<padding>SAME|VALID|\\[[\\[\\]\\d, -]*]|\\S+)\\s+(?<sizes>[a-z0-9]+)"
                    + "(?:\\s+batch=(?<batch>[\\dx]+))?(?<bias>\\s+bias)?(?<residual>\\s+residual)?"
                    + "(?:\\s+(?<activation>[a-z][a-z_0-9]*(?:\\([^)\\s]*\\))?))?(?:\\s+n\"(?<name>.*)\")?\\s*",
            Pattern.DOTALL);
    /** A repeated group is matched without going back, which would take stack for every repetition. */
    private static final Pattern BATCH = Pattern.compile("\\d{1,10}(?:x\\d{1,10})++");

    private static final Pattern SIZE = Pattern.compile("([a-z]+)(\\d{1,10})");
    private static final Set<String> KEYS =
            Set.of("g", "mb", "ic", "ih", "iw", "oc", "oh", "ow", "kh", "kw", "sh", "sw", "ph", "pw", "dh", "dw");
    private static final int HEX = 16;
    private static final int HEX_DIGITS = 4;

    private final String line;
    private final Map<String, Long> sizes = new LinkedHashMap<>();

    ProblemParser(String line) {
        this.line = line;
    }

    ConvolutionProblem parse() {
        Matcher matcher = LINE.matcher(line == null ? "" : line);
        if (!matcher.matches()) {
            throw refuse("it does not have the form: operation type format padding sizes [batch=..] [bias] [residual] "
                    + "[activation] [n\"name\"]");
        }
        Operation operation = constant(Operation.values(), matcher.group("operation"), "operation");
        DataType dataType = constant(DataType.values(), matcher.group("type"), "data type");
        DataFormat format = ConvolutionParameters.parseDataFormat(matcher.group("format"));
        Padding padding = Padding.parse(matcher.group("padding"));
        readSizes(matcher.group("sizes"));
        ConvolutionParameters parameters = new ConvolutionParameters(
                operation,
                intSize("sh", 1),
                intSize("sw", 1),
                padding,
                format,
                intSize("dh", 0) + 1,
                intSize("dw", 0) + 1,
                unescape(matcher.group("name")));
        ConvolutionProblem problem = new ConvolutionProblem(
                parameters,
                dataType,
                inputShape(matcher.group("batch"), format, size("ic")),
                operation == Operation.CONV2D ? groupedFilter() : depthwiseFilter(),
                new Fusion(
                        matcher.group("bias") != null,
                        matcher.group("residual") != null,
                        matcher.group("activation") == null
                                ? Activation.NONE
                                : Activation.parse(matcher.group("activation"))));
        checkDerived(problem.geometry());
        return problem;
    }

    private Shape depthwiseFilter() {
        long ic = size("ic");
        long oc = size("oc");
        if (sizes.getOrDefault("g", ic) != ic || (ic == 0 ? oc != 0 : oc % ic != 0)) {
            throw refuse("a depthwise convolution has g = ic groups, and oc is a multiple of ic");
        }
        // Without channels the multiplier cannot be told from the sizes, nor does it matter.
        return shape(size("kh"), size("kw"), ic, ic == 0 ? 1 : oc / ic);
    }

    private Shape groupedFilter() {
        long g = sizes.getOrDefault("g", 1L);
        if (g < 1 || size("ic") % g != 0) {
            throw refuse("ic is a multiple of g, and g is 1 or more");
        }
        return shape(size("kh"), size("kw"), size("ic") / g, size("oc"));
    }

    private Shape inputShape(String batch, DataFormat format, long ic) {
        long mb = sizes.getOrDefault("mb", 1L);
        long[] leading = batch == null ? new long[] {mb} : batchAxes(batch, mb);
        long[] dims = Arrays.copyOf(leading, leading.length + 3);
        dims[leading.length - 1 + format.heightAxis()] = size("ih");
        dims[leading.length - 1 + format.widthAxis()] = size("iw");
        dims[leading.length - 1 + format.channelAxis()] = ic;
        return shape(dims);
    }

    private long[] batchAxes(String batch, long mb) {
        if (!BATCH.matcher(batch).matches()) {
            throw refuse("batch=" + batch + " is not a list of at least two sizes, as 2x3");
        }
        long[] axes = Arrays.stream(batch.split("x")).mapToLong(Long::parseLong).toArray();
        if (SizeRules.images(axes) != mb) {
            throw refuse("the product of batch=" + batch + " is not mb" + mb);
        }
        return axes;
    }

    private Shape shape(long... dims) {
        try {
            return Shape.of(dims);
        } catch (IllegalArgumentException e) {
            throw refuse("shape " + Arrays.toString(dims) + " has more elements than can be counted");
        }
    }

    /** What follows from the other sizes may be left out, but not contradict them. */
    private void checkDerived(ConvolutionGeometry geometry) {
        checkDerived("oh", geometry.oh());
        checkDerived("ow", geometry.ow());
        checkDerived("ph", geometry.height().padBefore());
        checkDerived("pw", geometry.width().padBefore());
    }

    private void checkDerived(String key, long expected) {
        long stated = sizes.getOrDefault(key, expected);
        if (stated != expected) {
            throw refuse(key + stated + " contradicts the other sizes and the padding, which give " + key + expected);
        }
    }

    private void readSizes(String text) {
        Matcher matcher = SIZE.matcher(text);
        int end = 0;
        while (matcher.lookingAt()) {
            if (!KEYS.contains(matcher.group(1))) {
                throw refuse("there is no size " + matcher.group(1));
            }
            if (sizes.put(matcher.group(1), Long.parseLong(matcher.group(2))) != null) {
                throw refuse("size " + matcher.group(1) + " stands twice");
            }
            end = matcher.end();
            matcher.region(end, text.length());
        }
        if (end != text.length()) {
            throw refuse("the sizes cannot be read from \"" + text.substring(end) + "\" on");
        }
    }

    private long size(String key) {
        Long value = sizes.get(key);
        if (value == null) {
            throw refuse("size " + key + " is missing");
        }
        return value;
    }

    private int intSize(String key, int fallback) {
        long value = sizes.getOrDefault(key, (long) fallback);
        if (value > Integer.MAX_VALUE - 1) {
            throw refuse(key + value + " is too large");
        }
        return (int) value;
    }

    private <T> T constant(T[] values, String text, String what) {
        return Arrays.stream(values)
                .filter(value -> value.toString().equals(text))
                .findFirst()
                .orElseThrow(() -> refuse("the " + what + " is one of " + Arrays.toString(values)));
    }

    /** A loop, because a regular expression would need stack for every character. */
    private String unescape(String name) {
        StringBuilder out = new StringBuilder();
        int length = name == null ? 0 : name.length();
        for (int i = 0; i < length; i++) {
            char c = name.charAt(i);
            if (c == '"' || c == '\\' && i + 1 == length) {
                throw refuse("the name is not one quoted text, in which \" and \\ stand behind a \\");
            }
            if (c == '\\') {
                i++;
                c = name.charAt(i);
                if (c == 'u') {
                    c = codeUnit(name.substring(i + 1, Math.min(i + 1 + HEX_DIGITS, length)));
                    i += HEX_DIGITS;
                }
            }
            out.append(c);
        }
        return out.toString();
    }

    private char codeUnit(String digits) {
        if (!digits.matches("[0-9a-fA-F]{4}")) {
            throw refuse("\\u in the name stands before four hexadecimal digits");
        }
        return (char) Integer.parseInt(digits, HEX);
    }

    private InvalidProblemException refuse(String rule) {
        return new InvalidProblemException(
                "text",
                "problem line = " + line + ", but " + rule + "; paste a line that a message, log or plan printed.");
    }
}
