package org.offprint.web.harvest.bulk;

import java.util.UUID;

/** The content of a file, before compression. */
interface ExportContents {

    /**
     * Some articles.
     *
     * @param last the id of the last one; of the one before where there are none
     * @param records how many there are, those that are passed over included; 0 at the end
     */
    @SuppressWarnings("java:S6218") // never compared
    record Batch(UUID last, int records, byte[] bytes) {}

    /** Returns the bytes before the first record. */
    byte[] begin();

    /** The next articles after this one, at most so many. */
    Batch after(UUID article, int limit);

    /** Returns the bytes after the last record. */
    byte[] end();
}
