package io.github.depthwise4j;

import io.github.depthwise4j.loading.NativeUnpacker;
import io.github.depthwise4j.memory.IdleMemory;
import io.github.depthwise4j.onednn.OneDnn;
import io.github.depthwise4j.operation.BuiltConvolution;
import io.github.depthwise4j.operation.BuiltSeparable;
import io.github.depthwise4j.operation.CallTimes;
import io.github.depthwise4j.operation.OneShotCalls;
import io.github.depthwise4j.operation.shared.IdleSweeper;
import io.github.depthwise4j.plan.Planner;
import io.github.depthwise4j.plan.base.Plan;
import io.github.depthwise4j.plan.base.Planning;
import io.github.depthwise4j.plan.choice.Wisdom;
import io.github.depthwise4j.plan.parallel.Workers;
import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.problem.Parallelism;
import io.github.depthwise4j.problem.PlanningEffort;
import io.github.depthwise4j.problem.Problem;
import io.github.depthwise4j.problem.SeparableProblem;
import io.github.depthwise4j.reference.RuntimeVerification;
import io.github.depthwise4j.reference.Verifier;
import io.github.depthwise4j.settings.LibraryVersion;
import io.github.depthwise4j.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The library itself: loading, settings, statistics, wisdom. Thread-safe. No argument may be null. */
public final class Depthwise4j {
    private Depthwise4j() {}

    /**
     * Loads the native code and initialises the library. The first call that needs oneDNN would do the same; a server
     * calls this when it starts, while there are memory and stack. Later calls do nothing. Any thread may call it, also
     * a thread with a small stack and an interrupted thread: a thread of the library does the work, the caller waits,
     * and its interrupt stays set.
     *
     * <p>Call it at start-up. Java never repeats the static initialiser of a class that failed. If the first use of a
     * class is near the end of a stack or of the heap, the class can become unusable as long as the process runs. This
     * call initialises the classes of the public packages on the thread of the library, except for
     * {@code io.github.depthwise4j.pictures}. It cannot do so for the classes of Java itself: a call that meets the end
     * of the stack can still break one of those.
     *
     * <p>If this fails for a reason that can pass, for example no memory or a full disk, the next call tries again. For
     * any other reason, every call throws the same exception.
     *
     * @return versions, instruction set and settings, as {@link #info()}
     * @throws io.github.depthwise4j.errors.NativeLoadException if the native code cannot be loaded; the message names
     *     the remedy
     * @throws IllegalArgumentException if a setting is not allowed
     * @throws OutOfMemoryError if the Java heap has less than four megabytes left, or no thread can be started
     * @throws StackOverflowError if the calling thread has next to no stack left
     */
    public static LibraryInfo load() {
        OneDnn.get();
        PublicClasses.initialise();
        return info();
    }

    /**
     * {@return versions, instruction set and settings in this process} Loads nothing native and puts no settings in
     * force: call {@link #load()} to know what oneDNN uses.
     *
     * @throws IllegalArgumentException if a setting is not allowed
     */
    public static LibraryInfo info() {
        return new LibraryInfo();
    }

    /** {@return the version of depthwise4j; loads nothing native} */
    public static String version() {
        return LibraryVersion.text();
    }

    /**
     * {@return settings for this process, to be applied before anything else of the library is used} What an operator
     * sets by system property or environment variable wins over them.
     */
    public static LibrarySettings configure() {
        return new LibrarySettings();
    }

    /**
     * Unpacks all native code beforehand, as when a container image is built, for processes that may write nowhere;
     * loads none of it. The options are also written to the file {@code java.options} in the directory, in the form in
     * which {@code java} takes a file of them.
     *
     * @param directory where to, 97 MB; made if it is not there. It has to be at the same path when the options are
     *     used
     * @return the JVM options that make a process use what was unpacked, and unpack nothing itself
     * @throws IOException if a file cannot be written, or a jar with native code is missing
     * @throws UnsupportedOperationException on other systems than Linux on x86-64
     */
    public static List<String> unpackNatives(Path directory) throws IOException {
        return NativeUnpacker.unpack(Objects.requireNonNull(directory, "directory"));
    }

    /**
     * {@return what the library holds at the moment} Loads nothing native and puts no settings in force.
     *
     * @throws IllegalArgumentException if a setting is not allowed
     */
    public static LibraryStats stats() {
        return new LibraryStats();
    }

    /**
     * {@return the calls and their times, by the kinds and names of operations and networks} Empty unless the setting
     * {@code callTimes} is on, see {@link LibrarySettings#callTimes}. The calls of {@link Nn} are not timed. Loads
     * nothing native and puts no settings in force.
     */
    public static List<CallStats> callStats() {
        return CallTimes.all().stream()
                .map(CallStats::of)
                .sorted(Comparator.comparing(CallStats::operation).thenComparing(CallStats::name))
                .toList();
    }

    /**
     * Frees what is kept to make later calls faster: the workspaces that no call is using, the plans of the one-shot
     * calls, and shared operations and networks that have no users. The next calls make them again. For a server that
     * was busy and expects a quiet time. Loads nothing native and puts no settings in force. It is not needed after
     * many callers at a time: no more workspaces are kept than there are processors.
     */
    public static void trim() {
        OneShotCalls.forget();
        IdleMemory.trim();
    }

    /**
     * Closes all shared operations and networks, frees what {@link #trim()} frees and ends the threads of the library,
     * so that its class loader can be dropped: for a server that undeploys an application. Close operations and tensors
     * before, and call this after the last call: a call that is running may fail, and a later call may compute with
     * oneDNN's own threads. {@link #load()} does not undo this: it finds oneDNN loaded and does nothing.
     *
     * <p>Without this call, an application that is undeployed leaves its class loader and the library's threads in
     * memory: the helpers, the thread of JavaCPP and the threads of the cleaners. With it, nothing of them remains.
     */
    public static void shutdown() {
        IdleSweeper.shutdown();
        trim();
        Workers.shutdown();
        OneDnn.unload();
    }

    /**
     * Says how a problem is computed on this machine, without tensors and without computing it.
     *
     * @param problem any problem
     * @return several lines for people, as the {@code describe()} of a plan
     * @throws io.github.depthwise4j.errors.OneDnnException if oneDNN refuses the problem
     * @throws io.github.depthwise4j.errors.NativeLoadException if oneDNN cannot be loaded
     */
    public static String explain(Problem problem) {
        return explain(problem, Planning.standard());
    }

    /**
     * Says how a problem is computed on this machine, and with {@link PlanningEffort#MEASURE} measures that, which
     * leaves wisdom for {@link #saveWisdom}.
     *
     * @param problem any problem
     * @param effort how much is done to find a fast way
     * @return several lines for people, as the {@code describe()} of a plan
     * @throws io.github.depthwise4j.errors.OneDnnException if oneDNN refuses the problem
     * @throws io.github.depthwise4j.errors.NativeLoadException if oneDNN cannot be loaded
     */
    public static String explain(Problem problem, PlanningEffort effort) {
        return explain(problem, new Planning(Objects.requireNonNull(effort, "effort"), Parallelism.adaptive()));
    }

    private static String explain(Problem problem, Planning planning) {
        Objects.requireNonNull(problem, "problem");
        OneDnn.get();
        try (Plan plan = problem instanceof SeparableProblem separable
                ? Planner.plan(separable, planning)
                : Planner.plan((ConvolutionProblem) problem, planning)) {
            return Planner.describe(plan).describe();
        }
    }

    /**
     * Loads wisdom: the choices that {@link PlanningEffort#MEASURE} made and {@link #saveWisdom} wrote. Problems that
     * are planned later use it, whatever their effort, and are not measured. Existing plans do not change.
     *
     * <p>An entry is valid for its problem, its versions of depthwise4j and oneDNN, and its instruction set. Other
     * entries are not used, and {@link #saveWisdom} keeps them, so that one file can serve machines of several kinds. A
     * broken entry is skipped with a warning in the log. If this is called several times, the last entry for a problem
     * is used. A file cannot make results wrong: it can only choose one of the candidates.
     *
     * @param file a file that {@link #saveWisdom} wrote, of at most 20 000 entries
     * @return how many entries are for this machine
     * @throws IOException if there is no such file, if it cannot be read, or if it is a file of something else
     * @throws io.github.depthwise4j.errors.NativeLoadException if oneDNN cannot be loaded
     */
    public static int loadWisdom(Path file) throws IOException {
        return Wisdom.shared().load(Objects.requireNonNull(file, "file"));
    }

    /**
     * Adds the wisdom of this process, both loaded and measured, to a file, which is created if there is none. Entries
     * for other machines stay in the file. The file is replaced in one step when the new one is complete: if the
     * process is killed, the old file stays. If two processes save to the same file at the same time, the wisdom of the
     * last one is kept. The library writes such a file only in this call.
     *
     * @param file the file to write
     * @return how many entries for this machine the file has now
     * @throws IOException if it cannot be written, or if it is a file of something else, which then stays as it is
     * @throws io.github.depthwise4j.errors.NativeLoadException if oneDNN cannot be loaded
     */
    public static int saveWisdom(Path file) throws IOException {
        return Wisdom.shared().save(Objects.requireNonNull(file, "file"));
    }

    /**
     * Forgets all wisdom of this process, both measured and loaded, also by the setting {@code wisdomFile}. Existing
     * plans and files do not change.
     */
    public static void forgetWisdom() {
        Wisdom.shared().forget();
    }

    /**
     * {@return a verifier of this library on this machine} It computes each problem with oneDNN, as
     * {@link ConvolutionOperation#run(Tensor, Tensor)} does, and with the oracle.
     */
    public static Verifier verifier() {
        return new Verifier(Depthwise4j::compute, Depthwise4j::computeSeparable);
    }

    private static void compute(
            ConvolutionProblem problem,
            Tensor input,
            Tensor filter,
            @Nullable Tensor bias,
            @Nullable Tensor residual,
            Tensor output) {
        try (BuiltConvolution convolution = BuiltConvolution.of(
                problem.parameters(), filter, bias, problem.fusion(), Planning.standard(), RuntimeVerification.off())) {
            convolution.run(input, residual, output);
        }
    }

    private static void computeSeparable(
            SeparableProblem problem,
            Tensor input,
            Tensor depthwiseFilter,
            @Nullable Tensor depthwiseBias,
            Tensor pointwiseFilter,
            @Nullable Tensor pointwiseBias,
            @Nullable Tensor residual,
            Tensor output) {
        BuiltSeparable.Part depthwise = new BuiltSeparable.Part(
                depthwiseFilter, depthwiseBias, problem.depthwise().fusion());
        BuiltSeparable.Part pointwise = new BuiltSeparable.Part(
                pointwiseFilter, pointwiseBias, problem.pointwise().fusion());
        try (BuiltSeparable separable = BuiltSeparable.of(
                problem.depthwise().parameters(),
                depthwise,
                pointwise,
                Planning.standard(),
                RuntimeVerification.off())) {
            separable.run(input, residual, output);
        }
    }
}
