package org.offprint.web.site.journals;

import java.util.List;
import org.offprint.web.site.pages.ListedArticle;
import org.offprint.web.site.records.PublishedIssues.SectionOfIssue;

/**
 * Table of contents of an issue.
 *
 * @param before previous issue; null for the first issue
 * @param after next issue; null for the newest issue
 */
public record IssueContents(ShownIssue issue, List<ShownSection> sections, ShownIssue before, ShownIssue after) {

    /** Articles in a section of an issue, with the section title. The title is null for articles without a section. */
    public record ShownSection(String title, List<ListedArticle> articles) {

        static ShownSection of(SectionOfIssue section) {
            return new ShownSection(
                    section.section() == null ? null : section.section().title(),
                    section.articles().stream().map(ListedArticle::of).toList());
        }
    }
}
