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

/** Table of contents of an issue, as returned to clients. */
@Schema(name = "Contents", description = "Table of contents of an issue.")
record ContentsView(
        @Schema(required = true, description = "Issue whose contents are listed.")
        IssueView issue,

        @Schema(
                required = true,
                description = "Sections in the section order of the journal. Articles without a section come last.")
        List<SectionContents> sections,

        @Schema(
                nullable = true,
                description = "Ids of the articles that the request removed from the issue. Present only in responses"
                        + " to changes.")
        List<UUID> removed) {

    /** Section of a journal with its translated titles. */
    @Schema(name = "ContentsSection", description = "Section of a journal with its translations.")
    record ContentsSection(
            @Schema(required = true, description = "Id of the section.")
            UUID id,

            @Schema(required = true, description = "Title of the section.")
            String title,

            @Schema(description = "Abbreviated title of the section.")
            String abbreviation,

            @Schema(required = true, description = "Translations of the section, keyed by language tag.")
            Map<LanguageTag, SectionTranslation> translations) {

        static ContentsSection of(Section section) {
            return new ContentsSection(section.id(), section.title(), section.abbreviation(), section.translations());
        }
    }

    /** Articles of one section of an issue. */
    @Schema(name = "SectionContents", description = "Articles of one section of an issue.")
    record SectionContents(
            @Schema(description = "Section of the articles. Omitted for articles without a section.")
            ContentsSection section,

            @Schema(
                    required = true,
                    description = "Articles of the section, in the order in which the issue lists them.")
            List<ArticleSummary> articles) {}

    /** Returns a copy of this table of contents that also lists the ids of articles removed from the issue. */
    ContentsView withRemoved(List<UUID> ids) {
        return new ContentsView(issue, sections, ids);
    }
}
