package org.offprint.web.site.journals;

import java.util.List;
import org.offprint.web.site.pages.ListedArticle;
import org.offprint.web.site.records.PublishedIssues.SectionOfIssue;

/**
 * The table of contents of an issue.
 *
 * @param before null for the first
 * @param after null for the newest
 */
public record IssueContents(ShownIssue issue, List<ShownSection> sections, ShownIssue before, ShownIssue after) {

    /** The articles of a section; the title is null for those without one. */
    public record ShownSection(String title, List<ListedArticle> articles) {

        static ShownSection of(SectionOfIssue section) {
            return new ShownSection(
                    section.section() == null ? null : section.section().title(),
                    section.articles().stream().map(ListedArticle::of).toList());
        }
    }
}
