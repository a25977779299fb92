package io.github.depthwise4j.plan.choice;

import io.github.depthwise4j.errors.NativeMemoryException;
import io.github.depthwise4j.plan.base.Attempt;
import io.github.depthwise4j.plan.base.ConvolutionDescription;
import io.github.depthwise4j.plan.base.Plan;
import io.github.depthwise4j.plan.strategy.Strategy;
import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.problem.PlanningEffort;
import io.github.depthwise4j.settings.RuntimeSettings;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * The strategies that are known from measurements: this process loaded them from files or measured them itself. A
 * loaded strategy is used at every effort, so that all processes that load the same file plan alike. A strategy that
 * was measured here is used only for plans that ask for measurement.
 *
 * <p>Safe for any number of threads. No lock is held while a plan is made or measured.
 */
public final class Wisdom {
    private static final Wisdom SHARED = new Wisdom(new CurrentScope(), new FileOfSetting());

    static final String NO_SUCH_STRATEGY = "there is no such strategy on this machine";

    /** The most entries that are logged one by one. */
    private static final int MOST_LOG_LINES = 10;

    private final Supplier<WisdomScope> scope;
    private final Supplier<Optional<Path>> setting;
    /** Held while the file of the setting is loaded: threads that make plans meanwhile wait for it. */
    private final Lock settingLock = new ReentrantLock();

    private volatile boolean settingDone;
    private final Lock saveLock = new ReentrantLock();
    /** The names from files, for all machines; guarded by this. */
    private final SortedMap<WisdomKey, String> loaded = new TreeMap<>();
    /** The results of this process, by problem line; guarded by this. */
    private final Map<String, Known> measured = new HashMap<>();

    /**
     * The known strategy of a problem.
     *
     * @param name its name in files
     * @param strategy empty if a file has a name that no strategy has
     * @param timings the times of the candidates; empty if this process did not measure them
     */
    private record Known(String name, Optional<Strategy> strategy, List<ConvolutionDescription.Timing> timings) {
        static Known loaded(String name) {
            return new Known(name, Strategy.parse(name), List.of());
        }

        static Known measured(Strategy strategy, List<ConvolutionDescription.Timing> timings) {
            return new Known(strategy.name(), Optional.of(strategy), timings);
        }
    }

    /** No method reference, here and below: each takes Java half a millisecond before the first result. */
    private static final class CurrentScope implements Supplier<WisdomScope> {
        @Override
        public WisdomScope get() {
            return WisdomScope.current();
        }
    }

    private static final class FileOfSetting implements Supplier<Optional<Path>> {
        @Override
        public Optional<Path> get() {
            return RuntimeSettings.current().wisdomFile();
        }
    }

    Wisdom(Supplier<WisdomScope> scope, Supplier<Optional<Path>> setting) {
        this.scope = scope;
        this.setting = setting;
    }

    /** The wisdom of this process. It loads the file of the setting before it is used first. */
    public static Wisdom shared() {
        return SHARED;
    }

    /**
     * Adds the entries of a file. If two entries are for the same problem, the one loaded last is used.
     *
     * @return the number of entries for this machine
     * @throws FileSystemException if this is not a file of wisdom, or there would be too many entries
     */
    public int load(Path file) throws IOException {
        loadSetting();
        return take(file);
    }

    private int take(Path file) throws IOException {
        WisdomScope here = scope.get();
        WisdomFile content = read(file, here);
        synchronized (this) {
            SortedMap<WisdomKey, String> all = new TreeMap<>(loaded);
            all.putAll(content.entries());
            if (all.size() > WisdomFile.MOST_ENTRIES) {
                throw new FileSystemException(
                        file.toString(),
                        null,
                        "with this file there would be " + all.size() + " measured plans, but at most "
                                + WisdomFile.MOST_ENTRIES + " are kept; forget those loaded before");
            }
            loaded.putAll(content.entries());
        }
        logForeign(file, content.entries(), here);
        return count(content.entries(), here);
    }

    /** Reads a file and logs its broken entries, in a limited number of lines. */
    private static WisdomFile read(Path file, WisdomScope here) throws IOException {
        WisdomFile content = WisdomFile.read(file, here);
        List<String> broken = content.broken();
        broken.stream().limit(MOST_LOG_LINES).forEach(entry -> logger().log(
                        Level.WARNING, "skipped an entry of " + file + ": " + entry));
        if (broken.size() > MOST_LOG_LINES) {
            logger().log(Level.WARNING, file + " has " + broken.size() + " broken entries in all; make it anew");
        }
        return content;
    }

    private static void logForeign(Path file, SortedMap<WisdomKey, String> entries, WisdomScope here) {
        entries.keySet().stream()
                .filter(key -> !key.scope().equals(here))
                .limit(MOST_LOG_LINES)
                .forEach(key -> logger().log(Level.DEBUG, "not for this machine, in " + file + ": " + key));
        int own = count(entries, here);
        // An operator must see if nothing of the file is used, as after a change of version or on new machines.
        logger().log(
                        own == 0 ? Level.INFO : Level.DEBUG,
                        file + " has " + own + " measured plans for " + here + ", and " + (entries.size() - own)
                                + " for other versions or instruction sets");
    }

    private static int count(SortedMap<WisdomKey, String> entries, WisdomScope here) {
        return (int) entries.keySet().stream()
                .filter(key -> key.scope().equals(here))
                .count();
    }

    /**
     * Adds all known strategies to a file, and creates the file if there is none. Entries of the file for other
     * machines stay. Entries for this machine are replaced by what is known here.
     *
     * @return the number of entries for this machine in the new file
     * @throws IOException if the file cannot be written, or is not a file of wisdom; then it does not change
     */
    public int save(Path file) throws IOException {
        loadSetting();
        WisdomScope here = scope.get();
        saveLock.lock();
        try {
            boolean old = Files.isRegularFile(file) && Files.size(file) > 0;
            SortedMap<WisdomKey, String> all =
                    old ? new TreeMap<>(read(file, here).entries()) : new TreeMap<>();
            synchronized (this) {
                measured.forEach((problem, known) -> all.put(new WisdomKey(here, problem), known.name()));
                loaded.forEach((key, name) -> {
                    if (key.scope().equals(here)) {
                        all.put(key, name);
                    } else {
                        // The other machine may have measured again after the entry was loaded.
                        all.putIfAbsent(key, name);
                    }
                });
            }
            WisdomFile.write(file, all);
            return count(all, here);
        } finally {
            saveLock.unlock();
        }
    }

    /** Forgets everything, and does not load the file of the setting again. */
    public void forget() {
        settingLock.lock();
        try {
            settingDone = true;
            synchronized (this) {
                loaded.clear();
                measured.clear();
            }
        } finally {
            settingLock.unlock();
        }
    }

    /**
     * Loads the file of the setting once. If that fails, it is logged: a server computes the same results without it.
     */
    private void loadSetting() {
        if (settingDone) {
            return;
        }
        settingLock.lock();
        try {
            if (settingDone) {
                return;
            }
            Optional<Path> file = setting.get();
            try {
                if (file.isPresent()) {
                    take(file.get());
                }
            } catch (IOException e) {
                logger().log(
                                Level.WARNING,
                                "planning without the file of measured plans in the settings, which cannot be read: "
                                        + e);
            }
            settingDone = true;
        } finally {
            settingLock.unlock();
        }
    }

    /** The strategy that is known to be the fastest; null if none is known. */
    public Choice known(ConvolutionProblem problem, PlanningEffort effort) {
        loadSetting();
        Known known = entry(problem, effort);
        if (known == null) {
            return null;
        }
        if (known.strategy().isEmpty()) {
            drop(problem, known.name(), NO_SUCH_STRATEGY);
            return null;
        }
        return new Choice(known.strategy().get(), Plan.BY_WISDOM, known.timings());
    }

    /** Forgets a strategy whose plan cannot be made. The lack of memory can pass: then the entry stays. */
    void failed(ConvolutionProblem problem, Strategy strategy, RuntimeException reason) {
        if (reason instanceof NativeMemoryException) {
            Attempt.skipped(strategy.name(), reason);
        } else {
            drop(problem, strategy.name(), reason.toString());
        }
    }

    /** Forgets the strategy of this name, and logs why. */
    void drop(ConvolutionProblem problem, String name, String reason) {
        remove(key(problem), name);
        logger().log(
                        Level.WARNING,
                        "no longer using the measured plan " + name + " of " + problem.unnamed() + ": " + reason);
    }

    private synchronized void remove(WisdomKey key, String name) {
        loaded.remove(key, name);
        Known here = measured.get(key.problem());
        if (here != null && here.name().equals(name)) {
            measured.remove(key.problem());
        }
    }

    private Known entry(ConvolutionProblem problem, PlanningEffort effort) {
        synchronized (this) {
            if (loaded.isEmpty() && (effort == PlanningEffort.ESTIMATE || measured.isEmpty())) {
                return null;
            }
        }
        WisdomKey key = key(problem);
        synchronized (this) {
            String name = loaded.get(key);
            Known here = measured.get(key.problem());
            if (name == null) {
                return effort == PlanningEffort.MEASURE ? here : null;
            }
            return here != null && here.name().equals(name) ? here : Known.loaded(name);
        }
    }

    private WisdomKey key(ConvolutionProblem problem) {
        return new WisdomKey(scope.get(), problem.unnamed().toString());
    }

    /** Remembers the strategy that won a measurement, and the times of the candidates. */
    public void remember(ConvolutionProblem problem, Strategy strategy, List<ConvolutionDescription.Timing> timings) {
        WisdomKey key = key(problem);
        if (WisdomFile.fits(key, strategy.name())) {
            synchronized (this) {
                if (loaded.size() + measured.size() < WisdomFile.MOST_ENTRIES) {
                    measured.put(key.problem(), Known.measured(strategy, timings));
                }
            }
        }
    }

    /** Made when there is something to log: the first logger of a process takes Java some 20 ms. */
    private static System.Logger logger() {
        return System.getLogger(Wisdom.class.getName());
    }
}
