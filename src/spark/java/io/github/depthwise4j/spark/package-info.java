/**
 * Batch computation on Apache Spark: transformers of Spark ML that send each partition of a table through an operation
 * or a network.
 *
 * <p>What may live here: what Spark users call, and how a partition is read, computed and written. Each executor has
 * one operation for all its tasks, see {@link io.github.depthwise4j.SharedOperations}; each task computes on its own
 * thread only, so that an executor has as many computing threads as Spark gives it task slots.
 */
package io.github.depthwise4j.spark;
