package org.offprint.journal.publishing.typesetting;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.offprint.journal.articles.Article;
import org.offprint.journal.articles.notices.Retraction;
import org.offprint.kernel.identifiers.Orcid;
import org.offprint.kernel.json.Json;
import org.offprint.kernel.record.ArticleBody;
import org.offprint.kernel.record.Reference;
import org.offprint.kernel.record.contributors.ConfirmedOrcid;
import org.offprint.platform.database.sql.Sql;
import org.offprint.platform.http.caching.EntityTag;

/**
 * Source of a typeset article: its content, and its placement and notices, which are stored separately.
 *
 * @param confirmations confirmed ORCID iDs, including outdated confirmations; empty for a working copy
 * @param retractedReferences keys of the references that cite a retracted article; empty for a working copy
 * @param version version number shown in the article; null for a working copy that was never published
 */
public record Manuscript(
        UUID id,
        String slug,
        UUID journal,
        UUID issue,
        UUID section,
        Integer position,
        Integer version,
        ArticleBody body,
        List<ConfirmedOrcid> confirmations,
        List<String> retractedReferences,
        Retraction retraction,
        Instant publishedAt) {

    /** Returns the typesetting source of a working copy. */
    public static Manuscript ofWorkingCopy(Article article) {
        return new Manuscript(
                article.id,
                article.slug,
                article.journal,
                article.issue,
                article.section,
                article.position,
                article.version == 0 ? null : article.version,
                article.body,
                List.of(),
                List.of(),
                article.retraction,
                article.publishedAt);
    }

    /** Returns a copy of the typesetting source with the given content and without a version number. */
    Manuscript printed(ArticleBody printed) {
        return new Manuscript(
                id,
                slug,
                journal,
                issue,
                section,
                position,
                null,
                printed,
                confirmations,
                retractedReferences,
                retraction,
                publishedAt);
    }

    /** Reads a typesetting source from a database row with an article and the content of its newest version. */
    static Manuscript read(ResultSet row) throws SQLException {
        ArticleBody body = Json.read(row.getString("body"), ArticleBody.class);
        return new Manuscript(
                Sql.uuid(row, "id"),
                row.getString("slug"),
                Sql.uuid(row, "journal"),
                Sql.uuid(row, "issue"),
                Sql.uuid(row, "section"),
                Sql.integer(row, "position"),
                row.getInt("version"),
                body,
                List.of(Json.read(row.getString("confirmations"), ConfirmedOrcid[].class)),
                retractedReferences(body.references(), row.getString("retracted_links")),
                Json.read(row.getString("retraction"), Retraction.class),
                Sql.instant(row, "published_at"));
    }

    /**
     * Returns the keys of the references that link to a retracted article. The links can be from the preceding version,
     * because links are stored only after a publication. A link is ignored if the content of the reference has changed
     * since the link was stored.
     *
     * @param links JSON object that maps the key of each linked reference to its content hash; null for none
     */
    private static List<String> retractedReferences(List<Reference> references, String links) {
        if (links == null) {
            return List.of();
        }
        Map<?, ?> hashes = Json.read(links, Map.class);
        List<String> keys = Reference.keys(references);
        return IntStream.range(0, keys.size())
                .filter(i -> hashes.containsKey(keys.get(i))
                        && EntityTag.of(references.get(i).content()).equals(hashes.get(keys.get(i))))
                .mapToObj(keys::get)
                .toList();
    }

    /**
     * Returns the ORCID iDs to display as confirmed. An iD is displayed as confirmed only if all contributors with this
     * iD have confirmed it.
     */
    List<Orcid> confirmedOrcids() {
        return confirmations.stream()
                .filter(confirmed -> body.contributors().stream().anyMatch(confirmed::isOf))
                .map(ConfirmedOrcid::orcid)
                .distinct()
                .filter(orcid -> body.contributors().stream()
                        .filter(contributor -> orcid.equals(contributor.orcid()))
                        .allMatch(contributor ->
                                confirmations.stream().anyMatch(confirmed -> confirmed.isOf(contributor))))
                .toList();
    }
}
