package org.offprint.journal.articles;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
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

/**
 * Article as returned by the API: the newest version for readers, the working copy for editors of its journal. The
 * document is self-contained, and is stored in this form for readers.
 *
 * @param status publication status. Returned to editors only, like revision, hasUnpublishedChanges, scheduledAt,
 *     scheduleProblem, withdrawal and createdAt
 * @param affiliations affiliations of the contributors in order, resolved and numbered
 */
@Schema(description = "Article: the newest version for readers, the working copy for editors of its journal.")
public record ArticleView(
        @Schema(required = true) UUID id,
        @Schema(required = true) String slug,

        @Schema(description = "Publication status of the article. Returned to editors only.")
        ArticleStatus status,

        @Schema(description = "Number of changes, from which the entity tag is derived. Returned to editors only.")
        Integer revision,

        @Schema(description = "Number of the newest published version.")
        Integer version,

        @Schema(description = "Whether the working copy differs from the newest version. Returned to editors only.")
        Boolean hasUnpublishedChanges,

        @Schema(description = "Time at which the working copy will be published. Returned to editors only.")
        Instant scheduledAt,

        @Schema(
                nullable = true,
                description = "Reasons why the scheduled publication failed. Returned to editors only.")
        List<Finding> scheduleProblem,

        @Schema(required = true) JournalRef journal,
        IssueRef issue,
        SectionRef section,
        Integer position,
        @JsonUnwrapped ArticleBody body,

        @Schema(required = true, description = "Affiliations of the contributors in order, resolved and numbered.")
        List<AffiliationRef> affiliations,

        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        @Schema(
                nullable = true,
                description = "ORCID iDs that the contributors have confirmed themselves. Left out if there are none.")
        List<Orcid> confirmedOrcids,

        Retraction retraction,

        @Schema(description = "Withdrawal that readers see as a tombstone. Returned to editors only.")
        Withdrawal withdrawal,

        @Schema(description = "Time of creation. Returned to editors only.")
        Instant createdAt,

        Instant updatedAt,

        @Schema(description = "Time of the first publication in this service.")
        Instant publishedAt,

        @Schema(required = true) Map<String, String> links) {

    public ArticleView {
        confirmedOrcids = Json.orEmpty(confirmedOrcids);
    }

    /** Section as shown by an article. */
    public record SectionRef(
            @Schema(required = true) UUID id,
            @Schema(required = true) String title) {}

    /** Returns a copy with the given time of typesetting. */
    public ArticleView updatedAt(Instant time) {
        return copy(body, retraction, time, links);
    }

    /** Returns a copy with the given retraction. Null lifts a retraction. */
    public ArticleView retracted(Retraction marked) {
        return copy(body, marked, updatedAt, links);
    }

    /** Returns a copy with the given {@code self} link. */
    public ArticleView at(String self) {
        Map<String, String> elsewhere = new LinkedHashMap<>(links);
        elsewhere.put("self", self);
        return copy(body, retraction, updatedAt, elsewhere);
    }

    /** Returns a copy with the given body. */
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
                marked,
                withdrawal,
                createdAt,
                time,
                publishedAt,
                leading);
    }
}
