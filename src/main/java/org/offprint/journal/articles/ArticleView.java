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
 * An article as it is read: to readers its newest version, to editors of its journal the working copy. Self-contained,
 * so that whoever has it needs nothing else; stored like this for readers.
 *
 * @param status for editors only, like revision, hasUnpublishedChanges, scheduledAt, scheduleProblem, withdrawal and
 *     createdAt
 * @param affiliations what the contributors name, in order, resolved and numbered
 */
@Schema(description = "An article: to readers its newest version, to editors of its journal the working copy.")
public record ArticleView(
        @Schema(required = true) UUID id,
        @Schema(required = true) String slug,

        @Schema(description = "What readers have of it. For editors.")
        ArticleStatus status,

        @Schema(description = "Counts the changes; the entity tag is made of it. For editors.")
        Integer revision,

        @Schema(description = "The newest published version.")
        Integer version,

        @Schema(description = "Whether the working copy differs from the newest version. For editors.")
        Boolean hasUnpublishedChanges,

        @Schema(description = "When the working copy will appear. For editors.")
        Instant scheduledAt,

        @Schema(nullable = true, description = "Why it did not appear at its time. For editors.")
        List<Finding> scheduleProblem,

        @Schema(required = true) JournalRef journal,
        IssueRef issue,
        SectionRef section,
        Integer position,
        @JsonUnwrapped ArticleBody body,

        @Schema(required = true, description = "What the contributors name, in order, resolved and numbered.")
        List<AffiliationRef> affiliations,

        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        @Schema(
                nullable = true,
                description = "The ORCID iDs that the contributors have confirmed themselves, where some have.")
        List<Orcid> confirmedOrcids,

        Retraction retraction,

        @Schema(description = "Why readers get a tombstone. For editors.")
        Withdrawal withdrawal,

        @Schema(description = "For editors.") Instant createdAt,
        Instant updatedAt,

        @Schema(description = "When it first appeared here.")
        Instant publishedAt,

        @Schema(required = true) Map<String, String> links) {

    public ArticleView {
        confirmedOrcids = Json.orEmpty(confirmedOrcids);
    }

    /** A section as an article shows it. */
    public record SectionRef(
            @Schema(required = true) UUID id,
            @Schema(required = true) String title) {}

    /** Returns a copy typeset at that time. */
    public ArticleView updatedAt(Instant time) {
        return copy(body, retraction, time, links);
    }

    /** Returns a copy with this retraction; null lifts it. */
    public ArticleView retracted(Retraction marked) {
        return copy(body, marked, updatedAt, links);
    }

    /** Returns a copy whose {@code self} link is this address. */
    public ArticleView at(String self) {
        Map<String, String> elsewhere = new LinkedHashMap<>(links);
        elsewhere.put("self", self);
        return copy(body, retraction, updatedAt, elsewhere);
    }

    /** Returns a copy with this body. */
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
