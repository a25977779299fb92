package io.github.depthwise4j.benchmarks.cases;

import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.tensor.DataFormat;
import java.util.List;
import java.util.stream.Stream;

/** Depthwise layers of well-known networks, and some with channel multipliers. */
public final class Layers {
    private static final List<String> SIZES = List.of(
            "mb1ic32ih112iw112oc32kh3kw3",
            "mb1ic64ih112iw112oc64kh3kw3sh2sw2",
            "mb1ic128ih56iw56oc128kh3kw3",
            "mb1ic256ih28iw28oc256kh3kw3",
            "mb1ic512ih14iw14oc512kh3kw3",
            "mb1ic1024ih7iw7oc1024kh3kw3",
            "mb1ic480ih14iw14oc480kh5kw5",
            "mb1ic240ih28iw28oc240kh5kw5",
            "mb1ic40ih28iw28oc40kh5kw5sh2sw2",
            "mb1ic96ih56iw56oc96kh7kw7",
            "mb1ic728ih19iw19oc728kh3kw3",
            "mb1ic128ih147iw147oc128kh3kw3",
            "mb8ic256ih28iw28oc256kh3kw3",
            "mb1ic256ih28iw28oc256kh3kw3dh1dw1",
            "mb1ic64ih56iw56oc128kh3kw3",
            "mb1ic64ih56iw56oc256kh3kw3",
            "mb1ic128ih28iw28oc256kh3kw3",
            "mb1ic32ih112iw112oc64kh3kw3",
            "mb1ic16ih56iw56oc128kh3kw3",
            "mb1ic3ih224iw224oc24kh3kw3");

    /** All of them in both data formats, as problem lines. */
    public static final List<String> ALL = Stream.of(DataFormat.values())
            .flatMap(format -> SIZES.stream().map(sizes -> "depthwise_conv2d float32 " + format + " SAME " + sizes))
            .toList();

    private Layers() {}

    public static String kind(ConvolutionProblem problem) {
        int multiplier = problem.geometry().ocPerGroup();
        return problem.dataFormat() + (multiplier == 1 ? " m1" : " m>1");
    }
}
