package org.offprint.web.site.works;

import java.util.List;
import org.offprint.journal.articles.ArticleSummary;
import org.offprint.kernel.json.Json;
import org.offprint.search.SearchAnswer;
import org.offprint.search.SearchAnswer.Hit;
import org.offprint.search.SearchAnswer.Value;
import org.offprint.search.schema.TermField;
import org.offprint.web.site.pages.ListedArticle;
import org.offprint.web.site.pages.PageNumber;

/**
 * Page of works, newest first.
 *
 * @param path path of the first page
 * @param total number of works on all pages
 * @param page page number, starting at 1
 * @param counts values of the counted fields
 */
public record WorksPage(
        String path, List<ListedArticle> articles, long total, int page, int pages, List<SearchAnswer.Facet> counts) {

    static WorksPage of(String path, SearchAnswer answer, int page) {
        List<ArticleSummary> found = answer.hits().stream()
                .map(Hit::item)
                .map(item -> Json.read(item, ArticleSummary.class))
                .toList();
        boolean ofSeveral = answer.facets().stream()
                .anyMatch(facet ->
                        facet.field() == TermField.JOURNAL_ID && facet.values().size() > 1);
        return new WorksPage(
                path,
                found.stream()
                        .map(article -> new ListedArticle(article, ofSeveral, List.of()))
                        .toList(),
                answer.total(),
                page,
                PageNumber.pages(answer.total()),
                answer.facets());
    }

    /** Returns the values of a counted field, most frequent first. */
    List<Value> values(TermField field) {
        return counts.stream()
                .filter(facet -> facet.field() == field)
                .flatMap(facet -> facet.values().stream())
                .toList();
    }

    /** Returns the URL path of the previous page, or an empty string on the first page. */
    public String previous() {
        return page <= 1 ? "" : page == 2 ? path : path + "?page=" + (page - 1);
    }

    /** Returns the URL path of the next page, or an empty string on the last page. */
    public String next() {
        return page < pages ? path + "?page=" + (page + 1) : "";
    }

    /** Returns the URL path of this page. */
    String self() {
        return page == 1 ? path : path + "?page=" + page;
    }
}
