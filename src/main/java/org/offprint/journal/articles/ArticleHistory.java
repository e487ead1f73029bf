package org.offprint.journal.articles;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.offprint.kernel.json.Json;
import org.offprint.kernel.record.ArticleBody;
import org.offprint.platform.database.sql.Sql;
import org.offprint.platform.security.Editor;

/** Stores the changes of an article, with the working copy as it was after each. */
@ApplicationScoped
public class ArticleHistory {

    private static final String INSERT =
            "insert into article_history (article, revision, at, by_key, by_name, action, changed, body, version)"
                    + " values (?, ?, ?, ?, ?, ?, ?::text[], ?::jsonb, ?)";

    private final Sql sql;

    ArticleHistory(Sql sql) {
        this.sql = sql;
    }

    /** One change, as editors read it. */
    @Schema(name = "HistoryEntry")
    public record Entry(
            @Schema(required = true) int revision,
            @Schema(required = true) Instant at,

            @Schema(required = true, description = "The name of the key.")
            String by,

            @Schema(
                    required = true,
                    examples = "edited",
                    enumeration = {
                        "created",
                        "edited",
                        "accepted",
                        "moved",
                        "placed",
                        "renamed",
                        "restored",
                        "imported",
                        "scheduled",
                        "unscheduled",
                        "schedule-failed",
                        "doi-minted",
                        "file-added",
                        "file-changed",
                        "file-removed",
                        "published",
                        "withdrawn",
                        "reinstated",
                        "retracted",
                        "retraction-lifted"
                    })
            String action,

            @Schema(required = true, description = "The members of the article that changed.")
            List<String> changed) {}

    /**
     * Writes down what was just done; the article has its new revision by now.
     *
     * @param before the body before; null for a new article
     */
    public void record(Article article, String action, ArticleBody before, Editor editor) {
        record(article, action, before, editor, new String(Json.write(article.body), StandardCharsets.UTF_8), null);
    }

    /** Writes down that the article was just published; its body is that of its newest version. */
    public void recordPublished(Article article, ArticleBody before, Editor editor) {
        record(article, "published", before, editor, null, article.version);
    }

    /** @param body null where it is that of the version */
    private void record(
            Article article, String action, ArticleBody before, Editor editor, String body, Integer version) {
        Set<String> changed = changed(before, article.body);
        article.takeMoved().stream().sorted().forEach(changed::add);
        sql.update(
                INSERT,
                article.id,
                article.revision,
                article.updatedAt,
                editor.key(),
                editor.name(),
                action,
                new ArrayList<>(changed),
                body,
                version);
    }

    /**
     * Writes down that these articles are new, in one batch.
     *
     * @param bodies as they are stored, by their articles
     */
    public void recordNew(Map<Article, String> bodies, String action, Editor editor) {
        List<Object[]> rows = new ArrayList<>();
        bodies.forEach((article, body) -> {
            Set<String> changed = Json.members(body);
            article.takeMoved().stream().sorted().forEach(changed::add);
            rows.add(new Object[] {
                article.id,
                article.revision,
                article.updatedAt,
                editor.key(),
                editor.name(),
                action,
                List.copyOf(changed),
                article.version > 0 ? null : body,
                article.version > 0 ? article.version : null
            });
        });
        sql.batch(INSERT, rows);
    }

    /** The table of changes for lists in the order of revisions, and its columns for {@link #read}. */
    public static final String LIST =
            "(select *, lpad(revision::text, 10, '0') collate \"C\" sort_key from article_history) history";

    public static final String COLUMNS = "revision, at, by_name, action, changed";

    /** A row of that table. */
    public static Entry read(ResultSet row) throws SQLException {
        return new Entry(
                row.getInt("revision"),
                Sql.instant(row, "at"),
                row.getString("by_name"),
                row.getString("action"),
                List.of((String[]) row.getArray("changed").getArray()));
    }

    /** The working copy as it was after that change. */
    public Optional<ArticleBody> bodyAt(UUID article, int revision) {
        return sql.first(
                "select coalesce(h.body, v.body) as body from article_history h left join article_version v"
                        + " on v.article = h.article and v.number = h.version where h.article = ? and h.revision = ?",
                row -> Json.read(row.getString("body"), ArticleBody.class),
                article,
                revision);
    }

    private static Set<String> changed(ArticleBody before, ArticleBody after) {
        JsonNode old = before == null ? Json.tree(List.of()) : Json.tree(before);
        JsonNode current = Json.tree(after);
        Set<String> names = new LinkedHashSet<>();
        current.fieldNames().forEachRemaining(names::add);
        old.fieldNames().forEachRemaining(names::add);
        names.removeIf(name -> current.path(name).equals(old.path(name)));
        return names;
    }
}
