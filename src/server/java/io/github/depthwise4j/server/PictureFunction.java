package io.github.depthwise4j.server;

import io.github.depthwise4j.pictures.Picture;
import java.io.IOException;
import java.nio.ByteBuffer;

/** What becomes of a picture. Any number of threads may call it at the same time. */
interface PictureFunction {
    /** {@return the type of the results} */
    String contentType();

    /** {@return the result for a picture} */
    ByteBuffer apply(Picture picture) throws IOException;
}
