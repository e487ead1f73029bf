package org.offprint.web.site.works;

import io.quarkus.qute.RawString;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.offprint.journal.articles.ArticleSummary;
import org.offprint.kernel.json.Json;
import org.offprint.search.SearchAnswer;
import org.offprint.search.SearchAnswer.Facet;
import org.offprint.search.SearchAnswer.Hit;
import org.offprint.search.query.QuerySyntax;
import org.offprint.search.query.QuerySyntaxException;
import org.offprint.search.schema.FullTextField;
import org.offprint.search.schema.RecordKind;
import org.offprint.search.schema.SortOrder;
import org.offprint.search.schema.TermField;
import org.offprint.web.site.pages.ListedArticle;
import org.offprint.web.site.pages.PageNumber;

/**
 * Search and its results, as displayed on the search page.
 *
 * @param fault syntax error; null if the search text is a valid query
 * @param meant suggested search; null if there is none
 * @param total number of matching articles
 * @param pages number of available result pages
 */
public record ShownSearch(
        String q,
        SyntaxError fault,
        SuggestedSearch meant,
        long total,
        List<ListedArticle> results,
        List<ShownFacet> facets,
        List<ShownValue> chosen,
        List<SearchPageQuery.InvalidValue> leftOut,
        List<Order> orders,
        List<Map.Entry<String, String>> hidden,
        boolean needsText,
        String from,
        String until,
        int page,
        int pages,
        String previous,
        String next) {

    private static final String JOURNAL = TermField.JOURNAL_ID.word();
    private static final int MAX_HIGHLIGHTS = 3;

    /**
     * Syntax error in the search text, with the text before, at and after its position. {@code suggestion} is a
     * corrected search text; empty if there is none.
     */
    public record SyntaxError(String code, String before, String at, String after, String suggestion, String path) {}

    /** Suggested search text that has results. */
    public record SuggestedSearch(String text, long total, String path) {}

    /** Facet of the search results, with the values of one field. */
    public record ShownFacet(String name, List<ShownValue> values) {}

    /**
     * Filter value on the search page.
     *
     * @param path path of this search with the value added or, if it is selected, removed
     */
    public record ShownValue(String filter, String value, String label, long count, boolean isChosen, String path) {}

    /** Sort order available on the search page. */
    public record Order(String word, boolean isChosen) {}

    /** Returns the number of the previous result page. */
    public int previousPage() {
        return page - 1;
    }

    /** Returns the number of the next result page. */
    public int nextPage() {
        return page + 1;
    }

    /** Returns the names of the fields that can be used in a search query. */
    public String fields() {
        return String.join(", ", QuerySyntax.fields(RecordKind.ARTICLE));
    }

    /**
     * Creates the content of the search page.
     *
     * @param wrong syntax error; null if the search text is a valid query
     * @param isOfOnly whether the selected journal is the only journal and is therefore not displayed
     */
    static ShownSearch of(SearchPageQuery asked, SearchAnswer answer, QuerySyntaxException wrong, boolean isOfOnly) {
        int pages = PageNumber.pages(answer.total());
        List<ShownFacet> facets = answer.facets().stream()
                .map(facet -> shown(facet, asked, answer.total()))
                .filter(facet ->
                        !facet.values().isEmpty() && !(isOfOnly && facet.name().equals(JOURNAL)))
                .toList();
        boolean ofSeveral = answer.facets().stream()
                .anyMatch(facet ->
                        facet.field() == TermField.JOURNAL_ID && facet.values().size() > 1);
        return new ShownSearch(
                asked.q(),
                wrong == null ? null : fault(asked, wrong),
                meant(asked, answer),
                answer.total(),
                answer.hits().stream().map(hit -> listed(hit, ofSeveral)).toList(),
                facets,
                chosen(asked, facets).stream()
                        .filter(value -> !(isOfOnly && value.filter().equals(JOURNAL)))
                        .toList(),
                asked.leftOut(),
                SearchPageQuery.ORDERS.stream()
                        .filter(order -> !asked.q().isEmpty() || order != SortOrder.RELEVANCE)
                        .map(order -> new Order(order.word(), order == asked.order()))
                        .toList(),
                asked.hidden(),
                asked.values().containsKey(SearchPageQuery.HAS),
                asked.value(SearchPageQuery.FROM),
                asked.value(SearchPageQuery.UNTIL),
                asked.page(),
                pages,
                asked.page() > 1 ? asked.pathOf(asked.page() - 1) : "",
                asked.page() < pages ? asked.pathOf(asked.page() + 1) : "");
    }

    private static ListedArticle listed(Hit hit, boolean ofSeveral) {
        List<RawString> highlights = Stream.of(FullTextField.ABSTRACT, FullTextField.FULLTEXT)
                .flatMap(field -> hit.highlights().getOrDefault(field.word(), List.of()).stream())
                .limit(MAX_HIGHLIGHTS)
                .map(RawString::new)
                .toList();
        return new ListedArticle(Json.read(hit.item(), ArticleSummary.class), ofSeveral, highlights);
    }

    /**
     * Returns a facet with its displayed values. Values that all results share are omitted unless they are selected.
     */
    private static ShownFacet shown(Facet facet, SearchPageQuery asked, long total) {
        String name = facet.field().word();
        List<ShownValue> values = new ArrayList<>();
        for (SearchAnswer.Value value : facet.values()) {
            boolean tells = facet.field() == TermField.RETRACTED
                    ? value.value().equals("true")
                    : facet.values().size() > 1 || value.count() < total;
            if (value.selected() || tells) {
                values.add(new ShownValue(
                        name,
                        value.value(),
                        value.label() == null ? value.value() : value.label(),
                        value.count(),
                        value.selected(),
                        value.selected()
                                ? asked.pathWithout(name, value.value())
                                : asked.pathWith(name, value.value())));
            }
        }
        return new ShownFacet(name, values);
    }

    /** Returns the selected values of all search filters, with labels from the facets if available. */
    private static List<ShownValue> chosen(SearchPageQuery asked, List<ShownFacet> facets) {
        List<ShownValue> chosen = new ArrayList<>();
        asked.values().forEach((name, spelled) -> {
            List<ShownValue> known = facets.stream()
                    .filter(facet -> facet.name().equals(name))
                    .flatMap(facet -> facet.values().stream())
                    .filter(ShownValue::isChosen)
                    .toList();
            chosen.addAll(known);
            if (known.isEmpty()) {
                spelled.forEach(value ->
                        chosen.add(new ShownValue(name, value, value, 0, true, asked.pathWithout(name, value))));
            }
        });
        return chosen;
    }

    private static SuggestedSearch meant(SearchPageQuery asked, SearchAnswer answer) {
        if (answer.meant() == null) {
            return null;
        }
        String text = QuerySyntax.write(answer.meant().query(), RecordKind.ARTICLE);
        return new SuggestedSearch(text, answer.meant().total(), asked.pathWith(text));
    }

    private static SyntaxError fault(SearchPageQuery asked, QuerySyntaxException wrong) {
        String q = asked.q();
        int at = Math.min(wrong.position(), q.length());
        int end = at < q.length() ? q.offsetByCodePoints(at, 1) : at;
        String suggestion = wrong.suggestion() == null ? "" : wrong.suggestion();
        return new SyntaxError(
                wrong.code(),
                q.substring(0, at),
                q.substring(at, end),
                q.substring(end),
                suggestion,
                asked.pathWith(suggestion));
    }
}
