package org.offprint.web.site.works;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.offprint.kernel.identifiers.Ids;
import org.offprint.kernel.identifiers.InvalidValueException;
import org.offprint.kernel.identifiers.PartialDate;
import org.offprint.platform.http.parameters.QueryText;
import org.offprint.search.query.SearchQuery;
import org.offprint.search.schema.DateField;
import org.offprint.search.schema.Presence;
import org.offprint.search.schema.RecordKind;
import org.offprint.search.schema.SortOrder;
import org.offprint.search.schema.TermField;
import org.offprint.search.schema.TermValues;
import org.offprint.web.site.pages.PageNumber;

/**
 * Parameters in the URL of the search page. Any URL is accepted, because people edit URLs by hand and third parties add
 * parameters. Unknown parameters and invalid filter values are ignored.
 *
 * @param q search text; empty if there is none
 * @param values filter values by filter name, in the form used in URLs
 * @param filters filters for the index, keyed by the same names
 * @param page page number, starting at 1
 * @param leftOut invalid filter values that are ignored
 */
record SearchPageQuery(
        String q,
        Map<String, Set<String>> values,
        Map<String, SearchQuery> filters,
        SortOrder order,
        int page,
        List<InvalidValue> leftOut) {

    static final String PATH = "/search";

    /** Sort orders available on the search page. */
    static final List<SortOrder> ORDERS =
            List.of(SortOrder.RELEVANCE, SortOrder.NEWEST, SortOrder.OLDEST, SortOrder.TITLE);

    static final String HAS = "has";
    static final String FROM = "publishedFrom";
    static final String UNTIL = "publishedUntil";

    private static final String TEXT = "q";
    private static final String SORT = "sort";

    private static final int MAX_VALUES = 20;

    /** Search filters that match complete field values. */
    private static final Map<String, TermField> FIELDS = Stream.of(TermField.values())
            .filter(field -> field.isOf(RecordKind.ARTICLE))
            .filter(field -> !EnumSet.of(
                            TermField.STATUS,
                            TermField.ID,
                            TermField.SLUG,
                            TermField.KNOWN_BY,
                            TermField.REFERENCE_WORD)
                    .contains(field))
            .collect(Collectors.toMap(TermField::word, field -> field));

    private static final Map<String, Presence> PRESENCE =
            Stream.of(Presence.values()).collect(Collectors.toMap(Presence::word, each -> each));

    /** Invalid value of a search filter. */
    public record InvalidValue(String filter, String value) {}

    /**
     * Parses the query of a search page URL.
     *
     * @param query original query; null if the URL has none
     * @param journals returns the id of the journal with a slug, or an unused id
     * @throws IllegalArgumentException if the percent-encoding is invalid
     */
    static SearchPageQuery read(String query, UnaryOperator<String> journals) {
        Map<String, List<String>> given = new LinkedHashMap<>();
        QueryText.of(query).pairs().stream()
                .filter(pair -> !pair.getValue().isBlank())
                .forEach(pair -> given.computeIfAbsent(pair.getKey(), name -> new ArrayList<>())
                        .add(pair.getValue()));
        Map<String, Set<String>> values = new LinkedHashMap<>();
        Map<String, SearchQuery> filters = new LinkedHashMap<>();
        List<InvalidValue> leftOut = new ArrayList<>();
        given.forEach((name, texts) -> {
            if (FIELDS.containsKey(name)) {
                Set<String> kept = new LinkedHashSet<>();
                Set<String> normal = normal(FIELDS.get(name), texts, journals, kept, leftOut);
                if (!normal.isEmpty()) {
                    values.put(name, kept);
                    filters.put(name, new SearchQuery.OneOf(FIELDS.get(name), normal));
                }
            }
        });
        present(given.getOrDefault(HAS, List.of()), values, filters);
        published(given, values, filters, leftOut);
        String q = given.getOrDefault(TEXT, List.of("")).get(0);
        return new SearchPageQuery(
                q,
                values,
                filters,
                order(given.getOrDefault(SORT, List.of("")).get(0), !q.isEmpty()),
                PageNumber.read(
                        given.getOrDefault(PageNumber.PARAMETER, List.of("")).get(0)),
                leftOut);
    }

    /** Returns whether the request has no search text, filters or page number. */
    boolean isEmpty() {
        return q.isEmpty() && values.isEmpty() && leftOut.isEmpty() && page == 1;
    }

    private static Set<String> normal(
            TermField field,
            List<String> texts,
            UnaryOperator<String> journals,
            Set<String> kept,
            List<InvalidValue> leftOut) {
        Set<String> normal = new LinkedHashSet<>();
        for (String text : texts.subList(0, Math.min(texts.size(), MAX_VALUES))) {
            try {
                boolean isSlug = field == TermField.JOURNAL_ID && !Ids.isUuidShaped(text.strip());
                String value =
                        isSlug ? journals.apply(text.strip()) : TermValues.normal(field, RecordKind.ARTICLE, text);
                if (normal.add(value)) {
                    kept.add(isSlug ? text.strip() : value);
                }
            } catch (InvalidValueException e) {
                leftOut.add(new InvalidValue(field.word(), text));
            }
        }
        return normal;
    }

    private static void present(List<String> texts, Map<String, Set<String>> values, Map<String, SearchQuery> filters) {
        Set<String> words = texts.stream()
                .map(text -> text.strip().toLowerCase(Locale.ROOT))
                .filter(PRESENCE::containsKey)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        if (!words.isEmpty()) {
            values.put(HAS, words);
            filters.put(
                    HAS,
                    new SearchQuery.And(words.stream()
                            .<SearchQuery>map(word -> new SearchQuery.Has(PRESENCE.get(word), true))
                            .toList()));
        }
    }

    private static void published(
            Map<String, List<String>> given,
            Map<String, Set<String>> values,
            Map<String, SearchQuery> filters,
            List<InvalidValue> leftOut) {
        Instant from = instant(FROM, given, values, leftOut, PartialDate::firstDay);
        Instant until = instant(UNTIL, given, values, leftOut, SearchPageQuery::dayAfter);
        if (from != null || until != null) {
            filters.put(
                    "published",
                    new SearchQuery.Between(DateField.PUBLISHED, from, until == null ? null : until.minusNanos(1)));
        }
    }

    private static Instant instant(
            String name,
            Map<String, List<String>> given,
            Map<String, Set<String>> values,
            List<InvalidValue> leftOut,
            Function<PartialDate, LocalDate> day) {
        if (!given.containsKey(name)) {
            return null;
        }
        String text = given.get(name).get(0).strip();
        try {
            Instant at = day.apply(PartialDate.parse(text))
                    .atStartOfDay(ZoneOffset.UTC)
                    .toInstant();
            values.put(name, Set.of(text));
            return at;
        } catch (IllegalArgumentException e) {
            leftOut.add(new InvalidValue(name, text));
            return null;
        }
    }

    private static LocalDate dayAfter(PartialDate date) {
        LocalDate first = date.firstDay();
        return date.month() == null ? first.plusYears(1) : date.day() == null ? first.plusMonths(1) : first.plusDays(1);
    }

    private static SortOrder order(String word, boolean hasText) {
        SortOrder usual = hasText ? SortOrder.RELEVANCE : SortOrder.NEWEST;
        return ORDERS.stream()
                .filter(order -> order.word().equals(word))
                .filter(order -> hasText || order != SortOrder.RELEVANCE)
                .findFirst()
                .orElse(usual);
    }

    /** Returns the selected values of a search filter in the form used by the index. */
    Set<String> selected(TermField field) {
        return filters.get(field.word()) instanceof SearchQuery.OneOf chosen ? chosen.values() : Set.of();
    }

    /** Returns the URL of this search with a different search text. */
    String pathWith(String text) {
        return path(text, values, 1);
    }

    /** Returns the URL of another result page of this search. */
    String pathOf(int number) {
        return path(q, values, number);
    }

    /** Returns the URL of this search with an additional filter value. */
    String pathWith(String filter, String value) {
        Map<String, Set<String>> more = new LinkedHashMap<>(values);
        Set<String> all = new LinkedHashSet<>(values.getOrDefault(filter, Set.of()));
        all.add(value);
        more.put(filter, all);
        return path(q, more, 1);
    }

    /**
     * Returns the URL of this search without the given filter value, which can be in the form used in URLs or in the
     * index.
     */
    String pathWithout(String filter, String value) {
        Map<String, Set<String>> less = new LinkedHashMap<>(values);
        List<String> spelled = new ArrayList<>(values.getOrDefault(filter, Set.of()));
        List<String> known =
                filters.get(filter) instanceof SearchQuery.OneOf chosen ? new ArrayList<>(chosen.values()) : spelled;
        Set<String> rest = new LinkedHashSet<>();
        for (int i = 0; i < spelled.size(); i++) {
            if (!spelled.get(i).equals(value)
                    && !(i < known.size() && known.get(i).equals(value))) {
                rest.add(spelled.get(i));
            }
        }
        less.put(filter, rest);
        return path(q, less, 1);
    }

    private String path(String text, Map<String, Set<String>> filterValues, int number) {
        List<String> pairs = new ArrayList<>();
        add(pairs, TEXT, text);
        filterValues.forEach((name, all) -> all.forEach(value -> add(pairs, name, value)));
        boolean isUsual = order == (q.isEmpty() ? SortOrder.NEWEST : SortOrder.RELEVANCE);
        add(pairs, SORT, isUsual ? "" : order.word());
        add(pairs, PageNumber.PARAMETER, number == 1 ? "" : Integer.toString(number));
        return pairs.isEmpty() ? PATH : PATH + "?" + String.join("&", pairs);
    }

    private static void add(List<String> pairs, String name, String value) {
        if (!value.isEmpty()) {
            pairs.add(name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8));
        }
    }

    /** Returns the filters that the search form preserves in hidden fields. */
    List<Map.Entry<String, String>> hidden() {
        List<String> shown = Arrays.asList(HAS, FROM, UNTIL);
        return values.entrySet().stream()
                .filter(each -> !shown.contains(each.getKey()))
                .flatMap(each -> each.getValue().stream().map(value -> Map.entry(each.getKey(), value)))
                .toList();
    }

    /** Returns the first value of a search filter, or an empty string if there is none. */
    String value(String filter) {
        return values.getOrDefault(filter, Set.of()).stream().findFirst().orElse("");
    }
}
