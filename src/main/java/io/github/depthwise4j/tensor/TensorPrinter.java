package io.github.depthwise4j.tensor;

import java.util.Locale;

/** Prints the elements of a tensor as nested brackets, long axes shortened, the way NumPy does. */
final class TensorPrinter {
    private static final int EDGE_ITEMS = 3;
    private static final int SUMMARIZE_ABOVE = 1000;

    private final Shape shape;
    private final Elements elements;
    private final boolean summarize;
    private final StringBuilder out = new StringBuilder();
    private int width;

    /** The element at a row-major index. */
    interface Elements {
        float at(long index);
    }

    private TensorPrinter(Shape shape, Elements elements) {
        this.shape = shape;
        this.elements = elements;
        this.summarize = shape.elementCount() > SUMMARIZE_ABOVE;
    }

    static String print(Shape shape, Elements elements) {
        if (shape.elementCount() == 0) {
            // An axis beside the empty one may be too long to walk along.
            return "[]";
        }
        TensorPrinter printer = new TensorPrinter(shape, elements);
        printer.measure(0, 0);
        printer.print(0, 0);
        return printer.out.toString();
    }

    private boolean hidden(long index, long length) {
        return summarize && length > 2 * EDGE_ITEMS && index >= EDGE_ITEMS && index < length - EDGE_ITEMS;
    }

    private void measure(int axis, long index) {
        if (axis == shape.rank()) {
            width = Math.max(width, text(index).length());
            return;
        }
        long length = shape.dim(axis);
        for (long i = 0; i < length; i++) {
            if (hidden(i, length)) {
                i = length - EDGE_ITEMS;
            }
            measure(axis + 1, index * length + i);
        }
    }

    private void print(int axis, long index) {
        if (axis == shape.rank()) {
            String value = text(index);
            out.append(" ".repeat(width - value.length())).append(value);
            return;
        }
        boolean innermost = axis == shape.rank() - 1;
        long length = shape.dim(axis);
        out.append('[');
        for (long i = 0; i < length; i++) {
            if (i > 0) {
                separate(axis, innermost);
            }
            if (hidden(i, length)) {
                out.append("...");
                separate(axis, innermost);
                i = length - EDGE_ITEMS;
            }
            print(axis + 1, index * length + i);
        }
        out.append(']');
    }

    private void separate(int axis, boolean innermost) {
        out.append(innermost ? " " : "\n".repeat(shape.rank() - 1 - axis) + " ".repeat(axis + 1));
    }

    private String text(long index) {
        float value = elements.at(index);
        if (value == Math.rint(value) && Math.abs(value) < 1e7) {
            return String.format(Locale.ROOT, "%.0f", value);
        }
        float magnitude = Math.abs(value);
        boolean plain = magnitude >= 1e-4f && magnitude < 1e6f;
        return Float.isNaN(value) || Float.isInfinite(value)
                ? Float.toString(value)
                : String.format(Locale.ROOT, plain ? "%.4f" : "%.4e", value);
    }
}
