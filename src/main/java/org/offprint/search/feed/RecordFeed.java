package org.offprint.search.feed;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.offprint.search.schema.Audience;
import org.offprint.search.schema.RecordKind;

/** Reads the records of one audience in bulk from the current state of the database. */
public interface RecordFeed {

    /** Returns the audience of the records. */
    Audience audience();

    /**
     * Returns the records with these ids that the audience can see. The number of SQL statements does not depend on the
     * number of ids.
     */
    List<IndexRecord> read(RecordKind kind, Collection<UUID> ids);

    /** Passes all records of a kind to the consumer, in batches and in constant memory. */
    void scan(RecordKind kind, Consumer<List<IndexRecord>> batch);

    /**
     * Returns the ids of records that display data of these records, but for which no change is logged when these
     * records change.
     *
     * @param after last id of the previous result; null for the first call
     */
    List<UUID> idsShowing(RecordKind shown, Collection<UUID> ids, RecordKind kind, UUID after, int limit);

    /**
     * Number of articles that cite an article.
     *
     * @param stamp sequence number of the count; counts committed later have higher stamps
     */
    record Citations(UUID article, long number, long stamp) {}

    /**
     * Returns the citation counts after this stamp, in order of stamp. Returns an empty list if another feed provides
     * them.
     */
    default List<Citations> citations(long after, int limit) {
        return List.of();
    }

    /** Returns the highest stamp of a citation count, or 0 if there is none or another feed provides the counts. */
    default long lastStamp() {
        return 0;
    }
}
