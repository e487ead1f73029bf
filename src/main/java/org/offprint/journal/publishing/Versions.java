package org.offprint.journal.publishing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.offprint.journal.articles.Article;
import org.offprint.journal.articles.ArticleSchedule;
import org.offprint.journal.articles.ArticleView;
import org.offprint.journal.articles.PublicationKind;
import org.offprint.journal.articles.notices.Retraction;
import org.offprint.kernel.json.DocumentMemory;
import org.offprint.kernel.json.Json;
import org.offprint.kernel.json.JsonPatches;
import org.offprint.kernel.json.Vocabulary;
import org.offprint.kernel.record.ArticleBody;
import org.offprint.platform.database.sql.Sql;
import org.offprint.platform.http.caching.EntityTag;
import org.offprint.platform.security.Editor;

/** The published versions of an article. */
@ApplicationScoped
public class Versions {

    static final String ADD =
            "insert into article_version (article, number, kind, note, published_at, published_by, body)"
                    + " values (?, ?, ?, ?, ?, ?, ?::jsonb)";

    private static final String DOCUMENT = StoredDocument.statement(
            "coalesce(v.document, p.document)",
            "select %s, coalesce(v.etag, p.etag) etag"
                    + " from article_version v join published_article p on p.article = v.article"
                    + " where v.article = ? and v.number = ? and (v.document is not null or not p.withdrawn)");

    /** More than any article has. */
    private static final int MOST = 1_000;

    private static final List<String> NOT_COMPARED = List.of("version", "updatedAt", "links");

    private final Sql sql;

    Versions(Sql sql) {
        this.sql = sql;
    }

    /** A version as lists show it; {@code by} for editors only. */
    public record VersionView(
            @Schema(required = true) int number,
            @Schema(required = true) PublicationKind kind,
            String note,
            @Schema(required = true) Instant publishedAt,

            @Schema(description = "The name of the key. For editors.")
            String by,

            @Schema(required = true) Map<String, String> links) {}

    /** A version as it was typeset: its bytes and their entity tag. */
    public record VersionDocument(byte[] document, String etag) {}

    /** The versions of an article, newest first. */
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
                MOST);
    }

    /**
     * A version as it was when it was superseded, or as it is where it is the newest; a retraction is in all of them.
     * Empty also for the newest of a withdrawn article.
     */
    public Optional<VersionDocument> document(UUID article, int number) {
        return StoredDocument.first(
                sql,
                DOCUMENT,
                row -> new VersionDocument(row.getBytes("document"), row.getString("etag")),
                article,
                number);
    }

    /** The document of the version that is about to be superseded stays as it is. */
    void keepNewestDocument(Article article) {
        if (article.version > 0) {
            sql.update(
                    "update article_version v set document = p.document, etag = p.etag from published_article p"
                            + " where p.article = v.article and v.article = ? and v.number = ?",
                    article.id,
                    article.version);
        }
    }

    /** Adds the version that a stored article has just got. */
    void add(Article article, ArticleSchedule how, Editor editor) {
        PublicationKind kind = how.kind() != null
                ? how.kind()
                : article.version == 1 ? PublicationKind.ORIGINAL : PublicationKind.UPDATE;
        sql.update(
                ADD,
                article.id,
                article.version,
                kind.name().toLowerCase(Locale.ROOT),
                how.note(),
                article.updatedAt,
                editor.name(),
                new String(Json.write(article.body), StandardCharsets.UTF_8));
    }

    /** Marks the older versions of a retracted article too, or takes the mark away: the one change they ever see. */
    void markOlder(UUID article, Retraction retraction) {
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

    /** Returns the body of this version. */
    public Optional<ArticleBody> body(UUID article, int number) {
        return sql.first(
                "select body from article_version where article = ? and number = ?",
                row -> Json.read(row.getString("body"), ArticleBody.class),
                article,
                number);
    }

    /** Returns the difference of two versions, as JSON Patch operations with the values that were there. */
    public static JsonNode difference(VersionDocument from, VersionDocument to) {
        return JsonPatches.difference(comparable(from), comparable(to));
    }

    private static JsonNode comparable(VersionDocument version) {
        DocumentMemory.require(version.document().length);
        ObjectNode tree = Json.read(version.document(), ObjectNode.class);
        tree.remove(NOT_COMPARED);
        return tree;
    }
}
