package io.github.depthwise4j.server;

import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.util.thread.Invocable;

/**
 * Reads the body of a request into an array as it comes. The array is made before the first byte is read, so a full
 * heap is met here, where the request can be answered, and not inside Jetty, which would forget the request.
 */
final class Body implements Invocable.Task {
    private final Content.Source source;
    private final byte[] bytes;
    private final Consumer<byte[]> complete;
    private final Consumer<Throwable> failed;
    private int read;

    /**
     * Makes the array.
     *
     * @param length as the caller states it; Jetty sees to it that the body has this length
     * @param complete gets the body
     * @param failed gets what came instead: the caller is gone, or something here failed
     */
    Body(Content.Source source, int length, Consumer<byte[]> complete, Consumer<Throwable> failed) {
        this.source = source;
        this.bytes = new byte[length];
        this.complete = complete;
        this.failed = failed;
    }

    /** Reads what is there, and asks Jetty to call again when there is more. */
    @Override
    public void run() {
        try {
            for (; ; ) {
                Content.Chunk chunk = source.read();
                if (chunk == null) {
                    source.demand(this);
                    return;
                }
                if (Content.Chunk.isFailure(chunk)) {
                    failed.accept(chunk.getFailure());
                    return;
                }
                take(chunk);
                if (chunk.isLast()) {
                    complete.accept(bytes);
                    return;
                }
            }
        } catch (RuntimeException | Error e) {
            failed.accept(e);
        }
    }

    private void take(Content.Chunk chunk) {
        try {
            ByteBuffer part = chunk.getByteBuffer();
            int length = part.remaining();
            part.get(bytes, read, length);
            read += length;
        } finally {
            chunk.release();
        }
    }

    @Override
    public InvocationType getInvocationType() {
        return InvocationType.NON_BLOCKING;
    }
}
