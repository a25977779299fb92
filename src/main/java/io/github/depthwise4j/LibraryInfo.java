package io.github.depthwise4j;

import java.util.Map;

/**
 * What is at work in this process.
 *
 * @param libraryVersion the version of depthwise4j
 * @param oneDnnVersion the version of oneDNN
 * @param javaCppVersion the version of JavaCPP, the binding
 * @param jnaVersion the version of JNA
 * @param instructionSet the newest instruction set oneDNN uses here, as {@code AVX512_CORE_BF16}
 * @param nativeLibrary the file oneDNN was loaded from
 * @param threadsControlled whether oneDNN is kept from starting threads of its own
 * @param settings the settings in force, by name, each with where it came from
 */
public record LibraryInfo(
        String libraryVersion,
        String oneDnnVersion,
        String javaCppVersion,
        String jnaVersion,
        String instructionSet,
        String nativeLibrary,
        boolean threadsControlled,
        Map<String, String> settings) {}
