package org.offprint.journal.publishing.typesetting;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.UUID;
import org.offprint.journal.articles.ArticleView;
import org.offprint.kernel.json.DocumentMemoryLimit;
import org.offprint.kernel.json.Json;
import org.offprint.platform.database.sql.Sql;
import org.offprint.platform.http.caching.Encoded;
import org.offprint.platform.http.streaming.LargeResponses;

/**
 * Stores the documents of published articles in the form that most readers receive: compressed, with the {@code Link}
 * header. Large documents are not stored in compressed form, because their responses are sent in chunks.
 */
@ApplicationScoped
public class CompressedDocuments {

    private static final String COLUMNS = "insert into compressed_document (article, etag, making, content, links) ";
    private static final String ON_CONFLICT = " on conflict (article) do update set etag = excluded.etag,"
            + " making = excluded.making, content = excluded.content, links = excluded.links";

    private final Sql sql;
    private final DocumentLinks links;

    CompressedDocuments(Sql sql, DocumentLinks links) {
        this.sql = sql;
        this.links = links;
    }

    /** Compressed document with its {@code Link} header. */
    public record LinkedDocument(Encoded document, String links) {}

    /**
     * Returns an SQL join of {@code published_article p} with its compressed document {@code c}. The join matches only
     * if the compressed document is up to date.
     */
    public String join() {
        return " left join compressed_document c on c.article = p.article and c.etag = p.etag and c.making = "
                + links.making();
    }

    /**
     * Returns the database row of a compressed document for {@link #store}, or null if the document is not stored in
     * compressed form.
     */
    Object[] row(ArticleView article, byte[] document, String etag) {
        return row(article.id(), new LinkedDocument(Encoded.of(document), links.header(article)), etag);
    }

    private Object[] row(UUID article, LinkedDocument linked, String etag) {
        Encoded document = linked.document();
        return document.gzip() == null || document.length() >= LargeResponses.MIN_SIZE
                ? null
                : new Object[] {article, etag, links.making(), document.gzip(), linked.links()};
    }

    /** Stores the compressed forms of documents that are stored in the same transaction. */
    void store(Collection<Object[]> rows) {
        sql.batch(COLUMNS + "values (?, ?, ?, ?, ?)" + ON_CONFLICT, rows);
    }

    /**
     * Compresses a document that is stored only in uncompressed form, and stores the result. The result is not stored
     * if the document has changed in the meantime, or if another transaction is about to change it.
     */
    public LinkedDocument make(UUID article, byte[] document, String etag) {
        DocumentMemoryLimit.acquire(document.length);
        LinkedDocument linked =
                new LinkedDocument(Encoded.of(document), links.header(Json.read(document, ArticleView.class)));
        Object[] row = row(article, linked, etag);
        if (row != null) {
            sql.update(
                    COLUMNS + "select ?, ?, ?, ?, ? from (select from published_article where article = ? and etag = ?"
                            + " for share skip locked) present" + ON_CONFLICT,
                    row[0],
                    row[1],
                    row[2],
                    row[3],
                    row[4],
                    article,
                    etag);
        }
        return linked;
    }
}
