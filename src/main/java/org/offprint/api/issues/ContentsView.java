package org.offprint.api.issues;

import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.offprint.articles.ArticleSummary;
import org.offprint.articles.ArticleView.SectionRef;
import org.offprint.issues.IssueView;

/** The table of contents of an issue. */
@Schema(name = "Contents", description = "The table of contents of an issue.")
record ContentsView(
        @Schema(required = true) IssueView issue,

        @Schema(required = true, description = "In the journal's order; articles without section come last.")
        List<SectionContents> sections,

        @Schema(description = "The articles that were taken out of the issue. In answers to a change only.")
        List<UUID> removed) {

    /** The articles of one section. */
    @Schema(name = "SectionContents")
    record SectionContents(
            @Schema(description = "Left out for the articles without one.")
            SectionRef section,

            @Schema(required = true) List<ArticleSummary> articles) {}

    /** The same, naming what was taken out. */
    ContentsView removing(List<UUID> ids) {
        return new ContentsView(issue, sections, ids);
    }
}
