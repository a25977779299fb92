package io.github.depthwise4j.network;

import io.github.depthwise4j.plan.base.Planning;
import io.github.depthwise4j.problem.Parallelism;
import io.github.depthwise4j.problem.PlanningEffort;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How a network is made ready. Immutable: each method returns new options. No argument may be null. */
public final class NetworkOptions {
    private static final NetworkOptions DEFAULTS = new NetworkOptions(0, null, Parallelism.adaptive());

    /** 0 for the batch of the file. */
    private final int batch;
    /** Null if the settings decide. */
    private final @Nullable PlanningEffort effort;

    private final Parallelism parallelism;

    private NetworkOptions(int batch, @Nullable PlanningEffort effort, Parallelism parallelism) {
        this.batch = batch;
        this.effort = effort;
        this.parallelism = parallelism;
    }

    /** {@return the batch of the file, the planning effort of the settings, and all idle processors} */
    public static NetworkOptions defaults() {
        return DEFAULTS;
    }

    /**
     * {@return these options with another number of images in each run} It is for networks from files; a network made
     * in Java has the batch of its inputs.
     *
     * @param images the number, 1 or more
     * @throws IllegalArgumentException if it is below 1
     */
    public NetworkOptions batch(int images) {
        if (images < 1) {
            throw new IllegalArgumentException(
                    "NetworkOptions.batch: images = " + images + ", but a run has at least one; pass 1 or more");
        }
        return new NetworkOptions(images, effort, parallelism);
    }

    /**
     * {@return these options with another effort to find fast plans for the convolutions} By default the setting
     * {@code planningEffort} decides.
     *
     * @param planning the effort
     */
    public NetworkOptions planning(PlanningEffort planning) {
        return new NetworkOptions(batch, Objects.requireNonNull(planning, "planning"), parallelism);
    }

    /**
     * {@return these options with another limit of the threads of one run} The default is
     * {@link Parallelism#adaptive()}.
     *
     * @param limit the limit
     */
    public NetworkOptions parallelism(Parallelism limit) {
        return new NetworkOptions(batch, effort, Objects.requireNonNull(limit, "limit"));
    }

    /** Null if the settings decide. */
    @Nullable
    PlanningEffort effort() {
        return effort;
    }

    Parallelism parallelism() {
        return parallelism;
    }

    int batchOrZero() {
        return batch;
    }

    Planning asPlanning() {
        return new Planning(effort == null ? Planning.standardEffort() : effort, parallelism);
    }
}
