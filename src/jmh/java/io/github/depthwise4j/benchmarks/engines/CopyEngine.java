package io.github.depthwise4j.benchmarks.engines;

import io.github.depthwise4j.benchmarks.cases.AlignedFloats;
import io.github.depthwise4j.benchmarks.cases.CaseData;
import io.github.depthwise4j.problem.ConvolutionProblem;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.Pointer;

/**
 * A plain copy that moves as many bytes as the layer reads and writes: half of them are read, half are written. What no
 * convolution can be much faster than.
 */
public final class CopyEngine implements Engine {
    /** Loads the library that has JavaCPP's memcpy. */
    public CopyEngine() {
        Loader.load(dnnl.class);
    }

    @Override
    public String name() {
        return Contestants.COPY;
    }

    @Override
    public String version() {
        return "memcpy";
    }

    @Override
    public Prepared prepare(ConvolutionProblem problem, CaseData data, int threads) {
        long elements =
                (problem.inputShape().elementCount() + problem.outputShape().elementCount()) / 2;
        AlignedFloats source = AlignedFloats.arbitrary(elements);
        AlignedFloats target = AlignedFloats.arbitrary(elements);
        return threads == 1 ? new Copy(source, target) : new SharedCopy(source, target);
    }

    private static class Copy implements Prepared {
        private final AlignedFloats source;
        private final AlignedFloats target;
        private final long bytes;

        Copy(AlignedFloats source, AlignedFloats target) {
            this.source = source;
            this.target = target;
            this.bytes = source.bytes();
        }

        final void part(int index, int parts) {
            long from = bytes * index / parts / AlignedFloats.ALIGNMENT * AlignedFloats.ALIGNMENT;
            long to = index + 1 == parts
                    ? bytes
                    : bytes * (index + 1) / parts / AlignedFloats.ALIGNMENT * AlignedFloats.ALIGNMENT;
            Pointer.memcpy(target.at(from), source.at(from), to - from);
        }

        @Override
        public void run() {
            part(0, 1);
        }

        @Override
        public final float[] output() {
            return null;
        }

        @Override
        public void close() {
            source.free();
            target.free();
        }
    }

    /** Two threads, the second of which spins between calls that follow one another, and sleeps otherwise. */
    private static final class SharedCopy extends Copy {
        private static final int SPINS = 20_000;

        private final AtomicInteger asked = new AtomicInteger();
        private final AtomicInteger done = new AtomicInteger();
        private final Thread helper = new Thread(this::help, "copy");
        private volatile boolean closed;

        SharedCopy(AlignedFloats source, AlignedFloats target) {
            super(source, target);
            helper.setDaemon(true);
            helper.start();
        }

        private void help() {
            int spins = 0;
            while (!closed) {
                if (asked.get() == done.get()) {
                    if (++spins > SPINS) {
                        LockSupport.parkNanos(50_000);
                    }
                    Thread.onSpinWait();
                    continue;
                }
                spins = 0;
                part(1, 2);
                done.incrementAndGet();
            }
        }

        @Override
        public void run() {
            int call = asked.incrementAndGet();
            part(0, 2);
            while (done.get() != call) {
                Thread.onSpinWait();
            }
        }

        @Override
        public void close() {
            closed = true;
            try {
                helper.join();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            super.close();
        }
    }
}
