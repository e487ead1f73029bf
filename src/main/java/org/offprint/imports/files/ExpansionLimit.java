package org.offprint.imports.files;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.offprint.formats.reading.UnreadableException;

/** Limits the decompressed size of an uploaded file, as protection against zip bombs. */
final class ExpansionLimit {

    private static final long FACTOR = 200;
    private static final long FREE = 64L << 20;

    private final long maxBytes;
    private long expanded;

    /**
     * Creates a limit for the decompressed size of a file.
     *
     * @param compressed size of the compressed file, in bytes
     */
    ExpansionLimit(long compressed) {
        maxBytes = FREE + FACTOR * compressed;
    }

    /**
     * Returns a stream that counts the decompressed bytes. The limit applies to the total of all streams of an uploaded
     * file.
     */
    InputStream count(InputStream decompressed) {
        return new FilterInputStream(decompressed) {
            @Override
            public int read() throws IOException {
                int read = super.read();
                grow(read < 0 ? 0 : 1);
                return read;
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                int read = super.read(bytes, offset, length);
                grow(Math.max(0, read));
                return read;
            }
        };
    }

    private void grow(int bytes) {
        expanded += bytes;
        if (expanded > maxBytes) {
            throw new UnreadableException(
                    "The compressed file grows to more than " + FACTOR + " times its size. Reading was stopped.", 0);
        }
    }
}
