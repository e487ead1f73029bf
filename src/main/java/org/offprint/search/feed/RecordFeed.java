package org.offprint.search.feed;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.offprint.search.schema.Audience;
import org.offprint.search.schema.RecordKind;

/** Reads the index records of one audience in bulk from the current state of the database. */
public interface RecordFeed {

    /** Returns the audience of the index records. */
    Audience audience();

    /**
     * Returns the index records with the given ids that the audience can see, using a fixed number of SQL statements.
     */
    List<IndexRecord> read(RecordKind kind, Collection<UUID> ids);

    /** Passes all index records of a kind to the consumer, in batches and with constant memory use. */
    void scan(RecordKind kind, Consumer<List<IndexRecord>> batch);

    /**
     * Returns the ids of records that display data of the given records, but are not logged as changed when the given
     * records change.
     *
     * @param after last id of the previous call's result; null for the first call
     */
    List<UUID> idsShowing(RecordKind shown, Collection<UUID> ids, RecordKind kind, UUID after, int limit);

    /**
     * Number of articles that cite an article.
     *
     * @param stamp sequence number of the citation count; counts committed later have higher sequence numbers
     */
    record Citations(UUID article, long number, long stamp) {}

    /**
     * Returns the citation counts with sequence numbers greater than {@code after}, in ascending order. Returns an
     * empty list if another feed provides the citation counts.
     */
    default List<Citations> citations(long after, int limit) {
        return List.of();
    }

    /**
     * Returns the highest sequence number of a citation count. Returns 0 if there are none or another feed provides the
     * citation counts.
     */
    default long lastStamp() {
        return 0;
    }
}
