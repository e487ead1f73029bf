package org.offprint.web.harvest.bulk;

import java.util.UUID;

/** Content of an export file, before compression. */
interface ExportContents {

    /**
     * Batch of exported articles.
     *
     * @param last id of the last article; for an empty batch, the id after which the batch was requested
     * @param records number of articles, including skipped ones; 0 at the end
     */
    @SuppressWarnings("java:S6218") // Batches are never compared.
    record Batch(UUID last, int records, byte[] bytes) {}

    /** Returns the bytes before the first exported record. */
    byte[] begin();

    /** Returns the next batch of at most {@code limit} articles after the given article. */
    Batch after(UUID article, int limit);

    /** Returns the bytes after the last exported record. */
    byte[] end();
}
