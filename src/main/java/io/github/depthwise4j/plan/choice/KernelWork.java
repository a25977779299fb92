package io.github.depthwise4j.plan.choice;

import io.github.depthwise4j.onednn.kernel.Kernel;
import io.github.depthwise4j.problem.Activation;
import io.github.depthwise4j.problem.ConvolutionGeometry;
import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.problem.Fusion;
import io.github.depthwise4j.problem.SpatialAxis;
import io.github.depthwise4j.tensor.DataFormat;

/** Counts the work of one kernel of oneDNN. Channels are counted in vector registers. */
final class KernelWork {
    /** The registers that a kernel of an ordinary convolution fills with output channels at a time. */
    private static final int REGISTERS = 4;
    /** The bytes of a cache line. */
    private static final double LINE = 64;
    /** What is at most of this size, and is read again and again, stays in the level-1 cache. */
    private static final long LEVEL_1 = 32 << 10;
    /** The same of the level-2 cache. */
    private static final long LEVEL_2 = 768 << 10;
    /** The columns that the depthwise kernels compute together. */
    private static final int RUN = 6;
    /** With more columns of taps, {@code jit_dw:avx512_core} takes up to 1.7 times as long. */
    private static final int NARROW_FILTER = 5;
    /** With this many columns of taps, {@code brdgmm_dw:avx512_core} takes twice as long. */
    private static final int WIDE_FILTER = 12;
    /** The same, if the channels need more than one register. */
    private static final int WIDE_FILTER_OF_MANY_CHANNELS = 11;

    /** With strides, some kernels lose the neighbouring pixels of so many channels. */
    private static final int MANY_CHANNELS = 256;

    private static final String SINGLE_PART = " of a single part of a register";

    private final Work work;
    private final ConvolutionGeometry geometry;
    private final DataFormat format;
    private final Fusion fusion;
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
        this(work, problem, problem.geometry(), kernel);
    }

    /**
     * The work of a kernel for a problem.
     *
     * @param geometry the sizes with which the problem is convolved
     */
    KernelWork(Work work, ConvolutionProblem problem, ConvolutionGeometry geometry, Kernel kernel) {
        this.work = work;
        this.geometry = geometry;
        this.format = problem.dataFormat();
        this.fusion = problem.fusion();
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

    private void add(String subject, String what, double count) {
        work.addOfKernel(subject, what, count);
    }

    private void addDepthwise(double calls, double images, long channels, Place place) {
        String subject = kernel.name() + place.text;
        long registers = (channels + vector - 1) / vector;
        double rows = images * geometry.oh() * registers;
        double tapRows = images * taps(geometry.height()) * registers;
        double columnTaps = place.isPadded() ? (double) geometry.ow() * geometry.kw() : taps(geometry.width());
        double taps = images * taps(geometry.height()) * columnTaps * registers;
        add(subject, "calls", calls);
        add(subject, "rows", rows);
        // A kernel begins a row once for all channels, or once for some registers of them.
        add(subject, "begun rows", images * geometry.oh());
        add(subject, "begun chunks", images * geometry.oh() * chunks(registers));
        add(subject, "rows of taps", tapRows);
        add(subject, "pixels", rows * geometry.ow());
        addActivation(vector + Costs.OF_REGISTER, rows * geometry.ow());
        add(subject, "taps of rows", rows * geometry.kh() * geometry.kw());
        double runs = rows * runsOfRow();
        add(subject, "runs", runs);
        add(subject, "taps of runs", runs * geometry.kh() * geometry.kw());
        if (!place.isPadded()) {
            add(subject, "columns at edges", rows * edges(geometry.width()));
        }
        if (channels % vector != 0) {
            String part = registers == 1 ? SINGLE_PART : " of a part of a register";
            add(subject, "pixels" + part, rows * geometry.ow() / registers);
            add(subject, "taps" + part, taps / registers);
            addUnaligned(subject, registers, rows * geometry.ow(), taps);
        }
        addTaps(subject, taps, channels);
        addFarBytes(subject, images, channels);
    }

    /** Pixels whose registers do not fill cache lines are read and written across their borders. */
    private void addUnaligned(String subject, long registers, double pixels, double taps) {
        if (registers > 1) {
            add(subject, "unaligned pixels", pixels);
            add(subject, "unaligned taps", taps);
        }
    }

    private void addTaps(String subject, double taps, long channels) {
        add(subject, "taps", taps);
        add(subject, "taps of " + widthOfFilter(channels) + " filters" + (channels < vector ? SINGLE_PART : ""), taps);
        if (geometry.width().stride() > 1) {
            add(subject, "taps with strides", taps);
            add(subject, "taps with strides of many channels", channels > MANY_CHANNELS ? taps : 0);
        }
        if (geometry.height().dilation() > 1 || geometry.width().dilation() > 1) {
            add(subject, "taps with dilations", taps);
        }
    }

    private String widthOfFilter(long channels) {
        if (geometry.kw() <= NARROW_FILTER) {
            return "narrow";
        }
        return geometry.kw() < (channels > vector ? WIDE_FILTER_OF_MANY_CHANNELS : WIDE_FILTER) ? "middle" : "wide";
    }

    /** Each row of the output reads the rows of its window again, and all weights. */
    private void addFarBytes(String subject, double images, long channels) {
        double rowBytes = (double) Float.BYTES * geometry.iw() * channels;
        double windowBytes = rowBytes * geometry.height().extent();
        double readBytes = images * taps(geometry.height()) * rowBytes;
        add(subject, "bytes of rows beyond level 1", windowBytes > LEVEL_1 ? readBytes : 0);
        add(subject, "bytes of rows beyond level 2", windowBytes > LEVEL_2 ? readBytes : 0);
        long registers = (channels + vector - 1) / vector;
        double weightBytes = (double) Float.BYTES * geometry.kh() * geometry.kw() * registers * vector;
        add(subject, "weights beyond level 1", images * geometry.oh() * Math.max(0, weightBytes - LEVEL_1));
    }

    private static long chunks(long registers) {
        return (registers + REGISTERS - 1) / REGISTERS;
    }

    /** Some kernels divide the output channels into equal chunks: registers that are 7 or 13 have one in each. */
    private static long equalChunks(long registers) {
        long of = Math.min(REGISTERS, registers);
        while (registers % of != 0) {
            of--;
        }
        return registers / of;
    }

    private int runsOfRow() {
        return (geometry.ow() + RUN - 1) / RUN;
    }

    private void addOrdinary(double calls, double images, int groups, Place place) {
        long ic = geometry.icPerGroup();
        long oc = geometry.ocPerGroup();
        boolean planes =
                place == Place.PLANES || kernel.isGemm() && place == Place.TENSORS && format == DataFormat.NCHW;
        String subject = kernel.name()
                + (planes ? Place.PLANES : Place.TENSORS).text
                + (geometry.g() > 1 ? ", groups" : "")
                + (ic == 1 ? ", one channel" : "")
                + (oc == 1 && kernel.isGemm() ? ", one filter" : "");
        long registers = (oc + vector - 1) / vector;
        long chunks = chunks(registers);
        double rows = images * groups * geometry.oh();
        double pixels = rows * geometry.ow();
        double taps = images * groups * taps(geometry.height()) * taps(geometry.width());
        double window = (double) geometry.kh() * geometry.kw();
        add(subject, "calls", calls);
        add(subject, "groups", calls * groups);
        add(subject, "images", images * groups);
        add(subject, "rows", rows * chunks);
        add(subject, "rows of taps", rows * chunks * geometry.kh());
        add(subject, "taps of rows", rows * chunks * window);
        add(subject, "pixels", pixels * registers);
        add(subject, "multiply-adds", taps * ic * registers);
        add(subject, "multiply-adds with padding", pixels * window * ic * registers);
        add(subject, "inputs", pixels * window * ic * chunks);
        add(subject, "inputs of equal chunks", pixels * window * ic * equalChunks(registers));
        addWeights(subject, calls * groups, images * groups, rows);
        if (groups > 1 && !planes) {
            addLines(subject, images * groups);
        }
        if (oc % vector != 0) {
            add(subject, "multiply-adds of a part of a register", taps * ic);
            add(subject, "pixels of a part of a register", pixels);
            addUnaligned(subject, registers, pixels * registers, 0);
        }
        if (geometry.width().stride() > 1) {
            add(subject, "pixels with strides", pixels);
            add(subject, "rows with strides", rows * chunks);
        }
        if (kernel.isGemm()) {
            addCopiedWindows(subject, rows);
            addResult(pixels, pixels * oc, planes, place == Place.TENSORS);
        } else {
            addActivation(vector + Costs.OF_REGISTER, pixels * registers);
        }
        if (kernel.isBrgemm() && !place.isPadded()) {
            double edges = edges(geometry.width());
            add(subject, "columns at edges", rows * chunks * edges);
            double rowTaps = images * groups * taps(geometry.height());
            add(subject, "taps at edges", rowTaps * edges * geometry.kw() * chunks * ic);
        }
    }

    /** The weights are loaded for each run of columns, and come from a farther cache for each row if they are many. */
    private void addWeights(String subject, double calls, double images, double rows) {
        double weights = (double) geometry.icPerGroup() * geometry.kh() * geometry.kw();
        long registers = (geometry.ocPerGroup() + vector - 1L) / vector;
        long chunks = chunks(registers);
        add(subject, "weights", calls * weights * geometry.ocPerGroup());
        add(subject, "weights of images", images * weights * geometry.ocPerGroup());
        add(subject, "weights of rows", rows * weights * registers);
        add(subject, "runs", rows * runsOfRow() * chunks);
        add(subject, "weights of runs", rows * runsOfRow() * weights * registers);
        double chunkBytes = Float.BYTES * weights * Math.min(registers, REGISTERS) * vector;
        add(subject, "weights of rows beyond level 1", rows * chunks * Math.max(0, chunkBytes - LEVEL_1));
        add(subject, "weights of rows beyond level 2", rows * chunks * Math.max(0, chunkBytes - LEVEL_2));
    }

    /** Each group touches the cache lines of its channels of all pixels. */
    private void addLines(String subject, double groupsOfImages) {
        double in = geometry.iw() * Math.ceil(Float.BYTES * geometry.icPerGroup() / LINE);
        double out = geometry.ow() * Math.ceil(Float.BYTES * geometry.ocPerGroup() / LINE);
        double ofGroup = in * geometry.ih() + out * geometry.oh();
        double lines = groupsOfImages * ofGroup;
        add(subject, "lines", lines);
        add(subject, "lines beyond level 1", LINE * ofGroup > LEVEL_1 ? lines : 0);
        add(subject, "lines beyond level 2", LINE * ofGroup > LEVEL_2 ? lines : 0);
        boolean far = LINE * (in * geometry.height().extent() + out) > LEVEL_1;
        add(subject, "lines of windows", far ? groupsOfImages * geometry.oh() * (in * geometry.kh() + out) : 0);
    }

    /** A matrix product copies the windows, but not those of one tap for each pixel. */
    private void addCopiedWindows(String subject, double rows) {
        double ofRow = (double) geometry.kh() * geometry.kw() * geometry.icPerGroup();
        if (!isSame(geometry.height()) || !isSame(geometry.width())) {
            add(subject, "copied windows", rows * geometry.ow() * ofRow);
            add(subject, "rows of copied windows", rows * ofRow);
            double bytesOfImage = Float.BYTES * ofRow * geometry.oh() * geometry.ow();
            add(subject, "copied windows beyond level 2", bytesOfImage > LEVEL_2 ? rows * geometry.ow() * ofRow : 0);
        }
        if (geometry.width().stride() > 1) {
            add(subject, "copied windows with strides", rows * geometry.ow() * ofRow);
        }
        if (geometry.height().dilation() > 1 || geometry.width().dilation() > 1) {
            add(subject, "copied windows with dilations", rows * geometry.ow() * ofRow);
        }
    }

    /**
     * The residual of a matrix product is copied before, and its result is activated afterwards: each goes over all
     * numbers once more. It adds biases pixel by pixel if channels are last.
     */
    private void addResult(double pixels, double numbers, boolean planes, boolean tensors) {
        double apart = (fusion.residual() ? numbers : 0) + (fusion.activation().equals(Activation.NONE) ? 0 : numbers);
        work.add(Costs.RESULT_OF_PRODUCT, Costs.NUMBERS_APART, apart);
        addActivation(Costs.NUMBERS_APART, numbers);
        if (tensors && Float.BYTES * numbers > LEVEL_2) {
            work.add(Costs.RESULT_OF_PRODUCT, Costs.FAR_NUMBERS_APART, apart);
        }
        if (fusion.bias() && !planes) {
            work.add(Costs.RESULT_OF_PRODUCT, Costs.BIASED_PIXELS, pixels);
        }
    }

    /** Kernels of old instruction sets take longer to compute the exponential function. */
    private void addActivation(String what, double count) {
        work.add(fusion.activation().kind().toString(), what, count);
    }

    private static boolean isSame(SpatialAxis axis) {
        return axis.filter() == 1 && axis.stride() == 1 && axis.padBefore() == 0 && axis.padAfter() == 0;
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
