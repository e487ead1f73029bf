package org.offprint.journal.publishing;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.offprint.kernel.faults.Problems;
import org.offprint.platform.changes.Change;
import org.offprint.platform.database.sql.Sql;

/** Finds the published articles that display a journal, an issue, an affiliation or another article. */
@ApplicationScoped
public class Dependents {

    private static final String AFFILIATION = "select article from published_affiliation"
            + " where affiliation = any(array(select affiliation_with_merged(?)))";
    private static final String ISSUE = "select article from published_article where not withdrawn and issue = ?";
    private static final String JOURNAL = "select article from published_article where not withdrawn and journal = ?";

    /**
     * Selects all articles that are related to an article by a relation in either direction or by a displayed inverse
     * relation. The article itself is also selected if it has related articles, because a concurrent transaction may
     * have written one of them without seeing it. Relations to a former DOI of the article are included.
     */
    private static final String ARTICLE = """
            select r.article from published_relation r where r.article = ?
            union select r.target from published_relation r where r.target = ?
            union select p.article from published_article p join published_relation r on r.doi_key = p.doi_key
                  where p.article = ?
            union select r.article from published_relation r where r.target = ?
            union select r.article from published_relation r join doi d on d.doi = r.doi_key where d.holder = ?
            union select r.target from published_relation r where r.target is not null and r.article = ?
            union select p.article from published_article p join published_relation r on r.doi_key = p.doi_key
                  where r.article = ?
            union select s.article from shown_inverse s where s.source = ?""";

    /**
     * Selects the articles that have at least one related article according to {@link #ARTICLE}. Many articles are
     * checked in one query.
     */
    private static final String RELATED = """
            select id from unnest(?) as id
            where exists (select from published_relation r where r.article = id)
               or exists (select from published_relation r where r.target = id)
               or exists (select from published_relation r join published_article p on r.doi_key = p.doi_key
                    where p.article = id)
               or exists (select from published_relation r join doi d on d.doi = r.doi_key where d.holder = id)
               or exists (select from shown_inverse s where s.source = id)""";

    private static final UUID FIRST = new UUID(0, 0);

    private final Sql sql;

    Dependents(Sql sql) {
        this.sql = sql;
    }

    /** Returns the number of articles to which a change of the given record will be propagated. */
    public long count(Change.Kind kind, UUID id) {
        return sql.first(
                        "select count(*) from published_article where not withdrawn and article in (" + of(kind) + ")",
                        row -> row.getLong(1),
                        parameters(kind, id).toArray())
                .orElseThrow();
    }

    /**
     * Returns at most {@code limit} dependent articles after the article {@code last}, in id order. If {@code last} is
     * null, the result starts with the lowest article id.
     */
    List<UUID> after(Change.Kind kind, UUID id, UUID last, int limit) {
        List<Object> parameters = parameters(kind, id);
        parameters.add(last == null ? FIRST : last);
        parameters.add(limit);
        return sql.list(
                "select article from published_article where not withdrawn and article in (" + of(kind)
                        + ") and article > ? order by article limit ?",
                row -> Sql.uuid(row, "article"),
                parameters.toArray());
    }

    /**
     * Returns the ids of the given articles that are the source or target of a relation. Changes to articles without
     * relations do not affect other articles.
     */
    Set<UUID> related(Collection<UUID> articles) {
        return articles.isEmpty() ? Set.of() : new HashSet<>(sql.list(RELATED, row -> Sql.uuid(row, "id"), articles));
    }

    /**
     * Checks that no published article states a relation to the given article.
     *
     * @throws org.offprint.kernel.faults.ProblemException 409 with up to 10 of the articles that state a relation
     */
    public void requireUnrelated(UUID article) {
        List<String> users = sql.list(
                "select distinct article from published_relation where target = ? order by article limit 10",
                row -> "/v1/articles/" + Sql.uuid(row, "article"),
                article);
        if (!users.isEmpty()) {
            long total = sql.first(
                            "select count(distinct article) from published_relation where target = ?",
                            row -> row.getLong(1),
                            article)
                    .orElseThrow();
            throw Problems.inUse("article", users, total);
        }
    }

    private static String of(Change.Kind kind) {
        return switch (kind) {
            case JOURNAL -> JOURNAL;
            case ISSUE -> ISSUE;
            case AFFILIATION -> AFFILIATION;
            case ARTICLE -> ARTICLE;
        };
    }

    private static List<Object> parameters(Change.Kind kind, UUID id) {
        int marks = (int) of(kind).chars().filter(c -> c == '?').count();
        return new ArrayList<>(Collections.nCopies(marks, id));
    }
}
