package io.github.depthwise4j.server;

import java.io.IOException;
import java.nio.ByteBuffer;

/** What a request asks for, known from its first lines, before its body is read. */
interface Job {
    /** {@return the bytes of heap that the job needs beside the body, its result included} */
    long bytes();

    /** {@return the type of the result} */
    String contentType();

    /** {@return the result for a body} */
    ByteBuffer run(byte[] body) throws IOException;
}
