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
        if (unpacked != null) {
            NativeFunctions.open(cString(unpacked.runtime()));
            openHere(unpacked.library());
        }
    }

    /**
     * Refuses native code without these functions. Such a file was unpacked by an older version of this library.
     *
     * @throws UnsatisfiedLinkError if that is loaded
     */
    static void requireFunctions() {
        if (!UnpackedOneDnn.isUsable()) {
            return;
        }
        try {
            find("");
        } catch (UnsatisfiedLinkError e) {
            throw (UnsatisfiedLinkError)
                    new UnsatisfiedLinkError("it is of another version: run 'depthwise4j natives unpack DIR' again")
                            .initCause(e);
        }
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
     * Opens a file that JavaCPP has loaded, if none is open yet.
     *
     * @return whether one is open
     */
    public static boolean open(String library) {
        return isOpen() || NativeLibrary.isOwn() && UnpackedOneDnn.isUsable() && openHere(library);
    }

    /** The address of a function of the opened file, or of OpenMP as the file calls it; 0 if there is none. */
    public static long find(String function) {
        return NativeFunctions.find(cString(function), function.startsWith("omp_"));
    }

    /** A file is open only if it has all functions: any library can have the name of oneDNN's. */
    private static boolean openHere(String library) {
        boolean opened = NativeFunctions.open(cString(library)) && NativeFunctions.bindOneDnn();
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
