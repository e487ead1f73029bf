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
 * A search and what it found, as its page shows them.
 *
 * @param fault null where the text is a query
 * @param meant null where nothing else comes to mind
 * @param total articles that were found
 * @param pages that can be asked for
 */
public record ShownSearch(
        String q,
        Fault fault,
        Meant meant,
        long total,
        List<ListedArticle> results,
        List<ShownFacet> facets,
        List<ShownValue> chosen,
        List<AskedSearch.LeftOut> leftOut,
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
    private static final int MOST_HIGHLIGHTS = 3;

    /** The place of a fault in the text, and a text without it; {@code suggestion} is empty where none comes to mind. */
    public record Fault(String code, String before, String at, String after, String suggestion, String path) {}

    /** A text that finds something. */
    public record Meant(String text, long total, String path) {}

    /** The values of a field. */
    public record ShownFacet(String name, List<ShownValue> values) {}

    /**
     * A value of a filter.
     *
     * @param path of the search with it, or without it where it is chosen
     */
    public record ShownValue(String filter, String value, String label, long count, boolean isChosen, String path) {}

    /** An order to choose. */
    public record Order(String word, boolean isChosen) {}

    /** Returns the number of the page before. */
    public int previousPage() {
        return page - 1;
    }

    /** Returns the number of the page after. */
    public int nextPage() {
        return page + 1;
    }

    /** Returns the names of the fields that a query may ask for. */
    public String fields() {
        return String.join(", ", QuerySyntax.fields(RecordKind.ARTICLE));
    }

    /**
     * Makes what the page shows.
     *
     * @param wrong null where the text is a query
     * @param isOfOnly whether the chosen journal is the only one, which says nothing then
     */
    static ShownSearch of(AskedSearch asked, SearchAnswer answer, QuerySyntaxException wrong, boolean isOfOnly) {
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
                AskedSearch.ORDERS.stream()
                        .filter(order -> !asked.q().isEmpty() || order != SortOrder.RELEVANCE)
                        .map(order -> new Order(order.word(), order == asked.order()))
                        .toList(),
                asked.hidden(),
                asked.values().containsKey(AskedSearch.HAS),
                asked.value(AskedSearch.FROM),
                asked.value(AskedSearch.UNTIL),
                asked.page(),
                pages,
                asked.page() > 1 ? asked.pathOf(asked.page() - 1) : "",
                asked.page() < pages ? asked.pathOf(asked.page() + 1) : "");
    }

    private static ListedArticle listed(Hit hit, boolean ofSeveral) {
        List<RawString> highlights = Stream.of(FullTextField.ABSTRACT, FullTextField.FULLTEXT)
                .flatMap(field -> hit.highlights().getOrDefault(field.word(), List.of()).stream())
                .limit(MOST_HIGHLIGHTS)
                .map(RawString::new)
                .toList();
        return new ListedArticle(Json.read(hit.item(), ArticleSummary.class), ofSeveral, highlights);
    }

    /** Returns the values of a field that tell articles apart, and those that are chosen. */
    private static ShownFacet shown(Facet facet, AskedSearch asked, long total) {
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

    /** Returns the values of all filters, which facets have given labels to where they know them. */
    private static List<ShownValue> chosen(AskedSearch asked, List<ShownFacet> facets) {
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

    private static Meant meant(AskedSearch asked, SearchAnswer answer) {
        if (answer.meant() == null) {
            return null;
        }
        String text = QuerySyntax.write(answer.meant().query(), RecordKind.ARTICLE);
        return new Meant(text, answer.meant().total(), asked.pathWith(text));
    }

    private static Fault fault(AskedSearch asked, QuerySyntaxException wrong) {
        String q = asked.q();
        int at = Math.min(wrong.position(), q.length());
        int end = at < q.length() ? q.offsetByCodePoints(at, 1) : at;
        String suggestion = wrong.suggestion() == null ? "" : wrong.suggestion();
        return new Fault(
                wrong.code(),
                q.substring(0, at),
                q.substring(at, end),
                q.substring(end),
                suggestion,
                asked.pathWith(suggestion));
    }
}
