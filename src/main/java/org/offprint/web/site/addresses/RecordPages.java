package org.offprint.web.site.addresses;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.offprint.formats.writing.PublishedRecord;
import org.offprint.journal.journals.DoiRegister;
import org.offprint.kernel.faults.ProblemException;
import org.offprint.kernel.identifiers.Doi;
import org.offprint.kernel.identifiers.Issn;
import org.offprint.platform.database.sql.Sql;
import org.offprint.web.cache.ArticleSource;
import org.offprint.web.site.records.PublishedIssues;

/** Finds the pages of published and withdrawn records. */
@ApplicationScoped
class RecordPages {

    private static final int MAX_IDENTIFIER_LENGTH = 500;

    private final Sql sql;
    private final DoiRegister dois;
    private final ArticleSource documents;
    private final PublishedIssues issues;

    RecordPages(Sql sql, DoiRegister dois, ArticleSource documents, PublishedIssues issues) {
        this.sql = sql;
        this.dois = dois;
        this.documents = documents;
        this.issues = issues;
    }

    /**
     * Returns the page path of the record with the given current or former DOI.
     *
     * @throws ProblemException 410 if the article is withdrawn
     */
    Optional<String> ofDoi(Doi doi) {
        return dois.published(doi).flatMap(found -> found.isArticle() ? ofArticle(found.id()) : ofIssue(found.id()));
    }

    /**
     * Returns the page path of a published article.
     *
     * @throws ProblemException 410 if the article is withdrawn
     */
    Optional<String> ofArticle(UUID id) {
        return documents
                .find(id.toString())
                .map(published -> "/articles/" + published.orGone().slug());
    }

    /**
     * Returns the page path of the article that has an identifier of one of the given types. Returns empty if the
     * identifier matches no article or several articles.
     *
     * @param journal journal of the article; null for any journal
     * @throws ProblemException 410 if the article is withdrawn
     */
    Optional<String> ofIdentifier(List<String> types, String value, UUID journal) {
        if (value.isBlank() || value.length() > MAX_IDENTIFIER_LENGTH) {
            return Optional.empty();
        }
        List<UUID> found = sql.list(
                "select distinct a.id from unnest(?::text[]) as type join article a on a.body -> 'identifiers' @>"
                        + " jsonb_build_array(jsonb_build_object('type', type, 'value', ?::text)) and a.body ->"
                        + " 'identifiers' <> '[]' where a.status <> 'draft' and (?::uuid is null or a.journal = ?::uuid)"
                        + " limit 2",
                row -> Sql.uuid(row, "id"),
                types,
                value,
                journal,
                journal);
        return found.size() == 1 ? ofArticle(found.get(0)) : Optional.empty();
    }

    /** Returns whether the article with the given page path has a full-text PDF in this service. */
    boolean hasPdf(String articlePath) {
        return documents
                .find(articlePath.substring("/articles/".length()))
                .map(PublishedRecord::read)
                .flatMap(PublishedRecord::mainPdf)
                .isPresent();
    }

    /** Returns the id of the journal with the given ISSN, or empty if there is none. */
    Optional<UUID> journalOf(Issn issn) {
        return sql.first(
                "select journal from journal_issn where issn = ?", row -> Sql.uuid(row, "journal"), issn.value());
    }

    /** Returns the page path of a published issue, or empty if it is not published. */
    Optional<String> ofIssue(UUID id) {
        return issues.pathOf(id);
    }
}
