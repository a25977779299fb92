package io.github.depthwise4j.problem;

import io.github.depthwise4j.tensor.Shape;
import java.util.List;

/**
 * How a problem is computed: what was chosen, and what it costs in memory. The library makes descriptions; do not
 * implement this interface, because later versions may add methods to it.
 *
 * <p>Immutable. A description stays valid when the operation it came from is closed.
 */
public interface PlanDescription {
    /** {@return the problem} */
    Problem problem();

    /** {@return the shape of the result} */
    default Shape outputShape() {
        return problem().outputShape();
    }

    /** {@return what computing the problem takes, counted from its sizes} */
    default Cost cost() {
        return problem().cost();
    }

    /**
     * {@return the name of the strategy: {@code direct}, a name that begins with {@code replicate} or {@code blocks},
     * or {@code empty} if there is nothing to compute} The slices follow the name, and a note if the strategy comes
     * from wisdom. For a separable convolution, the strategies of both parts with {@code then} between them.
     */
    String strategy();

    /**
     * {@return oneDNN's name of the implementation, for example {@code brdgmm_dw:avx512_core}} If a strategy takes
     * several steps, the names have {@code +} between them. For a separable convolution, the implementations of both
     * parts with {@code then} between them.
     */
    String implementation();

    /** {@return the version and the instruction set of oneDNN, or {@code none} if oneDNN is not called} */
    String engine();

    /** {@return what chose the strategy: {@code rules}, {@code measurement} or {@code wisdom}} */
    String origin();

    /** {@return the largest number of threads one call may use, the caller's thread included} */
    int mostThreads();

    /**
     * {@return the number of neighbouring output rows that are computed at a time; all output rows if the image is not
     * divided} For a separable convolution these are rows of the intermediate result between its two parts.
     */
    int bandRows();

    /**
     * {@return the working memory of each executing thread, in bytes} For a separable convolution, the sum of
     * both parts and of what lies between them. The packed filters are not part of it.
     */
    long scratchpadBytes();

    /** {@return the memory of the packed filters and biases, in bytes} */
    long packedFilterBytes();

    /**
     * {@return the descriptions of the depthwise part and of the pointwise part of a separable convolution; an empty
     * list for a single convolution} If the image is divided into bands, they describe the first band.
     */
    List<PlanDescription> parts();

    /**
     * {@return several lines for people} The first line is the problem, which can be parsed back. Strategy,
     * implementation, layouts, padding, memory and the candidates follow, with the best time of each candidate if they
     * were measured.
     */
    String describe();
}
