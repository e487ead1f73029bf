package org.offprint.harvest.bulk;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.UUID;

/** What is in a file, before it is compressed. */
interface Contents {

    /** What stands before the first record. */
    byte[] begin();

    /** Writes these articles. */
    void write(List<UUID> articles, OutputStream out) throws IOException;

    /** What stands after the last record. */
    byte[] end();
}
