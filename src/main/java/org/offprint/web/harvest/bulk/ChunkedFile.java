package org.offprint.web.harvest.bulk;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** File that is created in chunks while a client downloads the file. */
abstract class ChunkedFile {

    /**
     * Minimum size of a chunk of the file, in compressed bytes. A client must receive a chunk of this size within the
     * timeout.
     */
    static final int CHUNK_BYTES = 1 << 16;

    /** Next bytes of the file that have not been sent yet. */
    final ByteArrayOutputStream unsent = new ByteArrayOutputStream(2 * CHUNK_BYTES);

    private boolean ended;

    /** Returns the next chunk of the file, or an empty array at its end. The method must not be called concurrently. */
    final byte[] nextChunk() {
        try {
            while (!ended && unsent.size() < CHUNK_BYTES) {
                ended = !advance();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        byte[] piece = unsent.toByteArray();
        unsent.reset();
        return piece;
    }

    /** Creates more bytes of the file. Returns whether more bytes may follow. */
    abstract boolean advance() throws IOException;
}
