package org.offprint.web.harvest.bulk;

import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.GZIPOutputStream;

/**
 * Compresses what is long: twice as fast as it would be by default, into 6 % more. A whole export costs a processor for as
 * long as it is compressed.
 */
final class Gzip extends GZIPOutputStream {

    private static final int LEVEL = 4;

    Gzip(OutputStream out) throws IOException {
        super(out, Pieces.PIECE);
        def.setLevel(LEVEL);
    }
}
