package io.github.depthwise4j;

import io.github.depthwise4j.loading.LargeStack;

/**
 * The classes of the exported packages that have a static initialiser. Java never repeats an initialiser that failed,
 * for example at the end of a stack: the class would be unusable as long as the process runs. So these classes are
 * initialised early, on a thread with a large stack. This class has no static initialiser itself.
 */
final class PublicClasses {
    private static volatile boolean initialised;

    private PublicClasses() {}

    /** The names, without the package of the library, and without pictures: these need the module java.desktop. */
    static String[] names() {
        return new String[] {
            "ConvolutionOperation",
            "SharedOperation",
            "SharedOperations",
            "network.Network",
            "network.NetworkOptions",
            "network.SharedNetwork",
            "network.SharedNetworks",
            "numpy.NpyDictionary",
            "numpy.NpyElement",
            "numpy.NpyHeader",
            "numpy.NpzWriter",
            "problem.Activation",
            "problem.Activation$Form",
            "problem.Activation$Kind",
            "problem.Cost",
            "problem.Fusion",
            "problem.Operation",
            "problem.Padding",
            "problem.Parallelism",
            "problem.PlanningEffort",
            "problem.ProblemParser",
            "reference.RandomProblems",
            "reference.RandomProblems$Form",
            "reference.RuntimeVerification",
            "reference.RuntimeVerification$OnMismatch",
            "reference.Verification$Check",
            "tensor.DataFormat",
            "tensor.DataType",
            "tensor.Tensor",
            "tensor.TensorPool",
        };
    }

    /** Initialises them all; later calls do nothing. */
    static void initialise() {
        if (!initialised) {
            LargeStack.call(() -> {
                for (String name : names()) {
                    initialise(name);
                }
                return null;
            });
            initialised = true;
        }
    }

    private static void initialise(String name) {
        try {
            Class.forName(PublicClasses.class.getPackageName() + "." + name);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(name + " is missing in the jar of depthwise4j; use the whole jar", e);
        }
    }
}
