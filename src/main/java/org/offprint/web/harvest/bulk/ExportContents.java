package org.offprint.web.harvest.bulk;

import java.util.UUID;

/** Content of an export file, before compression. */
interface ExportContents {

    /**
     * Batch of exported articles.
     *
     * @param last id of the last article; if the batch is empty, the previous id
     * @param records number of articles, including skipped articles; 0 at the end
     */
    @SuppressWarnings("java:S6218") // Batches of exported articles are never compared.
    record Batch(UUID last, int records, byte[] bytes) {}

    /** Returns the bytes before the first exported record. */
    byte[] begin();

    /** Returns the next exported articles after the given article, at most the given number. */
    Batch after(UUID article, int limit);

    /** Returns the bytes after the last exported record. */
    byte[] end();
}
