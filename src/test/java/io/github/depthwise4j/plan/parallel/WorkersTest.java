package io.github.depthwise4j.plan.parallel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.depthwise4j.memory.LiveBlocks;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkersTest {
    private final Workers workers = new Workers(3);

    @AfterEach
    void close() throws InterruptedException {
        workers.close();
    }

    /** Counts how often each slice is computed, and by which threads. */
    private static class Counting extends Job {
        final AtomicIntegerArray counts;
        final Set<Thread> threads = ConcurrentHashMap.newKeySet();
        final boolean worthWaking;

        Counting(int slices, boolean worthWaking) {
            this.counts = new AtomicIntegerArray(slices);
            this.worthWaking = worthWaking;
        }

        @Override
        public int slices() {
            return counts.length();
        }

        @Override
        public boolean isWorthWaking() {
            return worthWaking;
        }

        @Override
        public void compute(int slice) {
            threads.add(Thread.currentThread());
            counts.incrementAndGet(slice);
        }

        void assertEverySliceComputed(int times) {
            for (int i = 0; i < counts.length(); i++) {
                assertThat(counts.get(i)).as("slice %d", i).isEqualTo(times);
            }
        }
    }

    @Test
    void everySliceIsComputedOnceHoweverManyThreadsHelp() {
        for (int maxThreads = 1; maxThreads <= 5; maxThreads++) {
            Counting job = new Counting(7, true);
            for (int call = 1; call <= 500; call++) {
                workers.run(job, maxThreads, false);
                job.assertEverySliceComputed(call);
            }
        }
    }

    @Test
    void aSleepingHelperIsWokenForWorkThatIsWorthIt() throws InterruptedException {
        CountDownLatch met = new CountDownLatch(2);
        Counting job = new Counting(2, true) {
            @Override
            public void compute(int slice) {
                super.compute(slice);
                met.countDown();
                try {
                    // Both slices wait here, so each needs a thread of its own.
                    assertThat(met.await(30, TimeUnit.SECONDS)).isTrue();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
        };
        Thread.sleep(50);
        workers.run(job, 2, false);
        assertThat(job.threads).hasSize(2);
    }

    @Test
    void theCallerAloneWorksWhereOneThreadIsAllowed() {
        Counting job = new Counting(50, true);
        workers.run(job, 1, false);
        job.assertEverySliceComputed(1);
        assertThat(job.threads).containsExactly(Thread.currentThread());
    }

    @Test
    void whatASliceThrowsReachesTheCallerAndTheJobCanBeUsedAgain() {
        boolean[] fail = {true};
        Counting job = new Counting(4, true) {
            @Override
            public void compute(int slice) {
                super.compute(slice);
                if (fail[0] && slice == 2) {
                    throw new IllegalStateException("slice 2");
                }
            }
        };
        for (int i = 0; i < 100; i++) {
            assertThatThrownBy(() -> workers.run(job, 4, false)).hasMessage("slice 2");
        }
        fail[0] = false;
        workers.run(job, 4, false);
    }

    @Test
    void manyCallersAtOnceEachGetTheirOwnJobDone() throws InterruptedException {
        ConcurrentLinkedQueue<Throwable> faults = new ConcurrentLinkedQueue<>();
        List<Thread> callers = new ArrayList<>();
        for (int c = 0; c < 8; c++) {
            boolean adaptive = c % 2 == 0;
            Thread caller = new Thread(() -> {
                try {
                    Counting job = new Counting(5, true);
                    for (int call = 1; call <= 2_000; call++) {
                        workers.run(job, 4, adaptive);
                        job.assertEverySliceComputed(call);
                    }
                } catch (Throwable e) {
                    faults.add(e);
                }
            });
            caller.start();
            callers.add(caller);
        }
        for (Thread caller : callers) {
            caller.join();
        }
        assertThat(faults).isEmpty();
    }

    private static Set<Thread> helpers() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("depthwise4j-helper"))
                .collect(Collectors.toSet());
    }

    @Test
    void closingLeavesNoThread() {
        Set<Thread> others = helpers();
        Workers own = new Workers(2);
        Set<Thread> started = helpers();
        started.removeAll(others);
        assertThat(started).hasSize(2);
        own.run(new Counting(3, true), 3, false);
        own.close();
        assertThat(started).noneMatch(Thread::isAlive);
    }

    @Test
    void whatFailsOutsideASliceReachesTheCallerOnlyWhenNoHelperHasTheJob() {
        for (int i = 0; i < 50; i++) {
            CountDownLatch helping = new CountDownLatch(1);
            AtomicBoolean computing = new AtomicBoolean();
            Counting job = new Counting(3, true) {
                private int asked;

                @Override
                public boolean isWorthWaking() {
                    // The caller asks for each helper that sleeps. The first one has the job when it asks again.
                    if (++asked == 2) {
                        await(helping);
                        throw new StackOverflowError("outside a slice");
                    }
                    return true;
                }

                @Override
                public void compute(int slice) {
                    computing.set(true);
                    helping.countDown();
                    pause();
                    computing.set(false);
                }
            };
            awaitParked();
            assertThatThrownBy(() -> workers.run(job, 3, false)).hasMessage("outside a slice");
            assertThat(computing).isFalse();
        }
    }

    /** Waits until all helpers sleep. */
    private void awaitParked() {
        Set<Thread> watching = helpers();
        while (watching.stream().anyMatch(helper -> helper.getState() != Thread.State.WAITING)) {
            pause();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void pause() {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aCallerSleepsWhileAHelperDoesNotGetOn(boolean interrupted) {
        Thread caller = Thread.currentThread();
        CountDownLatch helping = new CountDownLatch(1);
        AtomicBoolean slept = new AtomicBoolean();
        Counting job = new Counting(2, true) {
            @Override
            public void compute(int slice) {
                super.compute(slice);
                if (Thread.currentThread() == caller) {
                    WorkersTest.await(helping);
                    if (interrupted) {
                        caller.interrupt();
                    }
                    return;
                }
                helping.countDown();
                long begin = System.nanoTime();
                int seen = 0;
                // Look several times: an interrupted thread that parks seems to sleep for a moment.
                while (seen < 20 && System.nanoTime() - begin < TimeUnit.SECONDS.toNanos(30)) {
                    seen = caller.getState() == Thread.State.TIMED_WAITING ? seen + 1 : 0;
                    pause();
                }
                slept.set(seen == 20);
            }
        };
        workers.run(job, 2, false);
        assertThat(Thread.interrupted()).isEqualTo(interrupted);
        job.assertEverySliceComputed(1);
        assertThat(slept).isTrue();
    }

    /** Code of another class loader, like that of an application that is undeployed later. */
    public static final class Application implements Runnable {
        private final Runnable body;

        public Application(Runnable body) {
            this.body = body;
        }

        @Override
        public void run() {
            body.run();
        }
    }

    private static final class ApplicationLoader extends ClassLoader {
        ApplicationLoader() {
            super(WorkersTest.class.getClassLoader());
        }

        Runnable application(Runnable body) throws Exception {
            String name = Application.class.getName();
            byte[] code;
            try (InputStream in = getResourceAsStream(name.replace('.', '/').concat(".class"))) {
                code = in.readAllBytes();
            }
            ProtectionDomain domain = new ProtectionDomain(null, null, this, null);
            return (Runnable) defineClass(name, code, 0, code.length, domain)
                    .getConstructor(Runnable.class)
                    .newInstance(body);
        }
    }

    /** Starts workers on a thread of an application: it has its own group, a context class loader and thread locals. */
    private static WeakReference<ClassLoader> startedByAnApplication(List<Workers> started) throws Exception {
        ApplicationLoader loader = new ApplicationLoader();
        Runnable application = loader.application(() -> started.add(new Workers(2)));
        InheritableThreadLocal<ClassLoader> local = new InheritableThreadLocal<>();
        FutureTask<Void> first = new FutureTask<>(
                () -> {
                    local.set(loader);
                    application.run();
                },
                null);
        Thread thread = new Thread(new ThreadGroup("application"), first);
        thread.setContextClassLoader(loader);
        thread.setPriority(Thread.MIN_PRIORITY);
        thread.start();
        first.get(30, TimeUnit.SECONDS);
        thread.join();
        return new WeakReference<>(loader);
    }

    @Test
    void helpersKeepNothingOfTheCallerThatStartedThem() throws Exception {
        Set<Thread> others = helpers();
        List<Workers> started = new ArrayList<>();
        WeakReference<ClassLoader> loader = startedByAnApplication(started);
        Set<Thread> threads = helpers();
        threads.removeAll(others);
        try {
            assertThat(threads).hasSize(2).allMatch(thread -> thread.getPriority() == Thread.NORM_PRIORITY);
            assertThat(threads)
                    .allMatch(thread -> thread.getThreadGroup().getParent() == null, "in the group above all others");
            LiveBlocks.collectUntil(() -> loader.get() == null);
            assertThat(loader.get()).isNull();
            assertThat(threads).allMatch(Thread::isAlive);
        } finally {
            started.forEach(Workers::close);
        }
    }
}
