package org.offprint.web.harvest.bulk;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.offprint.platform.database.sql.ReplicaReads;
import org.offprint.platform.database.sql.Sql;

/** Reads published articles in batches, sorted by id. No transaction remains open between batches. */
@ApplicationScoped
class PublishedDocuments {

    private static final int MAX_BATCH = 100;

    /** Maximum total size of the documents in a batch, in bytes. */
    private static final long MAX_BATCH_BYTES = 4_000_000;

    private final ReplicaReads reads;

    PublishedDocuments(ReplicaReads reads) {
        this.reads = reads;
    }

    /** Position in the sequence of exported articles. */
    record Position(UUID article, Optional<UUID> journal) {

        private String condition() {
            return " where article > ? and not withdrawn" + (journal.isPresent() ? " and journal = ?" : "");
        }

        private Object[] values() {
            return journal.isPresent() ? new Object[] {article, journal.get()} : new Object[] {article};
        }
    }

    /** Published JSON document of an article. */
    record Document(UUID article, byte[] bytes) {}

    private record Size(UUID article, int bytes) {}

    /**
     * Returns the ids of at most {@code limit} published articles after the given position; empty after the last
     * article.
     */
    List<UUID> idsAfter(Position position, int limit) {
        List<Size> sizes = reads.read(sql -> sql.list(
                "select article, octet_length(document) size from published_article" + position.condition()
                        + " order by article limit " + Math.min(limit, MAX_BATCH),
                row -> new Size(Sql.uuid(row, "article"), row.getInt("size")),
                position.values()));
        List<UUID> ids = new ArrayList<>();
        long bytes = 0;
        for (Size size : sizes) {
            bytes += size.bytes();
            if (bytes > MAX_BATCH_BYTES && !ids.isEmpty()) {
                break;
            }
            ids.add(size.article());
        }
        return ids;
    }

    /**
     * Returns the documents of at most {@code limit} published articles after the given position; empty after the last
     * article. The method executes a single SQL statement.
     */
    List<Document> after(Position position, int limit) {
        List<Document> found = reads.read(sql -> sql.list(
                "select article, case when row_number() over before = 1"
                        + " or sum(octet_length(document)) over before <= " + MAX_BATCH_BYTES
                        + " then document end document"
                        + " from (select article, document from published_article" + position.condition()
                        + " order by article limit " + Math.min(limit, MAX_BATCH) + ") n"
                        + " window before as (order by article rows unbounded preceding) order by article",
                row -> new Document(Sql.uuid(row, "article"), row.getBytes("document")),
                position.values()));
        return found.stream().takeWhile(document -> document.bytes() != null).toList();
    }
}
