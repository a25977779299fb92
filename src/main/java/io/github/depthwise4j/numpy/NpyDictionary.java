package io.github.depthwise4j.numpy;

import io.github.depthwise4j.errors.FileFormatException;
import io.github.depthwise4j.tensor.Shape;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the Python dictionary of a {@code .npy} header: exactly the keys descr, fortran_order and shape, in any order.
 */
final class NpyDictionary {
    /** Python 2 wrote a u before the quotation mark of some texts. */
    private static final Pattern STRING = Pattern.compile("[uUrR]?(?:'([^'\\\\\\n]*)'|\"([^\"\\\\\\n]*)\")");

    private static final Pattern BOOLEAN = Pattern.compile("True|False");
    /** Python 2 wrote an L behind long integers. */
    private static final Pattern INTEGER = Pattern.compile("(-?\\d+)L?");

    private static final Pattern SPACE = Pattern.compile("[ \\t\\n\\r\\f]*");

    private final String text;
    private int position;
    private @Nullable String descr;
    private @Nullable Boolean fortranOrder;
    private @Nullable Shape shape;

    NpyDictionary(String text) {
        this.text = text;
    }

    NpyHeader header(int byteSize) throws FileFormatException {
        expect("{");
        while (!skip("}")) {
            entry();
            if (!skip(",")) {
                expect("}");
                break;
            }
        }
        take(SPACE);
        if (position != text.length()) {
            throw malformed("something follows the closing brace");
        }
        if (descr == null || fortranOrder == null || shape == null) {
            throw malformed("'descr', 'fortran_order' and 'shape' are all needed");
        }
        return new NpyHeader(NpyElement.of(descr), fortranOrder, shape, byteSize);
    }

    private void entry() throws FileFormatException {
        String key = string("a key in quotation marks");
        expect(":");
        switch (key) {
            case "descr" -> descr = once(descr, key, descr());
            case "fortran_order" -> fortranOrder = once(fortranOrder, key, bool());
            case "shape" -> shape = once(shape, key, shape());
            default -> throw malformed("the key '" + key + "' is unknown");
        }
    }

    private <T> T once(@Nullable T before, String key, T value) throws FileFormatException {
        if (before != null) {
            throw malformed("the key '" + key + "' stands twice");
        }
        return value;
    }

    private String descr() throws FileFormatException {
        take(SPACE);
        if (text.startsWith("[", position)) {
            throw new FileFormatException("the elements are records with named fields, but only plain float32 and "
                    + "float64 can be read; save one field on its own");
        }
        return string("a type in quotation marks");
    }

    private String string(String what) throws FileFormatException {
        take(SPACE);
        Matcher matcher = take(STRING);
        if (matcher == null) {
            throw malformed(what + " is expected");
        }
        return matcher.group(1) != null ? matcher.group(1) : matcher.group(2);
    }

    private boolean bool() throws FileFormatException {
        take(SPACE);
        Matcher matcher = take(BOOLEAN);
        if (matcher == null) {
            throw malformed("True or False is expected");
        }
        return matcher.group().equals("True");
    }

    private Shape shape() throws FileFormatException {
        expect("(");
        List<BigInteger> dims = new ArrayList<>();
        boolean comma = true;
        while (!skip(")")) {
            take(SPACE);
            Matcher matcher = comma ? take(INTEGER) : null;
            if (matcher == null) {
                throw malformed("the shape is a list of whole numbers in parentheses");
            }
            dims.add(new BigInteger(matcher.group(1)));
            comma = skip(",");
        }
        if (dims.size() == 1 && !comma) {
            throw malformed("the shape is a tuple, and a tuple of one number ends in a comma");
        }
        return checked(dims);
    }

    private static Shape checked(List<BigInteger> dims) throws FileFormatException {
        long[] sizes = new long[dims.size()];
        for (int axis = 0; axis < sizes.length; axis++) {
            BigInteger dim = dims.get(axis);
            if (dim.signum() < 0) {
                throw new FileFormatException("the shape is " + dims + ", but dimension " + axis
                        + " must not be negative; write the file again");
            }
            if (dim.bitLength() > 63) {
                throw tooLarge(dims.toString());
            }
            sizes[axis] = dim.longValue();
        }
        try {
            return Shape.of(sizes);
        } catch (IllegalArgumentException e) {
            throw tooLarge(dims.toString());
        }
    }

    static FileFormatException tooLarge(String shape) {
        return new FileFormatException(
                "the shape is " + shape + ", which is more than any memory holds; write the file again");
    }

    private void expect(String symbol) throws FileFormatException {
        if (!skip(symbol)) {
            throw malformed("'" + symbol + "' is expected");
        }
    }

    private boolean skip(String symbol) {
        take(SPACE);
        boolean found = text.startsWith(symbol, position);
        position += found ? symbol.length() : 0;
        return found;
    }

    /** Moves behind what the pattern matches here, or returns null. */
    private @Nullable Matcher take(Pattern pattern) {
        Matcher matcher = pattern.matcher(text).region(position, text.length());
        if (!matcher.lookingAt()) {
            return null;
        }
        position = matcher.end();
        return matcher;
    }

    private FileFormatException malformed(String rule) {
        return new FileFormatException(
                "the header is malformed at character " + position + ": " + rule + "; write the file with numpy.save");
    }
}
