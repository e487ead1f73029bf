package org.offprint.journal.publishing.typesetting;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.offprint.journal.articles.ArticleOrder;
import org.offprint.journal.articles.ArticleSummary;
import org.offprint.journal.articles.ArticleView;
import org.offprint.kernel.json.Json;
import org.offprint.kernel.json.Vocabulary;
import org.offprint.kernel.record.Relation;
import org.offprint.platform.database.sql.Sql;
import org.offprint.platform.http.caching.EntityTag;

/**
 * Stores typeset articles for readers, with their references to other records. The propagation of changes uses these
 * references to find dependent articles.
 */
@ApplicationScoped
class PublishedRows {

    private static final String UPSERT = """
            insert into published_article (article, version, journal, issue, section, position, type, doi, doi_key,
                    withdrawn, sort_key, document, summary, etag, modified_at)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, false, ?, ?, ?, ?, ?)
            on conflict (article) do update set version = excluded.version, journal = excluded.journal,
                    issue = excluded.issue, section = excluded.section, position = excluded.position,
                    type = excluded.type, doi = excluded.doi, doi_key = excluded.doi_key, withdrawn = false, sort_key = excluded.sort_key,
                    document = excluded.document, summary = excluded.summary, etag = excluded.etag,
                    modified_at = excluded.modified_at
            """;

    private final Sql sql;
    private final CompressedDocuments compressed;
    private final RecentArticleViews recent;

    PublishedRows(Sql sql, CompressedDocuments compressed, RecentArticleViews recent) {
        this.sql = sql;
        this.compressed = compressed;
        this.recent = recent;
    }

    /** Stores typeset articles that are published for the first time. */
    void add(List<Manuscript> manuscripts, Map<UUID, ArticleView> views, TypesetRelations.RelationSet related) {
        List<Object[]> rows = new ArrayList<>();
        List<Object[]> compressedRows = new ArrayList<>();
        for (Manuscript manuscript : manuscripts) {
            ArticleView view = views.get(manuscript.id());
            byte[] document = Json.write(view);
            String etag = EntityTag.of(document);
            recent.add(view, document.length, etag);
            rows.add(row(manuscript, view, document, etag));
            compressedRows.add(compressed.row(view, document, etag));
        }
        sql.batch(UPSERT, rows);
        compressedRows.removeIf(Objects::isNull);
        compressed.store(compressedRows);
        addNamed(manuscripts, related);
    }

    /** Replaces the stored documents of typeset articles. */
    void replace(List<Manuscript> manuscripts, Map<UUID, ArticleView> views, TypesetRelations.RelationSet related) {
        List<Object[]> ids = manuscripts.stream()
                .map(manuscript -> new Object[] {manuscript.id()})
                .toList();
        sql.batch("delete from published_affiliation where article = ?", ids);
        sql.batch("delete from published_relation where article = ?", ids);
        sql.batch("delete from shown_inverse where article = ?", ids);
        add(manuscripts, views, related);
    }

    private void addNamed(List<Manuscript> manuscripts, TypesetRelations.RelationSet related) {
        List<Object[]> affiliations = new ArrayList<>();
        List<Object[]> stated = new ArrayList<>();
        List<Object[]> inverses = new ArrayList<>();
        for (Manuscript manuscript : manuscripts) {
            // Store the affiliations that the article names, even if they have been merged, so that the article is
            // found again if a merge is undone.
            TypesettingSources.affiliations(manuscript)
                    .distinct()
                    .forEach(affiliation -> affiliations.add(new Object[] {manuscript.id(), affiliation}));
            stated.addAll(stated(manuscript));
            related.inverses().getOrDefault(manuscript.id(), List.of()).stream()
                    .map(TypesetRelations.Inverse::source)
                    .distinct()
                    .forEach(source -> inverses.add(new Object[] {manuscript.id(), source}));
        }
        sql.batch("insert into published_affiliation (article, affiliation) values (?, ?)", affiliations);
        sql.batch(
                "insert into published_relation (article, ordinal, type, target, doi_key) values (?, ?, ?, ?, ?)",
                stated);
        sql.batch("insert into shown_inverse (article, source) values (?, ?)", inverses);
    }

    private static Object[] row(Manuscript manuscript, ArticleView view, byte[] document, String etag) {
        var doi = manuscript.body().doi();
        return new Object[] {
            manuscript.id(),
            manuscript.version(),
            manuscript.journal(),
            manuscript.issue(),
            manuscript.section(),
            manuscript.position(),
            Vocabulary.termOf(manuscript.body().type()),
            doi == null ? null : doi.value(),
            doi == null ? null : doi.key(),
            ArticleOrder.ofPublished(manuscript.body().dates(), manuscript.publishedAt()),
            document,
            Json.write(ArticleSummary.of(view)),
            etag,
            view.updatedAt()
        };
    }

    private static List<Object[]> stated(Manuscript manuscript) {
        List<Object[]> rows = new ArrayList<>();
        List<Relation> relations = manuscript.body().relations();
        for (int i = 0; i < relations.size(); i++) {
            Relation relation = relations.get(i);
            rows.add(new Object[] {
                manuscript.id(),
                i,
                Vocabulary.termOf(relation.type()),
                relation.article(),
                relation.doi() == null ? null : relation.doi().key()
            });
        }
        return rows;
    }
}
