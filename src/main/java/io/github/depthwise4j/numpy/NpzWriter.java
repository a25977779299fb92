package io.github.depthwise4j.numpy;

import io.github.depthwise4j.tensor.Tensor;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes a {@code .npz} archive to a stream; the same arrays make the same bytes. */
final class NpzWriter {
    /** A zip file dates its members; the arrays alone decide about ours. Earlier dates would need additional fields. */
    private static final LocalDateTime TIME = LocalDateTime.of(1980, 2, 1, 0, 0);

    private static final int LONGEST_NAME = 0xffff;

    private final OutputStream out;
    private final boolean deflated;

    /** The stream is not closed. */
    NpzWriter(OutputStream out, boolean deflated) {
        this.out = out;
        this.deflated = deflated;
    }

    void write(Map<String, Tensor> arrays) throws IOException {
        ZipOutputStream zip = new ZipOutputStream(out);
        for (Map.Entry<String, Tensor> array : arrays.entrySet()) {
            zip.putNextEntry(member(array.getKey(), array.getValue()));
            NpyWriter.write(array.getValue(), zip);
            zip.closeEntry();
        }
        zip.finish();
    }

    private ZipEntry member(String name, Tensor tensor) throws IOException {
        String file = name + NpzFile.SUFFIX;
        int bytes = file.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > LONGEST_NAME) {
            throw new IllegalArgumentException(
                    "an array has a name of " + bytes + " bytes, but a zip file holds at most " + LONGEST_NAME
                            + " with " + NpzFile.SUFFIX + "; use a shorter name");
        }
        ZipEntry member = new ZipEntry(file);
        member.setTimeLocal(TIME);
        if (!deflated) {
            // What is stored as it is has to be announced, so it is gone through twice.
            Measure measure = new Measure();
            NpyWriter.write(tensor, measure);
            member.setMethod(ZipEntry.STORED);
            member.setSize(measure.count);
            member.setCrc(measure.checksum.getValue());
        }
        return member;
    }

    /** Counts and sums up what it is given, and forgets it. */
    private static final class Measure extends OutputStream {
        private final CRC32 checksum = new CRC32();
        private long count;

        @Override
        public void write(int value) {
            checksum.update(value);
            count++;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            checksum.update(bytes, offset, length);
            count += length;
        }
    }
}
