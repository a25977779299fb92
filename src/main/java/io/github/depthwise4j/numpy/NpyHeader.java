package io.github.depthwise4j.numpy;

import io.github.depthwise4j.errors.FileFormatException;
import io.github.depthwise4j.tensor.Shape;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * What stands before the data of a {@code .npy} file, as NumPy's NEP 1 defines it: a magic string, a version, a length,
 * and a Python dictionary padded with spaces up to a line feed.
 *
 * @param element the type of the elements
 * @param fortranOrder whether the first axis varies fastest
 * @param shape the dimensions, as NumPy shows them
 * @param byteSize the bytes of everything before the data
 */
record NpyHeader(NpyElement element, boolean fortranOrder, Shape shape, int byteSize) {
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    /** NumPy starts the data at a multiple of this many bytes, so that a file can be mapped into memory. */
    private static final int ALIGNMENT = 64;
    /** Far more than three entries can need, far less than a broken length field would make us allocate. */
    private static final int LONGEST_DICTIONARY = 1 << 20;

    /** Reads up to the first byte of the data. */
    static NpyHeader read(InputStream in) throws IOException {
        byte[] start = in.readNBytes(MAGIC.length + 2);
        if (start.length == 0) {
            throw new FileFormatException("the file is empty; it should be a .npy file, as numpy.save writes it");
        }
        if (start[0] == 'P' && start.length > 1 && start[1] == 'K') {
            throw new FileFormatException(
                    "this is an archive, as .npz files are, but a single array is expected; write it "
                            + "with numpy.save");
        }
        if (!startsLikeOne(start)) {
            throw new FileFormatException(
                    "this is no .npy file: it does not begin with \\x93NUMPY; write it with numpy.save");
        }
        if (start.length < MAGIC.length + 2) {
            throw truncated();
        }
        int major = start[MAGIC.length] & 0xff;
        int minor = start[MAGIC.length + 1] & 0xff;
        if (major < 1 || major > 3 || minor != 0) {
            throw new FileFormatException("version " + major + "." + minor
                    + " of the .npy format is unknown; versions 1.0, 2.0 and 3.0 can be read");
        }
        int lengthBytes = major == 1 ? 2 : 4;
        long length = littleEndian(exactly(in, lengthBytes));
        if (length > LONGEST_DICTIONARY) {
            throw new FileFormatException(
                    "the header claims to be " + length + " bytes long, which no header is; write the file again");
        }
        Charset charset = major == 3 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1;
        String dictionary = new String(exactly(in, (int) length), charset);
        return new NpyDictionary(dictionary).header(start.length + lengthBytes + (int) length);
    }

    /** Whether bytes, as many as there are, are those a {@code .npy} file begins with. */
    static boolean startsLikeOne(byte[] start) {
        int known = Math.min(start.length, MAGIC.length);
        return known > 0 && Arrays.equals(start, 0, known, MAGIC, 0, known);
    }

    private static byte[] exactly(InputStream in, int count) throws IOException {
        byte[] bytes = in.readNBytes(count);
        if (bytes.length < count) {
            throw truncated();
        }
        return bytes;
    }

    private static FileFormatException truncated() {
        return new FileFormatException("the file ends inside its header; copy or write it again");
    }

    private static long littleEndian(byte[] bytes) {
        long value = 0;
        for (int i = bytes.length - 1; i >= 0; i--) {
            value = value << 8 | bytes[i] & 0xff;
        }
        return value;
    }

    /** Writes the header of version 1.0 for little-endian float32 in C order. */
    static void write(Shape shape, OutputStream out) throws IOException {
        String dims = Arrays.stream(shape.dims()).mapToObj(Long::toString).collect(Collectors.joining(", "));
        String tuple = shape.rank() == 1 ? "(" + dims + ",)" : "(" + dims + ")";
        String dictionary = "{'descr': '" + NpyElement.FLOAT32_LITTLE_ENDIAN.descr()
                + "', 'fortran_order': False, 'shape': " + tuple + ", }";
        int prefix = MAGIC.length + 2 + 2;
        int total = (prefix + dictionary.length() + 1 + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
        int length = total - prefix;
        if (length > 0xffff) {
            throw new FileFormatException("shape of rank " + shape.rank() + " does not fit into a .npy header");
        }
        out.write(MAGIC);
        out.write(new byte[] {1, 0, (byte) length, (byte) (length >> 8)});
        out.write((dictionary + " ".repeat(length - dictionary.length() - 1) + "\n")
                .getBytes(StandardCharsets.ISO_8859_1));
    }

    /** The bytes of all elements in the file. */
    long dataBytes() throws FileFormatException {
        if (shape.elementCount() > Long.MAX_VALUE / Double.BYTES) {
            throw NpyDictionary.tooLarge(shape.toString());
        }
        return shape.elementCount() * element.byteSize();
    }
}
