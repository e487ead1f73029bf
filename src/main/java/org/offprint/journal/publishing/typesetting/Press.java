package org.offprint.journal.publishing.typesetting;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.offprint.journal.articles.ArticleView;
import org.offprint.kernel.json.Json;
import org.offprint.platform.database.sql.Sql;

/**
 * Typesets the newest versions of published articles, and stores the bytes that readers receive. Every operation that
 * changes the published form of an article uses this class: publication, placement, retraction, and propagation of
 * changes to linked records.
 */
@ApplicationScoped
public class Press {

    private final Sql sql;
    private final Typesetting typesetting;
    private final TypesetRelations relations;
    private final PublishedRows rows;

    Press(Sql sql, Typesetting typesetting, TypesetRelations relations, PublishedRows rows) {
        this.sql = sql;
        this.typesetting = typesetting;
        this.relations = relations;
        this.rows = rows;
    }

    /** Article whose published document has changed, with its journal and version number. */
    public record TypesetArticle(UUID id, UUID journal, int version) {}

    /** Stored document of a published article, with its modification time. */
    private record CurrentDocument(byte[] document, Instant modifiedAt) {}

    /**
     * Typesets the newest versions of articles. Withdrawn and unpublished articles are skipped. All pending changes
     * must be flushed before the call. The articles are locked first, and then their sources.
     *
     * @return articles whose new document differs from the stored document in more than the modification time
     */
    public List<TypesetArticle> typesetPublished(Collection<UUID> ids, Instant now) {
        List<Manuscript> manuscripts = manuscripts(lock(ids));
        if (manuscripts.isEmpty()) {
            return List.of();
        }
        TypesetRelations.RelationSet related = relations.read(manuscripts);
        Map<UUID, ArticleView> views = typesetting.forReaders(manuscripts, related, now);
        Map<UUID, CurrentDocument> present = present(views.keySet());
        List<Manuscript> changed = manuscripts.stream()
                .filter(manuscript -> !isSame(views.get(manuscript.id()), present.get(manuscript.id())))
                .toList();
        changed.forEach(manuscript ->
                views.computeIfPresent(manuscript.id(), (id, view) -> view.updatedAt(later(now, present.get(id)))));
        rows.replace(changed, views, related);
        return changed.stream()
                .map(manuscript -> new TypesetArticle(manuscript.id(), manuscript.journal(), manuscript.version()))
                .toList();
    }

    /** Typesets articles as if published now, without storing the documents. Withdrawn articles are included. */
    public List<ArticleView> preview(Collection<UUID> ids, Instant now) {
        List<Manuscript> manuscripts = manuscripts(ids);
        return manuscripts.isEmpty()
                ? List.of()
                : List.copyOf(typesetting
                        .forReaders(manuscripts, relations.read(manuscripts), now)
                        .values());
    }

    /**
     * Typesets articles that are published for the first time. The sources must have been read and locked before the
     * call.
     */
    public void typesetNew(List<Manuscript> manuscripts, TypesettingSources.SourceSet sources, Instant now) {
        TypesetRelations.RelationSet related = relations.read(manuscripts);
        rows.add(manuscripts, typesetting.forReaders(manuscripts, related, sources, now), related);
    }

    /**
     * Locks the articles in a separate SQL statement. If a statement with a join to the version waited for the lock, it
     * would omit an article that received a new version in the meantime. PostgreSQL rereads the locked row after the
     * wait, but not the joined row.
     */
    private List<UUID> lock(Collection<UUID> ids) {
        return ids.isEmpty()
                ? List.of()
                : sql.list(
                        "select id from article where id = any(?) and status = 'published' order by id"
                                + " for no key update",
                        row -> Sql.uuid(row, "id"),
                        ids);
    }

    /** Reads the newest versions of the given articles. */
    List<Manuscript> manuscripts(Collection<UUID> ids) {
        return ids.isEmpty()
                ? List.of()
                : sql.list(
                        "select a.id, a.slug, a.journal, a.issue, a.section, a.position, a.version, v.body,"
                                + " a.retraction, a.published_at, (select coalesce(jsonb_agg(jsonb_build_object("
                                + "'orcid', c.orcid, 'name', c.name) order by c.confirmed_at, c.link), '[]')"
                                + " from contributor_confirmation c where c.article = a.id) confirmations,"
                                + " (select json_object_agg(c.key, c.text_hash) from citation c join article r"
                                + " on r.id = c.cited where c.citing = a.id and r.retraction is not null"
                                + " and r.status = 'published') retracted_links"
                                + " from article a join article_version v on v.article = a.id and v.number = a.version"
                                + " where a.id = any(?) order by a.id",
                        Manuscript::read,
                        ids);
    }

    private Map<UUID, CurrentDocument> present(Set<UUID> ids) {
        Map<UUID, CurrentDocument> present = new HashMap<>();
        sql.list(
                "select article, document, modified_at from published_article where article = any(?) and not withdrawn",
                row -> present.put(
                        Sql.uuid(row, "article"),
                        new CurrentDocument(row.getBytes("document"), Sql.instant(row, "modified_at"))),
                ids);
        return present;
    }

    private static boolean isSame(ArticleView view, CurrentDocument present) {
        return present != null && Arrays.equals(Json.write(view.updatedAt(present.modifiedAt())), present.document());
    }

    /**
     * Returns a modification time that is later than the stored one. A transaction that began earlier and waited for
     * its locks must not set the modification time back.
     */
    private static Instant later(Instant now, CurrentDocument present) {
        return present == null || present.modifiedAt().isBefore(now)
                ? now
                : present.modifiedAt().plusMillis(1);
    }
}
