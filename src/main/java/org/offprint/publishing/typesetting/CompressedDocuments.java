package org.offprint.publishing.typesetting;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.offprint.database.sql.Sql;
import org.offprint.http.caching.Encoded;
import org.offprint.http.streaming.LargeAnswers;

/**
 * Stores documents of published articles as most readers are sent them: compressed, with their {@code Link} header. A
 * large document has no such form, because its answer is made by pieces.
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

    /** A document as it is stored: its article, its bytes and their entity tag. */
    record Stored(UUID article, byte[] document, String etag) {}

    /** Joins the form of {@code published_article p}, as {@code c}, where there is one that still holds. */
    public String join() {
        return " left join compressed_document c on c.article = p.article and c.etag = p.etag and c.making = "
                + links.making();
    }

    /** Stores the forms of documents that were stored in this transaction. */
    void store(List<Stored> documents) {
        List<Object[]> rows = new ArrayList<>();
        for (Stored each : documents) {
            if (hasForm(each.document())) {
                rows.add(new Object[] {
                    each.article(),
                    each.etag(),
                    links.making(),
                    Encoded.of(each.document()).gzip(),
                    links.header(each.document(), each.etag())
                });
            }
        }
        sql.batch(COLUMNS + "values (?, ?, ?, ?, ?)" + ON_CONFLICT, rows);
    }

    /**
     * Stores the form of a document that was stored without one. Does nothing where the document has changed since, or
     * another transaction is about to change it.
     */
    public void add(UUID article, Encoded document, String etag, String header) {
        if (document.length() < LargeAnswers.SMALLEST && document.gzip() != null) {
            sql.update(
                    COLUMNS + "select ?, ?, ?, ?, ? from (select from published_article where article = ? and etag = ?"
                            + " for share skip locked) present" + ON_CONFLICT,
                    article,
                    etag,
                    links.making(),
                    document.gzip(),
                    header,
                    article,
                    etag);
        }
    }

    private static boolean hasForm(byte[] document) {
        return document.length >= Encoded.SMALLEST && document.length < LargeAnswers.SMALLEST;
    }
}
