package org.offprint.search.feed;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.offprint.search.schema.Audience;
import org.offprint.search.schema.RecordKind;

/** Reads the records of one audience in bulk from the database as it is now. */
public interface RecordFeed {

    /** Returns the audience of the records. */
    Audience audience();

    /**
     * Returns those of these records that the audience has, in a number of statements that does not depend on how many.
     */
    List<IndexRecord> read(RecordKind kind, Collection<UUID> ids);

    /** All of a kind, in batches and in constant memory. */
    void scan(RecordKind kind, Consumer<List<IndexRecord>> batch);

    /**
     * Records that show something of one of these and are not changed in the log when it is, by their ids.
     *
     * @param after the last one of the answer before; null for the first
     */
    List<UUID> showing(RecordKind shown, Collection<UUID> ids, RecordKind kind, UUID after, int limit);

    /**
     * How many articles cite one.
     *
     * @param stamp is higher the later that was committed
     */
    record Citations(UUID article, long number, long stamp) {}

    /** Returns numbers of citations after this stamp, in order; none where others have them. */
    default List<Citations> citations(long after, int limit) {
        return List.of();
    }

    /** Returns the highest stamp of a number of citations; 0 where there is none, or others have them. */
    default long lastStamp() {
        return 0;
    }
}
