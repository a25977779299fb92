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
 * What a program wants of the library, from {@link Depthwise4j#configure()}:
 *
 * <pre>{@code
 * Depthwise4j.configure().threads(4).maxCpuIsa("AVX2").apply();
 * }</pre>
 *
 * <p>Nothing happens before {@link #apply()}. The settings are read once, when the library is first used; a system
 * property or an environment variable wins over what the program says. Not for several threads at a time.
 */
public final class LibrarySettings {
    private final Map<Setting, String> wanted = new EnumMap<>(Setting.class);

    LibrarySettings() {}

    /**
     * Sets how many threads may work on one call; as many as Java sees processors if not called.
     *
     * @param threads the threads, the caller included: 1 or more
     * @return these settings
     */
    public LibrarySettings threads(int threads) {
        return put(Setting.THREADS, threads);
    }

    /**
     * Sets how much is done to find a fast way to compute where neither an operation's builder nor anybody else says;
     * {@link PlanningEffort#ESTIMATE} if not called. It holds for the one-shot calls of {@link Nn} too.
     *
     * @param effort the effort, not null
     * @return these settings
     */
    public LibrarySettings planningEffort(PlanningEffort effort) {
        return put(Setting.PLANNING_EFFORT, effort.name().toLowerCase(Locale.ROOT));
    }

    /**
     * Sets what measuring one problem may take; 100 milliseconds if not called.
     *
     * @param budget a time of one millisecond or more
     * @return these settings
     */
    public LibrarySettings measureBudget(Duration budget) {
        return put(Setting.MEASURE_BUDGET_MILLIS, budget.toMillis());
    }

    /**
     * Sets how many plans the one-shot calls of {@link Nn} keep; 64 if not called.
     *
     * @param plans the plans, 1 or more
     * @return these settings
     */
    public LibrarySettings planCacheCapacity(int plans) {
        return put(Setting.PLAN_CACHE_CAPACITY, plans);
    }

    /**
     * Sets how many plans an operation object keeps at most: one for each input shape, and another one where arrays of the Java heap
     * of that shape are computed. 1024 if not called; {@link #planBytesPerOperation} usually ends it earlier.
     *
     * @param plans the plans, 1 or more
     * @return these settings
     */
    public LibrarySettings plansPerOperation(int plans) {
        return put(Setting.PLANS_PER_OPERATION, plans);
    }

    /**
     * Sets how much native memory an operation object keeps in its plans at most; 512 MiB if not called. Beyond it, the least
     * recently used plans give up first their idle working memory and then themselves. The plan made last stays in any case.
     *
     * @param bytes packed filters, idle working memory and an estimate of what oneDNN keeps, in bytes, 1 or more
     * @return these settings
     */
    public LibrarySettings planBytesPerOperation(long bytes) {
        return put(Setting.PLAN_BYTES_PER_OPERATION, bytes);
    }

    /**
     * Sets how many primitives oneDNN keeps for reuse in this process; oneDNN's own number if not called.
     *
     * @param primitives the primitives, 0 or more
     * @return these settings
     */
    public LibrarySettings primitiveCacheCapacity(int primitives) {
        return put(Setting.PRIMITIVE_CACHE_CAPACITY, primitives);
    }

    /**
     * Sets the newest instruction set that oneDNN may use; what the CPU has if not called.
     *
     * @param name oneDNN's name of it, as {@code AVX2} or {@code AVX512_CORE}
     * @return these settings
     */
    public LibrarySettings maxCpuIsa(String name) {
        return put(Setting.MAX_CPU_ISA, Objects.requireNonNull(name, "name"));
    }

    /**
     * Sets the file of measured plans that is loaded when the first plan is made; none if not called.
     *
     * @param file the file, as {@link Depthwise4j#saveWisdom} writes it
     * @return these settings
     */
    public LibrarySettings wisdomFile(Path file) {
        return put(Setting.WISDOM_FILE, Objects.requireNonNull(file, "file"));
    }

    /**
     * Sets how much native memory the library may have in use. If not called, the limit follows the memory of the
     * container, or of the machine where there is no container: what it leaves beside the largest heap ({@code -Xmx}),
     * less a tenth (at least 128 MiB) for the JVM itself, and at least a quarter of it. {@code set("memoryLimit",
     * "none")} sets no limit.
     *
     * @param bytes the most bytes in tensors, packed filters and working memory together, 1 or more
     * @return these settings
     */
    public LibrarySettings memoryLimit(long bytes) {
        return put(Setting.MEMORY_LIMIT, bytes);
    }

    /**
     * Sets by how much native memory may grow before the library asks the JVM to collect garbage, for what only the
     * garbage collector can free: forgotten tensors and operations, and closed tensors whose views are no longer in
     * use. Counted from what is still in use of the last such collection; where that is more than four times as much,
     * memory may grow by a quarter of it. 256 MiB if not called, or a quarter of the limit if that is less.
     *
     * @param bytes the bytes, 1 or more
     * @return these settings
     */
    public LibrarySettings collectAfter(long bytes) {
        return put(Setting.COLLECT_AFTER, bytes);
    }

    /**
     * Sets any setting by its name, as {@code set("planCacheCapacity", "16")}.
     *
     * @param key the name, without {@code depthwise4j.}
     * @param value the value, as a system property would have it
     * @return these settings
     * @throws IllegalArgumentException if there is no such setting
     */
    public LibrarySettings set(String key, String value) {
        Setting setting = Setting.of(key)
                .orElseThrow(
                        () -> new IllegalArgumentException("\"" + key + "\" is no setting of depthwise4j; there are "
                                + Stream.of(Setting.values()).map(Setting::key).collect(Collectors.joining(", "))));
        return put(setting, Objects.requireNonNull(value, key));
    }

    /**
     * Puts the settings in force for this process, all of them or none. Applying again before the library is used adds
     * to what was applied; afterwards only what is in force already may be applied.
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
