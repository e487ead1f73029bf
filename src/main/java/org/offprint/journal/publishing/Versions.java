package org.offprint.journal.publishing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.offprint.journal.articles.Article;
import org.offprint.journal.articles.ArticleView;
import org.offprint.journal.articles.PublicationKind;
import org.offprint.journal.articles.notices.Retraction;
import org.offprint.kernel.json.DocumentMemoryLimit;
import org.offprint.kernel.json.Json;
import org.offprint.kernel.json.JsonPatches;
import org.offprint.kernel.json.Vocabulary;
import org.offprint.kernel.record.ArticleBody;
import org.offprint.kernel.record.ContractAudience;
import org.offprint.platform.database.sql.Sql;
import org.offprint.platform.http.caching.EntityTag;

/** Reads and stores the published versions of articles. */
@ApplicationScoped
public class Versions {

    private static final String DOCUMENT = StoredDocument.statement(
            "coalesce(v.document, p.document)",
            "select %s, coalesce(v.etag, p.etag) etag"
                    + " from article_version v join published_article p on p.article = v.article"
                    + " where v.article = ? and v.number = ? and (v.document is not null or not p.withdrawn)");

    /** Maximum number of versions in a list, which exceeds the number of versions of any real article. */
    private static final int MAX_VERSIONS = 1_000;

    private static final List<String> NOT_COMPARED = List.of("version", "updatedAt", "links");

    private final Sql sql;

    Versions(Sql sql) {
        this.sql = sql;
    }

    /** Article version as returned in lists. The member {@code by} is returned only to editors. */
    @Schema(description = "Published version of an article.")
    public record VersionView(
            @Schema(required = true, description = "Version number, starting at 1.")
            int number,

            @Schema(required = true, description = "Kind of the version compared with the previous version.")
            PublicationKind kind,

            @Schema(description = "Description of the changes, for readers.")
            String note,

            @Schema(required = true, description = "Time of the publication of this version.")
            Instant publishedAt,

            @Schema(
                    extensions = @Extension(name = ContractAudience.EXTENSION, value = ContractAudience.EDITORS),
                    description = "Name of the API key that published the version. Returned to editors only.")
            String by,

            @Schema(required = true, description = "URL of the version (`self`).")
            Map<String, String> links) {}

    /** Typeset document of an article version, with its entity tag. */
    public record VersionDocument(byte[] document, String etag) {}

    /** Returns the versions of an article, newest first. */
    public List<VersionView> of(UUID article, boolean forEditors) {
        return sql.list(
                "select number, kind, note, published_at, published_by from article_version where article = ?"
                        + " order by number desc limit ?",
                row -> new VersionView(
                        row.getInt("number"),
                        (PublicationKind)
                                Vocabulary.terms(PublicationKind.class).get(row.getString("kind")),
                        row.getString("note"),
                        Sql.instant(row, "published_at"),
                        forEditors ? row.getString("published_by") : null,
                        Map.of("self", "/v1/articles/" + article + "/versions/" + row.getInt("number"))),
                article,
                MAX_VERSIONS);
    }

    /**
     * Returns the document of an article version. The newest version has the current document; an older version has the
     * last document before it was superseded. If the article is retracted, all versions show the retraction. Returns
     * empty for an unknown version, and for the newest version of a withdrawn article.
     */
    public Optional<VersionDocument> document(UUID article, int number) {
        return StoredDocument.first(
                sql,
                DOCUMENT,
                row -> new VersionDocument(row.getBytes("document"), row.getString("etag")),
                article,
                number);
    }

    /** Stores the current document as the permanent document of the version that is about to be superseded. */
    void storeSupersededDocument(Article article) {
        if (article.version > 0) {
            sql.update(
                    "update article_version v set document = p.document, etag = p.etag from published_article p"
                            + " where p.article = v.article and v.article = ? and v.number = ?",
                    article.id,
                    article.version);
        }
    }

    /**
     * Adds a retraction to the older versions of an article, or removes it if {@code retraction} is null. All other
     * content of these versions remains unchanged.
     */
    void setRetractionOfOlder(UUID article, Retraction retraction) {
        List<Object[]> marked = sql.list(
                "select number, document from article_version where article = ? and document is not null order by number",
                row -> {
                    ArticleView view = Json.read(row.getBytes("document"), ArticleView.class);
                    byte[] document = Json.write(view.retracted(retraction));
                    return new Object[] {document, EntityTag.of(document), article, row.getInt("number")};
                },
                article);
        sql.batch("update article_version set document = ?, etag = ? where article = ? and number = ?", marked);
    }

    /** Returns the content of an article version, or empty if the version does not exist. */
    public Optional<ArticleBody> body(UUID article, int number) {
        return PublishedVersion.find(article, number).map(version -> version.body);
    }

    /** Returns the difference between two article versions, as JSON Patch operations that include the old values. */
    public static JsonNode difference(VersionDocument from, VersionDocument to) {
        return JsonPatches.difference(comparable(from), comparable(to));
    }

    private static JsonNode comparable(VersionDocument version) {
        DocumentMemoryLimit.acquire(version.document().length);
        ObjectNode tree = Json.read(version.document(), ObjectNode.class);
        tree.remove(NOT_COMPARED);
        return tree;
    }
}
