package io.github.depthwise4j.natives;

import io.github.depthwise4j.loading.UnpackedOneDnn;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * oneDNN's library, opened by this library's own native code. JavaCPP's binding is not needed then: to load it takes
 * longer than everything else before the first result.
 *
 * <p>A file that cannot be opened here is no error: JavaCPP tries the same, and tells why it fails.
 */
public final class OneDnnFile {
    /** The opened file; null if there is none. */
    private static volatile String path;

    private OneDnnFile() {}

    /**
     * Opens the unpacked file, which this unpacks if it is not unpacked yet. Does nothing if it is open, or if JavaCPP
     * has to find it.
     *
     * @throws io.github.depthwise4j.errors.NativeLoadException if it cannot be unpacked now
     */
    public static void open() {
        if (!isOpen() && NativeLibrary.isOwn()) {
            openUnpacked();
        }
    }

    /** The same, when this library's own native code is loaded and nothing is open. */
    static void openUnpacked() {
        UnpackedOneDnn unpacked = UnpackedOneDnn.orNull();
        if (unpacked == null) {
            return;
        }
        if (unpacked.runtime() != null) {
            NativeFunctions.open(cString(unpacked.runtime()));
        }
        open(unpacked.library());
    }

    /** Whether the file is open. */
    public static boolean isOpen() {
        return path != null;
    }

    /** The opened file. */
    public static String path() {
        return path;
    }

    /**
     * Finds the functions of oneDNN for this library's own native code. Opens the file first, if it is not open:
     * JavaCPP may have loaded it.
     *
     * @return whether all were found
     */
    public static boolean bind(String library) {
        return NativeLibrary.isOwn()
                && UnpackedOneDnn.isUsable()
                && (isOpen() || open(library))
                && NativeFunctions.bindOneDnn();
    }

    /** The address of a function of the opened file, or of a library that it uses; 0 if there is none. */
    public static long find(String function) {
        return NativeFunctions.find(cString(function));
    }

    private static boolean open(String library) {
        boolean opened = NativeFunctions.open(cString(library));
        if (opened) {
            path = library;
        }
        return opened;
    }

    /** Text with a zero at its end, in the encoding of file names. */
    private static byte[] cString(String text) {
        String encoding = System.getProperty("sun.jnu.encoding");
        Charset charset = encoding == null ? StandardCharsets.UTF_8 : Charset.forName(encoding);
        byte[] bytes = text.getBytes(charset);
        return Arrays.copyOf(bytes, bytes.length + 1);
    }
}
