package io.github.depthwise4j.server;

import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * What a server offers.
 *
 * @param tensors the computations of raw numbers, by path
 * @param pictures what is done with pictures, by path
 * @param healthy whether it can answer now
 */
record Service(Map<String, Computation> tensors, Map<String, PictureFunction> pictures, BooleanSupplier healthy) {}
