package org.offprint.web.harvest.bulk;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** File that is created in chunks while a client reads. */
abstract class Pieces {

    /** Minimum size of a chunk, in compressed bytes. A client must read this amount within the timeout. */
    static final int PIECE = 1 << 16;

    /** Next bytes of the file, which have not been sent yet. */
    final ByteArrayOutputStream made = new ByteArrayOutputStream(2 * PIECE);

    private boolean ended;

    /** Returns the next chunk; empty at the end. Must not be called by several threads at the same time. */
    final byte[] next() {
        try {
            while (!ended && made.size() < PIECE) {
                ended = !advance();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        byte[] piece = made.toByteArray();
        made.reset();
        return piece;
    }

    /** Creates more bytes. Returns whether there may be more afterwards. */
    abstract boolean advance() throws IOException;
}
