package org.offprint.web.harvest.bulk;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** A file that is made piece by piece as a client takes it. */
abstract class Pieces {

    /** The bytes made at a time, compressed: a client must take so many now and then not to be given up. */
    static final int PIECE = 1 << 16;

    /** The next bytes of the file. */
    final ByteArrayOutputStream made = new ByteArrayOutputStream(2 * PIECE);

    private boolean ended;

    /** The next piece; empty at the end. Not by several threads at a time. */
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

    /** Makes some more: tells whether there may be more after it. */
    abstract boolean advance() throws IOException;
}
