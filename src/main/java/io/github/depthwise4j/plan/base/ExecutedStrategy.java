package io.github.depthwise4j.plan.base;

import io.github.depthwise4j.onednn.kernel.Kernel;

/** The strategy that a plan executes, as far as this package and the packages that divide plans need to know it. */
public interface ExecutedStrategy {
    /** The name, which is derived from the fields of the strategy. It is the same in every process. */
    String name();

    /** The kernel that convolves; {@link Kernel#FIRST} if oneDNN selects it. */
    Kernel kernel();
}
