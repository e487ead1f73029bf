package org.offprint.imports.resolving;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.offprint.imports.batch.ImportRequest;
import org.offprint.imports.batch.ResolvedReferences;
import org.offprint.imports.keys.IssueKey;
import org.offprint.imports.keys.OrganizationKey;
import org.offprint.journal.articles.ArticleRows;
import org.offprint.kernel.json.Json;
import org.offprint.kernel.record.IssueBody;
import org.offprint.platform.database.sql.Sql;

/** Looks up the references of all records in a batch with a fixed number of SQL statements. */
@ApplicationScoped
public class ReferenceQueries {

    private static final String AFFILIATIONS = """
            select id, affiliation_end(id) as end_id, ror, body ->> 'name' as name,
                coalesce(body ->> 'country', '') as country
            from affiliation where id in (
                select id from affiliation where id = any(?::uuid[])
                union select id from affiliation where ror = any(?::text[])
                union select a.id from unnest(?::text[]) as wanted join affiliation a
                    on hashtextextended(a.body ->> 'name', 0) = hashtextextended(wanted, 0) and a.body ->> 'name' = wanted)
            order by merged_into is not null, id""";

    private static final String ISSUES = "select id, journal, body, status = 'published' as is_public from issue i";

    private static final String ISSUES_BY_PLACE = ISSUES
            + " join unnest(?::uuid[], ?::text[], ?::text[]) as wanted (j, v, n) on i.journal = wanted.j"
            + " and coalesce(i.body ->> 'volume', '') = wanted.v and coalesce(i.body ->> 'number', '') = wanted.n"
            + " order by id";

    /** Selects the records with the given DOIs, and whether readers can see them. */
    private static final String DOIS = """
            select doi, d.kind, holder, coalesce(a.journal, i.journal) as journal,
                coalesce(a.version > 0, i.status = 'published', false) as is_public
            from doi d left join article a on d.kind = 'article' and a.id = holder
                left join issue i on d.kind = 'issue' and i.id = holder
            where doi = any(?)""";

    private static final String IDENTIFIED = """
            select a.id, a.journal, a.body ->> 'doi' as doi, wanted from unnest(?::text[]) as wanted join article a
                on a.body -> 'identifiers' @> jsonb_build_array(jsonb_build_object(
                    'type', split_part(wanted, ' ', 1), 'value', substr(wanted, strpos(wanted, ' ') + 1)))
                and a.body -> 'identifiers' <> '[]'""";

    private final Sql sql;
    private final JournalQueries journals;
    private final ArticleRows rows;

    ReferenceQueries(Sql sql, JournalQueries journals, ArticleRows rows) {
        this.sql = sql;
        this.journals = journals;
        this.rows = rows;
    }

    /**
     * Looks up all references except issues by volume and number, which can be looked up only after their journals are
     * known.
     */
    public void lookUp(BatchReferences references, ImportRequest.Importer by, ResolvedReferences resolved) {
        journals.lookUp(references.journals, resolved);
        affiliations(references, resolved);
        if (!references.issues.isEmpty()) {
            issues(ISSUES + " where id = any(?::uuid[])", by, resolved, texts(references.issues));
        }
        articles(references, by, resolved);
    }

    private void affiliations(BatchReferences references, ResolvedReferences resolved) {
        if (references.affiliations.isEmpty() && references.rors.isEmpty() && references.organizations.isEmpty()) {
            return;
        }
        sql.list(
                AFFILIATIONS,
                row -> {
                    resolved.addAffiliation(
                            Sql.uuid(row, "id"),
                            Sql.uuid(row, "end_id"),
                            new OrganizationKey(row.getString("ror"), row.getString("name"), row.getString("country")));
                    return null;
                },
                texts(references.affiliations),
                references.rors,
                references.organizations);
    }

    /**
     * Looks up the records to which deferred references refer: affiliations by id, ROR id or name, and articles by id.
     */
    public ResolvedReferences lookUpDeferred(List<JsonNode> named, ImportRequest.Importer by) {
        BatchReferences references = new BatchReferences(named);
        ResolvedReferences resolved = new ResolvedReferences();
        affiliations(references, resolved);
        articles(references, by, resolved);
        return resolved;
    }

    /** Looks up issues by volume and number within their journals. */
    public void issues(Collection<IssueKey> keys, ImportRequest.Importer by, ResolvedReferences resolved) {
        List<IssueKey> places =
                keys.stream().map(IssueKey::withoutYearAndTitle).distinct().toList();
        if (!places.isEmpty()) {
            issues(
                    ISSUES_BY_PLACE,
                    by,
                    resolved,
                    places.stream().map(place -> place.journal().toString()).toList(),
                    places.stream().map(IssueKey::volume).toList(),
                    places.stream().map(IssueKey::number).toList());
        }
    }

    private void issues(
            String statement, ImportRequest.Importer by, ResolvedReferences resolved, Object... parameters) {
        sql.list(
                statement,
                row -> {
                    UUID id = Sql.uuid(row, "id");
                    UUID journal = Sql.uuid(row, "journal");
                    if (!row.getBoolean("is_public") && !by.edits(journal)) {
                        resolved.addHidden(id);
                        return null;
                    }
                    resolved.addIssue(id, journal, Json.read(row.getString("body"), IssueBody.class));
                    return null;
                },
                parameters);
    }

    private void articles(BatchReferences references, ImportRequest.Importer by, ResolvedReferences resolved) {
        if (!references.articles.isEmpty()) {
            existingArticles(references.articles).values().forEach(article -> {
                if (article.isPublic() || by.edits(article.journal())) {
                    resolved.addArticle(article.id(), article.isPublic());
                } else {
                    resolved.addHidden(article.id());
                }
            });
        }
        if (!references.dois.isEmpty()) {
            sql.list(
                    DOIS,
                    row -> {
                        resolved.addDoi(
                                row.getString("doi"),
                                new ResolvedReferences.RecordHolder(
                                        row.getString("kind"),
                                        Sql.uuid(row, "holder"),
                                        Sql.uuid(row, "journal"),
                                        row.getBoolean("is_public")));
                        return null;
                    },
                    references.dois);
        }
        if (!references.identifiers.isEmpty()) {
            sql.list(
                    IDENTIFIED,
                    row -> {
                        resolved.addIdentifier(
                                row.getString("wanted"),
                                new ResolvedReferences.IdentifiedArticle(
                                        Sql.uuid(row, "id"), Sql.uuid(row, "journal"), row.getString("doi")));
                        return null;
                    },
                    references.identifiers);
        }
        rows.usedSlugs(references.slugs).forEach(resolved::reserveSlug);
    }

    /** Returns the existing articles with the given ids, keyed by id. */
    public Map<UUID, ResolvedReferences.RecordHolder> existingArticles(Collection<UUID> articles) {
        return articles.isEmpty()
                ? Map.of()
                : sql
                        .list(
                                "select id, journal, version > 0 as is_public from article where id = any(?)",
                                row -> new ResolvedReferences.RecordHolder(
                                        "article",
                                        Sql.uuid(row, "id"),
                                        Sql.uuid(row, "journal"),
                                        row.getBoolean("is_public")),
                                articles)
                        .stream()
                        .collect(Collectors.toMap(ResolvedReferences.RecordHolder::id, Function.identity()));
    }

    private static List<String> texts(Set<UUID> ids) {
        return ids.stream().map(UUID::toString).toList();
    }
}
