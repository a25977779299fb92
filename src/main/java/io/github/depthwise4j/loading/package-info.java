/**
 * Loading native code: find it, unpack it, load it, and explain why that failed.
 *
 * <p>What may live here: the platform check, the jars and directories of native code, the loading thread, and
 * {@link io.github.depthwise4j.loading.LoadDiagnosis}, which turns every failure into one exception with a remedy. The
 * package knows JavaCPP. It knows neither oneDNN's functions nor native memory: its caller passes the class of
 * the binding to be loaded. It uses only the packages of exceptions and settings. The package is internal: it is not
 * exported by the module.
 */
package io.github.depthwise4j.loading;
