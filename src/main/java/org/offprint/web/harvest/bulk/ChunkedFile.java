package org.offprint.web.harvest.bulk;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** File that is created in chunks while a client downloads it. */
abstract class ChunkedFile {

    /** Minimum size of a chunk, in compressed bytes. A client must receive each chunk within the timeout. */
    static final int CHUNK_BYTES = 1 << 16;

    /** Bytes of the file that have been created but not sent. */
    final ByteArrayOutputStream unsent = new ByteArrayOutputStream(2 * CHUNK_BYTES);

    private boolean ended;

    /** Returns the next chunk of the file, or an empty array at the end of the file. Not thread-safe. */
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

    /**
     * Creates more bytes of the file.
     *
     * @return whether more bytes may follow
     */
    abstract boolean advance() throws IOException;
}
