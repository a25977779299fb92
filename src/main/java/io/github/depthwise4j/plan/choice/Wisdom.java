package io.github.depthwise4j.plan.choice;

import io.github.depthwise4j.errors.NativeMemoryException;
import io.github.depthwise4j.plan.Planner;
import io.github.depthwise4j.plan.base.ConvolutionDescription;
import io.github.depthwise4j.plan.base.ConvolutionPlan;
import io.github.depthwise4j.plan.base.OptionalWay;
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
 * The measured choices this process knows: what it loaded from files, and what it measured itself. What was loaded
 * holds for every effort, so that all processes that load the same file plan alike; what was measured here is used
 * where measuring is asked for.
 *
 * <p>Safe for any number of threads. No lock is held while a plan is made or measured.
 */
public final class Wisdom {
    private static final System.Logger LOGGER = System.getLogger(Wisdom.class.getName());
    private static final Wisdom SHARED =
            new Wisdom(WisdomScope::current, () -> RuntimeSettings.current().wisdomFile());

    /** So many entries of a kind have a line in the log for each. */
    private static final int MOST_LOG_LINES = 10;

    private final Supplier<WisdomScope> scope;
    private final Supplier<Optional<Path>> setting;
    /** Held while the file of the setting is loaded: who plans meanwhile waits for it. */
    private final Lock settingLock = new ReentrantLock();

    private volatile boolean settingDone;
    private final Lock saveLock = new ReentrantLock();
    /** Of all machines; guarded by this. */
    private final SortedMap<WisdomKey, String> loaded = new TreeMap<>();
    /** Of this machine; guarded by this. */
    private final Map<String, Measured> measured = new HashMap<>();

    private record Measured(String way, List<ConvolutionDescription.Timing> timings) {}

    Wisdom(Supplier<WisdomScope> scope, Supplier<Optional<Path>> setting) {
        this.scope = scope;
        this.setting = setting;
    }

    /** That of this process, which knows what is in the file of the setting. */
    public static Wisdom shared() {
        return SHARED;
    }

    /**
     * Learns what is in a file. Of two entries for one problem the one loaded last counts.
     *
     * @return how many entries are for this machine
     * @throws FileSystemException if it is no file of wisdom, or there would be too many entries
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
                        "with this there would be " + all.size() + " measured plans, and can be "
                                + WisdomFile.MOST_ENTRIES + "; forget those loaded before");
            }
            loaded.putAll(content.entries());
        }
        logForeign(file, content.entries(), here);
        return count(content.entries(), here);
    }

    /** Logs the broken entries, in a number of lines that does not depend on the file. */
    private static WisdomFile read(Path file, WisdomScope here) throws IOException {
        WisdomFile content = WisdomFile.read(file, here);
        List<String> broken = content.broken();
        broken.stream()
                .limit(MOST_LOG_LINES)
                .forEach(entry -> LOGGER.log(Level.WARNING, "skipped an entry of " + file + ": " + entry));
        if (broken.size() > MOST_LOG_LINES) {
            LOGGER.log(Level.WARNING, file + " has " + broken.size() + " broken entries in all; make it anew");
        }
        return content;
    }

    private static void logForeign(Path file, SortedMap<WisdomKey, String> entries, WisdomScope here) {
        entries.keySet().stream()
                .filter(key -> !key.scope().equals(here))
                .limit(MOST_LOG_LINES)
                .forEach(key -> LOGGER.log(Level.DEBUG, "not for this machine, in " + file + ": " + key));
        int own = count(entries, here);
        // After a change of version, or on new machines, an operator has to know that nothing of the file is in use.
        LOGGER.log(
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
     * Adds all that is known to a file, which is made if there is none. Entries the file has for other machines stay;
     * for this one, what is known here counts.
     *
     * @return how many entries for this machine the file has then
     * @throws IOException if it cannot be written, or is a file of something else, which then stays as it is
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
                measured.forEach((problem, choice) -> all.put(new WisdomKey(here, problem), choice.way()));
                loaded.forEach((key, way) -> {
                    if (key.scope().equals(here)) {
                        all.put(key, way);
                    } else {
                        // Since it was loaded the other machine may have measured again.
                        all.putIfAbsent(key, way);
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

    /** An operator's file that cannot be read must not stop a server, which computes the same without it. */
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
                LOGGER.log(Level.WARNING, "planning without the file of measured plans that is set: " + e);
            }
            settingDone = true;
        } finally {
            settingLock.unlock();
        }
    }

    /** The plan that is known to be the fastest, which the caller owns; null if none is known. */
    public ConvolutionPlan plan(ConvolutionProblem problem, PlanningEffort effort) {
        loadSetting();
        Measured choice = choice(problem, effort);
        if (choice == null) {
            return null;
        }
        String reason;
        try {
            ConvolutionPlan plan = Planner.planOrNull(problem, choice.way());
            if (plan != null) {
                plan.recalled(choice.timings());
                return plan;
            }
            reason = "there is no such way";
        } catch (NativeMemoryException e) {
            // That can pass: the choice stays.
            OptionalWay.skipped(choice.way(), e);
            return null;
        } catch (RuntimeException e) {
            reason = e.toString();
        }
        drop(problem, choice.way());
        LOGGER.log(
                Level.WARNING,
                "no longer using the measured plan " + choice.way() + " of " + problem.unnamed() + ": " + reason);
        return null;
    }

    private Measured choice(ConvolutionProblem problem, PlanningEffort effort) {
        synchronized (this) {
            if (loaded.isEmpty() && (effort == PlanningEffort.ESTIMATE || measured.isEmpty())) {
                return null;
            }
        }
        WisdomKey key = key(problem);
        synchronized (this) {
            String way = loaded.get(key);
            Measured here = measured.get(key.problem());
            if (way == null) {
                return effort == PlanningEffort.MEASURE ? here : null;
            }
            return here != null && here.way().equals(way) ? here : new Measured(way, null);
        }
    }

    private WisdomKey key(ConvolutionProblem problem) {
        return new WisdomKey(scope.get(), problem.unnamed().toString());
    }

    private synchronized void drop(ConvolutionProblem problem, String way) {
        WisdomKey key = key(problem);
        loaded.remove(key, way);
        Measured here = measured.get(key.problem());
        if (here != null && here.way().equals(way)) {
            measured.remove(key.problem());
        }
    }

    /** Remembers how a plan that won computes, unless the budget was too small to measure it, and returns the plan. */
    public ConvolutionPlan remembering(ConvolutionPlan winner) {
        try {
            remember(winner);
            return winner;
        } catch (Error e) {
            winner.close();
            throw e;
        }
    }

    private void remember(ConvolutionPlan winner) {
        if (winner.timings() == null) {
            return;
        }
        WisdomKey key = key(winner.problem());
        if (WisdomFile.fits(key, winner.strategyName()) && canBeMadeAgain(winner)) {
            synchronized (this) {
                if (loaded.size() + measured.size() < WisdomFile.MOST_ENTRIES) {
                    measured.put(key.problem(), new Measured(winner.strategyName(), winner.timings()));
                }
            }
        }
    }

    /** Not so where oneDNN put another implementation in the place of the one a candidate asked for. */
    private static boolean canBeMadeAgain(ConvolutionPlan winner) {
        ConvolutionPlan again = OptionalWay.orNull(
                winner.strategyName() + " as wisdom",
                () -> Planner.planOrNull(winner.problem(), winner.strategyName()));
        if (again == null) {
            return false;
        }
        again.close();
        return true;
    }
}
