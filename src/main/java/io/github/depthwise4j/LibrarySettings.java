package io.github.depthwise4j;

import io.github.depthwise4j.problem.PlanningEffort;
import io.github.depthwise4j.settings.RuntimeSettings;
import io.github.depthwise4j.settings.Setting;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Settings of a program for the library, from {@link Depthwise4j#configure()}:
 *
 * <pre>{@code
 * Depthwise4j.configure().threads(4).maxCpuIsa("AVX2").apply();
 * }</pre>
 *
 * <p>Nothing happens before {@link #apply()}. The settings are put in force once, when the library is first used. A
 * system property or an environment variable wins over the program. Not thread-safe. No argument may be null.
 */
public final class LibrarySettings {
    private final Map<Setting, String> wanted = new EnumMap<>(Setting.class);

    LibrarySettings() {}

    /**
     * Sets how many threads may work on one call. The default is the number of processors that Java sees.
     *
     * @param threads the threads, the caller included: 1 or more
     * @return these settings
     */
    public LibrarySettings threads(int threads) {
        return put(Setting.THREADS, threads);
    }

    /**
     * Sets how much is done to find a fast plan, for the one-shot calls of {@link Nn} and for operations whose builder
     * does not set it. The default is {@link PlanningEffort#ESTIMATE}.
     *
     * @param effort the effort
     * @return these settings
     */
    public LibrarySettings planningEffort(PlanningEffort effort) {
        return put(
                Setting.PLANNING_EFFORT,
                Objects.requireNonNull(effort, "effort").name().toLowerCase(Locale.ROOT));
    }

    /**
     * Sets how long measuring one problem may take. The default is 100 milliseconds.
     *
     * @param budget a time of one millisecond or more
     * @return these settings
     */
    public LibrarySettings measureBudget(Duration budget) {
        return put(
                Setting.MEASURE_BUDGET_MILLIS,
                Objects.requireNonNull(budget, "budget").toMillis());
    }

    /**
     * Sets how many plans the one-shot calls of {@link Nn} keep. The default is 64.
     *
     * @param plans the plans, 1 or more
     * @return these settings
     */
    public LibrarySettings planCacheCapacity(int plans) {
        return put(Setting.PLAN_CACHE_CAPACITY, plans);
    }

    /**
     * Sets the largest number of plans that an operation keeps: one for each input shape, and another one for arrays of
     * the Java heap of that shape. The default is 1024; {@link #planBytesPerOperation} is usually reached earlier.
     *
     * @param plans the plans, 1 or more
     * @return these settings
     */
    public LibrarySettings plansPerOperation(int plans) {
        return put(Setting.PLANS_PER_OPERATION, plans);
    }

    /**
     * Sets how much native memory an operation keeps in its plans at most. The default is 512 MiB. Beyond it, the least
     * recently used plans first free their idle working memory and then are closed. The plan that was made last always
     * stays.
     *
     * @param bytes packed filters, idle working memory and an estimate of what oneDNN keeps, in bytes, 1 or more
     * @return these settings
     */
    public LibrarySettings planBytesPerOperation(long bytes) {
        return put(Setting.PLAN_BYTES_PER_OPERATION, bytes);
    }

    /**
     * Sets how many primitives oneDNN keeps for reuse in this process. The default is oneDNN's own number.
     *
     * @param primitives the primitives, 0 or more
     * @return these settings
     */
    public LibrarySettings primitiveCacheCapacity(int primitives) {
        return put(Setting.PRIMITIVE_CACHE_CAPACITY, primitives);
    }

    /**
     * Sets the newest instruction set that oneDNN may use. The default is the newest one of the CPU.
     *
     * @param name oneDNN's name, for example {@code AVX2} or {@code AVX512_CORE}
     * @return these settings
     */
    public LibrarySettings maxCpuIsa(String name) {
        return put(Setting.MAX_CPU_ISA, Objects.requireNonNull(name, "name"));
    }

    /**
     * Sets the wisdom file that is loaded when the first plan is made. The default is none.
     *
     * @param file the file, as {@link Depthwise4j#saveWisdom} writes it
     * @return these settings
     */
    public LibrarySettings wisdomFile(Path file) {
        return put(Setting.WISDOM_FILE, Objects.requireNonNull(file, "file"));
    }

    /**
     * Sets how much native memory the library may have in use. The default is the memory of the container, or of the
     * machine if there is no container, minus the largest heap ({@code -Xmx}), minus a tenth (at least 128 MiB) for the
     * JVM itself, and at least a quarter of the memory. {@code set("memoryLimit", "none")} sets no limit.
     *
     * @param bytes the most bytes in tensors, packed filters and working memory together, from 1 to 2<sup>59</sup>
     * @return these settings
     */
    public LibrarySettings memoryLimit(long bytes) {
        return put(Setting.MEMORY_LIMIT, bytes);
    }

    /**
     * Sets by how much native memory may grow before the library asks the JVM to collect garbage. Only the garbage
     * collector can free tensors and operations that were not closed, and closed tensors whose views are no longer in
     * use. Growth is counted from the memory in use after the last such collection. If that is more than four times
     * this number, memory may grow by a quarter of it. The default is 256 MiB, or a quarter of the limit if that is
     * less.
     *
     * @param bytes the bytes, 1 or more
     * @return these settings
     */
    public LibrarySettings collectAfter(long bytes) {
        return put(Setting.COLLECT_AFTER, bytes);
    }

    /**
     * Sets whether the calls of operations and networks are timed, see {@link Depthwise4j#callStats()}. The default is
     * that they are not. It holds for operations and networks that are made afterwards.
     *
     * @param on whether they are timed, which costs each call two readings of the clock
     * @return these settings
     */
    public LibrarySettings callTimes(boolean on) {
        return put(Setting.CALL_TIMES, on);
    }

    /**
     * Sets any setting by its name, for example {@code set("planCacheCapacity", "16")}.
     *
     * @param key the name, without {@code depthwise4j.}
     * @param value the value, in the form of the system property
     * @return these settings
     * @throws IllegalArgumentException if there is no such setting
     */
    public LibrarySettings set(String key, String value) {
        Objects.requireNonNull(value, "value");
        Setting setting = Setting.of(Objects.requireNonNull(key, "key"))
                .orElseThrow(
                        () -> new IllegalArgumentException("\"" + key + "\" is no setting of depthwise4j; there are "
                                + Stream.of(Setting.values()).map(Setting::key).collect(Collectors.joining(", "))));
        return put(setting, value);
    }

    /**
     * Sets all these settings for this process, or none of them. Before the library is used, a further call adds to the
     * earlier ones. Afterwards, only values that are already in force are accepted.
     *
     * @throws IllegalArgumentException if a value is not allowed
     * @throws IllegalStateException if the library has been used and has other settings; the message names them
     */
    public void apply() {
        RuntimeSettings.configure(wanted);
    }

    private LibrarySettings put(Setting setting, Object value) {
        wanted.put(setting, String.valueOf(value));
        return this;
    }
}
