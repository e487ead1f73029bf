package org.offprint.journal.publishing;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.offprint.journal.articles.notices.Withdrawal;
import org.offprint.journal.publishing.typesetting.CompressedDocuments;
import org.offprint.journal.publishing.typesetting.CompressedDocuments.LinkedDocument;
import org.offprint.kernel.identifiers.Ids;
import org.offprint.kernel.json.Json;
import org.offprint.platform.database.sql.ReplicaReads;
import org.offprint.platform.database.sql.Sql;
import org.offprint.platform.http.caching.Encoded;

/** Loads published articles from the database, with one SQL statement per article. */
@ApplicationScoped
public class DocumentLoader {

    private final ReplicaReads reads;
    private final CompressedDocuments compressed;
    private final String selectById;
    private final String selectBySlug;

    DocumentLoader(ReplicaReads reads, CompressedDocuments compressed) {
        this.reads = reads;
        this.compressed = compressed;
        String select = StoredDocument.statement(
                "coalesce(c.content, p.document)",
                "select p.article, a.slug, %s, c.links, p.etag, p.modified_at, p.withdrawn"
                        + " from published_article p join article a on a.id = p.article" + compressed.join());
        selectById = select + " where p.article = ?";
        selectBySlug = select + " where a.slug = ?";
    }

    /** Returns the published or withdrawn article with the given id or slug, or empty if there is none. */
    public Optional<PublishedDocument> load(String idOrSlug) {
        boolean isId = Ids.isUuidShaped(idOrSlug);
        return reads.read(sql -> StoredDocument.first(
                        sql,
                        isId ? selectById : selectBySlug,
                        DocumentLoader::read,
                        isId ? Ids.parse(idOrSlug) : idOrSlug))
                .map(this::compressed);
    }

    private static PublishedDocument read(ResultSet row) throws SQLException {
        byte[] document = row.getBytes("document");
        String links = row.getString("links");
        boolean isWithdrawn = row.getBoolean("withdrawn");
        return new PublishedDocument(
                Sql.uuid(row, "article"),
                row.getString("slug"),
                isWithdrawn ? null : links == null ? Encoded.ofPlain(document) : Encoded.ofGzip(document),
                links,
                row.getString("etag"),
                Sql.instant(row, "modified_at"),
                isWithdrawn ? Json.read(document, Withdrawal.class) : null);
    }

    /** Compresses a published article that is not stored in compressed form. */
    private PublishedDocument compressed(PublishedDocument document) {
        if (document.withdrawal() != null || document.links() != null) {
            return document;
        }
        LinkedDocument linked =
                compressed.make(document.id(), document.content().plain(), document.etag());
        return document.with(linked.document(), linked.links());
    }
}
