package io.github.depthwise4j.server;

import io.micrometer.core.instrument.MeterRegistry;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * The way of a request: its first lines are checked, memory is set aside, the body is read, a place is taken, the job
 * is computed, the answer is sent.
 *
 * <p>No thread waits for a slow caller: Jetty reads the body and writes the answer as the network allows. A thread is
 * used only while the job is computed. The place is taken before the job is given to a thread, so the queue of the
 * threads is never longer than the number of places.
 */
final class ComputeHandler extends Handler.Abstract.NonBlocking {
    /** Finds out what a request asks for. */
    interface Jobs {
        /**
         * {@return the job of a request}
         *
         * @throws RuntimeException if there is none, see {@link Status}
         */
        Job of(Request request);
    }

    private final Jobs jobs;
    private final Limits limits;
    private final Admission admission;
    private final Executor threads;
    private final MeterRegistry registry;

    ComputeHandler(Jobs jobs, Limits limits, Admission admission, Executor threads, MeterRegistry registry) {
        this.jobs = jobs;
        this.limits = limits;
        this.admission = admission;
        this.threads = threads;
        this.registry = registry;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        Answer answer = new Answer(request, response, callback, registry);
        answer.endAfter(limits.callerMillis());
        long length = request.getLength();
        if (!HttpMethod.POST.is(request.getMethod())) {
            answer.refuse(HttpStatus.METHOD_NOT_ALLOWED_405, "send the request with POST");
        } else if (length < 0) {
            answer.refuse(HttpStatus.LENGTH_REQUIRED_411, "send the header Content-Length");
        } else if (length > limits.bodyBytes()) {
            answer.refuseUnread(
                    HttpStatus.PAYLOAD_TOO_LARGE_413,
                    "the body has " + length + " bytes, but at most " + limits.bodyBytes() + " are taken");
        } else {
            try {
                admit(request, (int) length, jobs.of(request), answer);
            } catch (RuntimeException | Error e) {
                answer.failed(e);
            }
        }
        return true;
    }

    private void admit(Request request, int length, Job job, Answer answer) {
        long bytes = length + job.bytes();
        if (bytes > limits.heldBytes()) {
            answer.refuse(
                    HttpStatus.PAYLOAD_TOO_LARGE_413,
                    "the request needs " + bytes + " bytes, but there are never more than " + limits.heldBytes());
            return;
        }
        Optional<Admission.Share> memory = admission.memory(bytes);
        if (memory.isEmpty()) {
            answer.busy();
            return;
        }
        answer.holdMemory(memory.get());
        new Body(request, length, body -> computeSoon(job, body, answer), answer::unread).run();
    }

    private void computeSoon(Job job, byte[] body, Answer answer) {
        Optional<Admission.Share> place = admission.place();
        if (place.isEmpty()) {
            answer.busy();
            return;
        }
        answer.holdPlace(place.get());
        threads.execute(() -> compute(job, body, answer));
    }

    /** Catches all: whatever a job meets, its caller gets an answer, and what it has taken is given back. */
    private static void compute(Job job, byte[] body, Answer answer) {
        try {
            ByteBuffer result;
            answer.beginComputing();
            try {
                result = job.run(body);
            } finally {
                answer.endComputing();
            }
            answer.ok(job.contentType(), result);
        } catch (Exception | Error e) {
            answer.failed(e);
        }
    }
}
