package org.offprint.web.api.issues;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.offprint.journal.articles.ArticleSummary;
import org.offprint.journal.issues.IssueView;
import org.offprint.kernel.identifiers.LanguageTag;
import org.offprint.kernel.record.Section;
import org.offprint.kernel.record.Section.SectionTranslation;

/** The table of contents of an issue. */
@Schema(name = "Contents", description = "The table of contents of an issue.")
record ContentsView(
        @Schema(required = true) IssueView issue,

        @Schema(required = true, description = "In the journal's order; articles without section come last.")
        List<SectionContents> sections,

        @Schema(
                nullable = true,
                description = "The articles that were taken out of the issue. In answers to a change only.")
        List<UUID> removed) {

    /** A section with what it is called in other languages. */
    @Schema(name = "ContentsSection")
    record ContentsSection(
            @Schema(required = true) UUID id,
            @Schema(required = true) String title,
            String abbreviation,

            @Schema(required = true, description = "By language.")
            Map<LanguageTag, SectionTranslation> translations) {

        static ContentsSection of(Section section) {
            return new ContentsSection(section.id(), section.title(), section.abbreviation(), section.translations());
        }
    }

    /** The articles of one section. */
    @Schema(name = "SectionContents")
    record SectionContents(
            @Schema(description = "Left out for the articles without one.")
            ContentsSection section,

            @Schema(required = true) List<ArticleSummary> articles) {}

    /** Returns a copy that names the removed articles. */
    ContentsView removing(List<UUID> ids) {
        return new ContentsView(issue, sections, ids);
    }
}
