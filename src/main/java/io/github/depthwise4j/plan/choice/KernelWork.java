package io.github.depthwise4j.plan.choice;

import io.github.depthwise4j.onednn.Kernel;
import io.github.depthwise4j.problem.ConvolutionGeometry;
import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.problem.SpatialAxis;
import io.github.depthwise4j.tensor.DataFormat;

/** Counts the work of one kernel of oneDNN. Channels are counted in vector registers. */
final class KernelWork {
    /** The registers that a kernel of an ordinary convolution fills with output channels at a time. */
    private static final int REGISTERS = 4;
    /** The columns that the depthwise kernels compute together. */
    private static final int RUN = 6;
    /** With this many columns of taps, {@code brdgmm_dw:avx512_core} takes twice as long. */
    private static final int WIDE_FILTER = 12;
    /** The same, if the channels need more than one register. */
    private static final int WIDE_FILTER_OF_MANY_CHANNELS = 11;

    private final Work work;
    private final ConvolutionGeometry geometry;
    private final DataFormat format;
    private final Kernel kernel;
    private final int vector;

    /** What the kernel reads and writes. */
    enum Place {
        /** The tensors of the caller. */
        TENSORS(""),
        /** The tensors of the caller, or copies of them, in planes. */
        PLANES(" in planes"),
        /** Copies with channels last. */
        COPIES(" in copies"),
        /** Copies in blocks of channels. */
        BLOCKS(" in blocks"),
        /** Copies with channels last that contain the padding of the columns. */
        PADDED_COPIES(" in copies"),
        /** Copies in blocks of channels that contain the padding of the columns. */
        PADDED_BLOCKS(" in blocks");

        private final String text;

        Place(String text) {
            this.text = text;
        }

        boolean isPadded() {
            return this == PADDED_COPIES || this == PADDED_BLOCKS;
        }
    }

    KernelWork(Work work, ConvolutionProblem problem, Kernel kernel) {
        this.work = work;
        this.geometry = problem.geometry();
        this.format = problem.dataFormat();
        this.kernel = kernel;
        this.vector = kernel.vector();
    }

    /**
     * Adds convolutions of some images and groups.
     *
     * @param calls how often the kernel is called
     * @param images the images that all calls compute together, which need not be whole ones
     * @param groups the groups of a call
     * @param copies how often each input channel is repeated, if it is copied for each of its filters; otherwise 1
     */
    void addConvolutions(double calls, double images, int groups, int copies, Place place) {
        if (kernel.isDepthwise()) {
            addDepthwise(calls, images, (long) groups * copies, place);
        } else {
            addOrdinary(calls, images, groups, place);
        }
    }

    private void add(Place place, String kind, String what, double count) {
        work.addOfKernel(kernel.name() + place.text + kind, what, count);
    }

    private void addDepthwise(double calls, double images, long channels, Place place) {
        long registers = (channels + vector - 1) / vector;
        double rows = images * geometry.oh() * registers;
        double tapRows = images * taps(geometry.height()) * registers;
        double columnTaps = place.isPadded() ? (double) geometry.ow() * geometry.kw() : taps(geometry.width());
        double taps = images * taps(geometry.height()) * columnTaps * registers;
        add(place, "", "calls", calls);
        add(place, "", "rows", rows);
        add(place, "", "rows of taps", tapRows);
        add(place, "", "pixels", rows * geometry.ow());
        add(place, "", "taps", taps);
        if (geometry.width().stride() > 1) {
            add(place, "", "taps with strides", taps);
        }
        if (channels % vector != 0) {
            String part = registers == 1 ? " of a single part of a register" : " of a part of a register";
            add(place, "", "pixels" + part, rows * geometry.ow() / registers);
            add(place, "", "taps" + part, taps / registers);
        }
        if (geometry.kw() >= (registers > 1 ? WIDE_FILTER_OF_MANY_CHANNELS : WIDE_FILTER)) {
            add(place, "", "taps of wide filters", taps);
        }
        add(place, "", "taps of rows", rows * geometry.kh() * geometry.kw());
        double runs = rows * ((geometry.ow() + RUN - 1) / RUN);
        add(place, "", "runs", runs);
        add(place, "", "taps of runs", runs * geometry.kh() * geometry.kw());
        if (!place.isPadded()) {
            add(place, "", "columns at edges", rows * edges(geometry.width()));
        }
    }

    private void addOrdinary(double calls, double images, int groups, Place place) {
        long ic = geometry.icPerGroup();
        long oc = geometry.ocPerGroup();
        String kind = (geometry.g() > 1 ? ", groups" : "") + (ic == 1 ? ", one channel" : "");
        boolean planes = kernel.isGemm() && place == Place.TENSORS && format == DataFormat.NCHW;
        Place same = planes || place == Place.PLANES ? Place.PLANES : Place.TENSORS;
        long registers = (oc + vector - 1) / vector;
        long chunks = (registers + REGISTERS - 1) / REGISTERS;
        double rows = images * groups * geometry.oh();
        double pixels = rows * geometry.ow();
        double taps = images * groups * taps(geometry.height()) * taps(geometry.width());
        double window = (double) geometry.kh() * geometry.kw();
        add(same, kind, "calls", calls);
        add(same, kind, "groups", calls * groups);
        add(same, kind, "rows", rows * chunks);
        add(same, kind, "rows of taps", rows * chunks * geometry.kh());
        add(same, kind, "taps of rows", rows * chunks * window);
        add(same, kind, "pixels", pixels * registers);
        add(same, kind, "multiply-adds", taps * ic * registers);
        add(same, kind, "multiply-adds with padding", pixels * window * ic * registers);
        add(same, kind, "inputs", pixels * window * ic * chunks);
        add(same, kind, "weights", calls * groups * ic * oc * window);
        if (oc % vector != 0) {
            add(same, kind, "multiply-adds of a part of a register", taps * ic);
            add(same, kind, "pixels of a part of a register", pixels);
        }
        if (kernel.isGemm()) {
            add(same, kind, "copied windows", pixels * window * ic);
        }
        if (kernel.isBrgemm() && !place.isPadded()) {
            double edges = edges(geometry.width());
            add(same, kind, "columns at edges", rows * chunks * edges);
            add(
                    same,
                    kind,
                    "taps at edges",
                    images * groups * taps(geometry.height()) * edges * geometry.kw() * chunks * ic);
        }
    }

    /** The taps of all output positions along an axis that do not lie on the padding. */
    private static double taps(SpatialAxis axis) {
        double taps = 0;
        for (int tap = 0; tap < axis.filter(); tap++) {
            long offset = (long) tap * axis.dilation() - axis.padBefore();
            long first = offset >= 0 ? 0 : (-offset + axis.stride() - 1) / axis.stride();
            long room = axis.input() - 1 - offset;
            long last = room < 0 ? -1 : Math.min(axis.output() - 1L, room / axis.stride());
            taps += Math.max(0, last - first + 1);
        }
        return taps;
    }

    /** The output positions along an axis whose window touches the padding. */
    private static double edges(SpatialAxis axis) {
        long before = Math.min(axis.output(), (axis.padBefore() + axis.stride() - 1L) / axis.stride());
        // The first position whose last tap lies behind the input.
        long room = (long) axis.input() + axis.padBefore() - axis.extent();
        long behind = room < 0 ? 0 : room / axis.stride() + 1;
        return before + Math.max(0, axis.output() - Math.max(before, behind));
    }
}
