/**
 * Loading native code: find it, unpack it, load it, and explain why that failed.
 *
 * <p>What may live here: the platform check, the jars and directories of native code, the loading thread, and
 * {@link io.github.depthwise4j.loading.LoadDiagnosis}, which turns every failure into one exception with a remedy. The
 * package knows JavaCPP and JNA, but neither oneDNN's functions nor native memory: its callers pass the binding's
 * class. It uses the exceptions and the settings only. The package is internal: it is not exported by the module.
 */
package io.github.depthwise4j.loading;
