package org.offprint.journal.articles;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.offprint.journal.affiliations.AffiliationRef;
import org.offprint.journal.articles.notices.Retraction;
import org.offprint.journal.articles.notices.Withdrawal;
import org.offprint.journal.issues.IssueRef;
import org.offprint.journal.journals.JournalRef;
import org.offprint.kernel.faults.Finding;
import org.offprint.kernel.identifiers.Orcid;
import org.offprint.kernel.json.Json;
import org.offprint.kernel.record.ArticleBody;
import org.offprint.kernel.record.ContractAudience;

/**
 * Article as returned by the API: the newest version for readers, the working copy for editors of its journal. The JSON
 * document is self-contained, and is stored in this form for readers.
 *
 * @param status publication status; returned only to editors, like the members revision, hasUnpublishedChanges,
 *     scheduledAt, scheduleProblem, withdrawal and createdAt
 * @param affiliations affiliations of the contributors, resolved and numbered in the order in which the contributors
 *     name them
 */
@Schema(description = "Article. Readers get the newest version, and editors of the journal get the working copy.")
public record ArticleView(
        @Schema(required = true) UUID id,
        @Schema(required = true) String slug,

        @Schema(
                extensions = @Extension(name = ContractAudience.EXTENSION, value = ContractAudience.EDITORS),
                description = "Publication status of the article. Returned to editors only.")
        ArticleStatus status,

        @Schema(
                extensions = @Extension(name = ContractAudience.EXTENSION, value = ContractAudience.EDITORS),
                description = "Revision number, which increases with every change. The entity tag is derived from the"
                        + " revision. Returned to editors only.")
        Integer revision,

        @Schema(description = "Number of the newest published version.")
        Integer version,

        @Schema(
                extensions = @Extension(name = ContractAudience.EXTENSION, value = ContractAudience.EDITORS),
                description = "Whether the working copy differs from the newest version. Returned to editors only.")
        Boolean hasUnpublishedChanges,

        @Schema(
                extensions = @Extension(name = ContractAudience.EXTENSION, value = ContractAudience.EDITORS),
                description = "Time at which the working copy will be published. Returned to editors only.")
        Instant scheduledAt,

        @Schema(
                extensions = @Extension(name = ContractAudience.EXTENSION, value = ContractAudience.EDITORS),
                nullable = true,
                description = "Reasons why the scheduled publication failed. Returned to editors only.")
        List<Finding> scheduleProblem,

        @Schema(required = true, description = "Journal of the article.")
        JournalRef journal,

        @Schema(
                description = "Issue that contains the article. Omitted if there is none. While the issue is"
                        + " unpublished, readers see at most its volume and number.")
        IssueRef issue,

        @Schema(description = "Section of the journal that contains the article.")
        SectionRef section,

        @Schema(
                description =
                        "Position of the article within its section of the issue, starting at 1. Omitted for readers"
                                + " while the issue is unpublished.")
        Integer position,

        @JsonUnwrapped ArticleBody body,

        @Schema(
                required = true,
                description = "Affiliations of the contributors, resolved and numbered in the order in which the"
                        + " contributors name them.")
        List<AffiliationRef> affiliations,

        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        @Schema(
                nullable = true,
                description = "ORCID iDs that the contributors have confirmed themselves. Omitted if there are none.")
        List<Orcid> confirmedOrcids,

        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        @Schema(
                nullable = true,
                description = "Keys of the references that cite a retracted article of this service, as in `GET"
                        + " …/references`. Returned to readers only. Omitted if there are none.")
        List<String> retractedReferences,

        @Schema(description = "Retraction or similar notice about the article. Omitted if there is none.")
        Retraction retraction,

        @Schema(
                extensions = @Extension(name = ContractAudience.EXTENSION, value = ContractAudience.EDITORS),
                description = "Withdrawal, which is shown to readers as a tombstone. Returned to editors only.")
        Withdrawal withdrawal,

        @Schema(
                extensions = @Extension(name = ContractAudience.EXTENSION, value = ContractAudience.EDITORS),
                description = "Time of creation. Returned to editors only.")
        Instant createdAt,

        Instant updatedAt,

        @Schema(description = "Time of the first publication in this service.")
        Instant publishedAt,

        @Schema(
                required = true,
                description = "URLs of the article (`self`), its journal, issue, contents, versions and landing page"
                        + " (`landingPage`). Editors also get `publication` and `history`.")
        Map<String, String> links) {

    public ArticleView {
        confirmedOrcids = Json.orEmpty(confirmedOrcids);
        retractedReferences = Json.orEmpty(retractedReferences);
    }

    /** Section of an issue, as displayed in an article. */
    @Schema(description = "Section as shown by an article.")
    public record SectionRef(
            @Schema(required = true, description = "Id of the section.")
            UUID id,

            @Schema(required = true, description = "Title of the section.")
            String title) {}

    /** Returns a copy of the article view with the given typesetting time. */
    public ArticleView updatedAt(Instant time) {
        return copy(body, retraction, time, links);
    }

    /**
     * Returns a copy of the article view with the given retraction, or without a retraction if {@code marked} is null.
     */
    public ArticleView retracted(Retraction marked) {
        return copy(body, marked, updatedAt, links);
    }

    /** Returns a copy of the article view with the given {@code self} link. */
    public ArticleView at(String self) {
        Map<String, String> elsewhere = new LinkedHashMap<>(links);
        elsewhere.put("self", self);
        return copy(body, retraction, updatedAt, elsewhere);
    }

    /** Returns a copy of the article view with the given content. */
    public ArticleView withBody(ArticleBody shown) {
        return copy(shown, retraction, updatedAt, links);
    }

    private ArticleView copy(ArticleBody shown, Retraction marked, Instant time, Map<String, String> leading) {
        return new ArticleView(
                id,
                slug,
                status,
                revision,
                version,
                hasUnpublishedChanges,
                scheduledAt,
                scheduleProblem,
                journal,
                issue,
                section,
                position,
                shown,
                affiliations,
                confirmedOrcids,
                retractedReferences,
                marked,
                withdrawal,
                createdAt,
                time,
                publishedAt,
                leading);
    }
}
