package org.offprint.search.opensearch.reader;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.search.Query;
import org.offprint.search.SearchAnswer.Facet;
import org.offprint.search.SearchAnswer.Value;
import org.offprint.search.SearchRequest;
import org.offprint.search.SearchRequest.FacetRequest;
import org.offprint.search.lucene.mapping.FieldNames;
import org.offprint.search.lucene.query.PageQuery;
import org.offprint.search.lucene.query.QueryTranslation;
import org.offprint.search.opensearch.client.ClusterFields;
import org.offprint.search.opensearch.client.QueryJson;
import org.offprint.search.schema.CountedFields;
import org.offprint.search.schema.RecordKind;
import org.offprint.search.schema.TermField;

/**
 * Counts the facet values of several fields. Each facet ignores the filter of its own field and applies all other
 * filters. The count of a value is the number of records that match a filter for the value. Counts are exact if the
 * matching records have at most {@link AudienceSearch#MAX_EXACT_VALUES} values of the field, or are on one shard.
 */
final class ClusterFacets {

    /** Maximum number of ancestor organizations that are counted separately. */
    private static final int MAX_ORGANIZATIONS = 500;

    private final PageQuery page;
    private final SearchRequest request;
    private final AudienceSearch search;
    private final QueryTranslation translation;

    ClusterFacets(PageQuery page, SearchRequest request, AudienceSearch search, QueryTranslation translation) {
        this.page = page;
        this.request = request;
        this.search = search;
        this.translation = translation;
    }

    /** Returns whether a facet ignores a filter, and therefore counts records that are not in the list. */
    boolean ignoreOwnFilter() {
        return request.facets().stream()
                .anyMatch(wanted -> page.filters().containsKey(wanted.field().word()));
    }

    /** Returns the OpenSearch aggregations, which are requested together with the hits. */
    Map<String, Object> aggregations() {
        Map<String, Object> all = new LinkedHashMap<>();
        for (FacetRequest wanted : request.facets()) {
            all.put(wanted.field().word(), among(others(wanted), counted(wanted)));
        }
        return all;
    }

    /** Returns all filters except the one for the facet's own field. */
    private List<Object> others(FacetRequest wanted) {
        List<Object> others = new ArrayList<>();
        page.filters().forEach((name, filter) -> {
            if (!name.equals(wanted.field().word())) {
                others.add(QueryJson.of(filter));
            }
        });
        return others;
    }

    private Map<String, Object> among(Collection<Object> filters, Map<String, Object> counts) {
        return Map.of(
                "filter", filters.isEmpty() ? Map.of("match_all", Map.of()) : QueryJson.all(filters), "aggs", counts);
    }

    private Map<String, Object> counted(FacetRequest wanted) {
        RecordKind kind = request.kind();
        TermField field = wanted.field();
        Map<String, Object> counts = new LinkedHashMap<>();
        boolean isPlain = !CountedFields.isFoundByMore(field) && !CountedFields.isOfOrganizations(kind, field);
        counts.put(
                "values",
                terms(FieldNames.counted(kind, field), isPlain ? wanted.size() : AudienceSearch.MAX_EXACT_VALUES));
        if (CountedFields.isFoundByMore(field)) {
            counts.put("found", terms(FieldNames.term(kind, field), AudienceSearch.MAX_EXACT_VALUES));
        } else if (CountedFields.isOfOrganizations(kind, field)) {
            counts.put(
                    "organizations",
                    terms(FieldNames.counted(kind, TermField.AFFILIATION_ID), AudienceSearch.MAX_EXACT_VALUES));
        }
        if (!wanted.selected().isEmpty()) {
            String of = isPlain ? FieldNames.counted(kind, field) : FieldNames.term(kind, field);
            Map<String, Object> terms = new LinkedHashMap<>();
            terms.put("field", ClusterFields.name(of));
            terms.put("include", List.copyOf(wanted.selected()));
            terms.put("size", wanted.selected().size());
            counts.put("selected", Map.of("terms", terms));
        }
        return counts;
    }

    /**
     * Returns an OpenSearch aggregation that counts field values, most frequent first. Values with equal counts are
     * sorted by value.
     */
    private static Map<String, Object> terms(String field, int size) {
        return Map.of(
                "terms",
                Map.of(
                        "field",
                        ClusterFields.name(field),
                        "size",
                        Math.max(1, size),
                        "shard_size",
                        Math.max(size, AudienceSearch.MAX_EXACT_VALUES)));
    }

    /** Parses the facets in a response to a search with the {@link #aggregations}. */
    List<Facet> facets(JsonNode counts) throws IOException {
        List<Facet> facets = new ArrayList<>();
        for (FacetRequest wanted : request.facets()) {
            facets.add(facet(wanted, counts.path(wanted.field().word())));
        }
        return facets;
    }

    /**
     * Facet value with the number of records that match a filter for it, and the number of records that have the value
     * themselves.
     */
    private record ValueCount(String value, long count, long own) {

        // At equal counts, an organization named by articles precedes its parent organizations.
        static final Comparator<ValueCount> MOST_FIRST = Comparator.comparingLong(ValueCount::count)
                .thenComparing(counted -> counted.own() > 0)
                .reversed()
                .thenComparing(ValueCount::value);
    }

    private Facet facet(FacetRequest wanted, JsonNode counts) throws IOException {
        Map<String, Long> own = numbers(counts.path("values"));
        Map<String, Long> selected = numbers(counts.path("selected"));
        Map<String, Long> found = new LinkedHashMap<>(own);
        if (CountedFields.isFoundByMore(wanted.field())) {
            Map<String, Long> more = numbers(counts.path("found"));
            found.replaceAll((value, count) -> Math.max(count, more.getOrDefault(value, count)));
        } else if (CountedFields.isOfOrganizations(request.kind(), wanted.field())) {
            Map<String, Long> wholes = countsOfAncestors(wanted, own, numbers(counts.path("organizations")));
            found.putAll(wholes);
            selected.putAll(ofSelected(wanted, found));
        }
        List<ValueCount> top = found.entrySet().stream()
                .filter(each -> each.getValue() > 0)
                .map(each -> new ValueCount(each.getKey(), each.getValue(), own.getOrDefault(each.getKey(), 0L)))
                .sorted(ValueCount.MOST_FIRST)
                .limit(wanted.size())
                .toList();
        Map<String, Long> shown = new LinkedHashMap<>();
        top.forEach(each -> shown.put(each.value(), each.count()));
        for (String value : new LinkedHashSet<>(wanted.selected())) {
            shown.putIfAbsent(value, found.getOrDefault(value, selected.getOrDefault(value, 0L)));
        }
        Map<String, String> labels = new ClusterLabels(search, request.kind()).of(wanted.field(), shown.keySet());
        List<Value> values = new ArrayList<>();
        shown.forEach((value, count) -> values.add(new Value(
                value,
                labels.getOrDefault(value, value),
                count,
                wanted.selected().contains(value))));
        return new Facet(wanted.field(), values);
    }

    private static Map<String, Long> numbers(JsonNode terms) {
        Map<String, Long> numbers = new LinkedHashMap<>();
        terms.path("buckets")
                .forEach(bucket -> numbers.put(
                        bucket.path("key").asText(), bucket.path("doc_count").longValue()));
        return numbers;
    }

    /**
     * Counts articles by ancestor organization. An article counts once for an organization, even if it names several of
     * its child organizations.
     */
    private Map<String, Long> countsOfAncestors(
            FacetRequest wanted, Map<String, Long> own, Map<String, Long> organizations) {
        Map<String, Set<String>> parts =
                new NamedOrganizations(search, organizations.keySet()).namedByAncestorValue(wanted.field());
        Map<String, Long> atMost = new HashMap<>();
        parts.forEach((value, named) -> atMost.put(
                value,
                own.getOrDefault(value, 0L)
                        + named.stream()
                                .mapToLong(id -> organizations.getOrDefault(id, 0L))
                                .sum()));
        Map<String, Object> filters = new LinkedHashMap<>();
        atMost.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .limit(MAX_ORGANIZATIONS)
                .forEach(each ->
                        filters.put(each.getKey(), filter(wanted.field(), each.getKey(), parts.get(each.getKey()))));
        return counts(wanted, filters);
    }

    private static Map<String, Object> filter(TermField field, String value, Set<String> organizations) {
        String named = ClusterFields.name(FieldNames.term(RecordKind.ARTICLE, TermField.AFFILIATION_ID));
        List<String> ids = new ArrayList<>(organizations);
        if (field == TermField.AFFILIATION_ID) {
            ids.add(value);
            return Map.of("terms", Map.of(named, ids));
        }
        String own = ClusterFields.name(FieldNames.term(RecordKind.ARTICLE, field));
        return Map.of(
                "bool",
                Map.of("should", List.of(Map.of("term", Map.of(own, value)), Map.of("terms", Map.of(named, ids)))));
    }

    /**
     * For each selected value that was not counted before, counts the records that match a filter for the value.
     * Returns the counts by value.
     */
    private Map<String, Long> ofSelected(FacetRequest wanted, Map<String, Long> found) throws IOException {
        Map<String, Object> filters = new LinkedHashMap<>();
        for (String value : wanted.selected()) {
            if (!found.containsKey(value)) {
                Query filter = translation.oneOf(wanted.field(), Set.of(value));
                filters.put(value, QueryJson.of(filter));
            }
        }
        return counts(wanted, filters);
    }

    private Map<String, Long> counts(FacetRequest wanted, Map<String, Object> filters) {
        if (filters.isEmpty()) {
            return Map.of();
        }
        List<Object> narrowing = others(wanted);
        narrowing.add(QueryJson.of(page.withoutFilters()));
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("query", QueryJson.all(narrowing));
        body.put("size", 0);
        body.put("aggs", Map.of("each", Map.of("filters", Map.of("filters", filters))));
        Map<String, Long> counts = new HashMap<>();
        search.ask(body, false)
                .path("aggregations")
                .path("each")
                .path("buckets")
                .fields()
                .forEachRemaining(bucket -> counts.put(
                        bucket.getKey(), bucket.getValue().path("doc_count").longValue()));
        return counts;
    }
}
