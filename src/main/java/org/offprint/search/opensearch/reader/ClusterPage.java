package org.offprint.search.opensearch.reader;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.Sort;
import org.offprint.search.SearchAnswer;
import org.offprint.search.SearchAnswer.CorrectedQuery;
import org.offprint.search.SearchAnswer.Facet;
import org.offprint.search.SearchAnswer.Hit;
import org.offprint.search.SearchIndex.NotReadyException;
import org.offprint.search.SearchRequest;
import org.offprint.search.SearchRequest.PagePosition;
import org.offprint.search.feed.ArticleText;
import org.offprint.search.lucene.highlight.Highlights;
import org.offprint.search.lucene.mapping.FieldNames;
import org.offprint.search.lucene.query.ListSort;
import org.offprint.search.lucene.query.PageQuery;
import org.offprint.search.lucene.query.QueryTranslation;
import org.offprint.search.lucene.query.SpellingCorrection;
import org.offprint.search.opensearch.client.QueryJson;
import org.offprint.search.opensearch.client.SortJson;
import org.offprint.search.query.SearchQuery;
import org.offprint.search.schema.FullTextField;
import org.offprint.search.schema.RecordKind;
import org.offprint.search.schema.SortOrder;

/**
 * Answers one search request with an OpenSearch cluster. The hits, the total and the facets come from one response of
 * the cluster.
 */
public final class ClusterPage {

    private static final String TITLES = FieldNames.stored(FullTextField.TITLE);
    private static final String ABSTRACTS = FieldNames.stored(FullTextField.ABSTRACT);
    private static final String CITATIONS = FieldNames.order(RecordKind.ARTICLE, SortOrder.MOST_CITED);

    private final SearchRequest request;
    private final AudienceSearch search;
    private final ClusterRecords records;
    private final PageQuery page;
    private final ClusterFacets facets;
    private final long deadline;
    private final Function<Collection<String>, Map<String, ArticleText>> texts;

    /**
     * Creates a search in a cluster.
     *
     * @param texts loads the full texts of articles by file hash, for highlights
     */
    public ClusterPage(
            SearchRequest request,
            AudienceSearch search,
            ClusterRecords records,
            Function<Collection<String>, Map<String, ArticleText>> texts)
            throws IOException {
        this.request = request;
        this.search = search;
        this.records = records;
        this.texts = texts;
        deadline = System.nanoTime() + search.longest().toNanos();
        page = new PageQuery(request, records);
        facets = new ClusterFacets(page, request, search, new QueryTranslation(records, request.kind()));
    }

    public SearchAnswer answer() throws IOException {
        boolean backwards = request.place() instanceof PagePosition.Beside beside && beside.backwards();
        // The cluster has no index fields with the first bytes of sort texts.
        ListSort sorting = new ListSort(request.kind(), request.order(), backwards, field -> false);
        Sort sort = sorting.sort();
        JsonNode answer = search.records(body(sorting, sort), request.order() == SortOrder.RELEVANCE, fields());
        JsonNode found = answer.path("hits").path("hits");
        boolean more = found.size() > request.limit();
        List<JsonNode> shown = firstOfEachRecord(found);
        if (backwards) {
            Collections.reverse(shown);
        }
        long total = request.counted()
                ? answer.path("hits").path("total").path("value").longValue()
                : -1;
        List<Facet> counted = request.facets().isEmpty() ? List.of() : facets.facets(answer.path("aggregations"));
        CorrectedQuery meant = total == 0 && page.words() != null ? correctedQuery() : null;
        return new SearchAnswer(hits(shown, sorting, sort), more, total, counted, meant, null);
    }

    /**
     * Returns the hits of the page without second documents of the same record. While a record changes from the working
     * index to the published index, or in the other direction, editors can find it in both.
     */
    private List<JsonNode> firstOfEachRecord(JsonNode found) {
        Map<String, JsonNode> records = new LinkedHashMap<>();
        for (JsonNode hit : found) {
            if (records.size() < request.limit()) {
                records.putIfAbsent(StoredFields.record(hit), hit);
            }
        }
        return new ArrayList<>(records.values());
    }

    private Map<String, Object> body(ListSort sorting, Sort sort) throws IOException {
        Map<String, Object> body = new LinkedHashMap<>();
        if (facets.ignoreOwnFilter()) {
            // A facet ignores the filter of its own field. The query therefore does not contain the filters; they are
            // applied to the hits afterwards.
            body.put("query", QueryJson.of(page.ranked(List.of())));
            body.put(
                    "post_filter",
                    QueryJson.all(
                            page.filters().values().stream().map(QueryJson::of).toList()));
        } else {
            body.put("query", QueryJson.of(page.ranked(page.filters().values())));
        }
        body.put("sort", SortJson.of(sort));
        body.put("size", request.limit() + 1);
        if (request.place() instanceof PagePosition.Numbered numbered) {
            body.put("from", (numbered.page() - 1) * request.limit());
        } else if (request.place() instanceof PagePosition.Beside beside) {
            body.put("search_after", SortJson.after(sort, sorting.position(beside.sortValues())));
        }
        body.put("track_total_hits", request.counted());
        body.put("track_scores", false);
        if (!request.facets().isEmpty()) {
            body.put("aggs", facets.aggregations());
        }
        return body;
    }

    private List<String> fields() {
        List<String> fields = new ArrayList<>(
                List.of(FieldNames.ITEM, FieldNames.LONG_ITEM, FieldNames.MERGED, FieldNames.SOURCE, CITATIONS));
        if (request.highlight()) {
            fields.addAll(StoredFields.forms(TITLES));
            fields.addAll(StoredFields.forms(ABSTRACTS));
        }
        return fields;
    }

    /** Returns a corrected query with at least one hit under the same filters, or null if there is no suggestion. */
    private CorrectedQuery correctedQuery() throws IOException {
        SearchQuery instead = new SpellingCorrection(records, new ClusterDictionary(search), request.kind())
                .replacement(request.query(), this::count);
        return instead == null ? null : new CorrectedQuery(instead, count(instead));
    }

    private long count(SearchQuery other) throws IOException {
        Query instead = page.replacement(other);
        return instead == null ? 0 : search.count(instead);
    }

    private List<Hit> hits(List<JsonNode> shown, ListSort sorting, Sort sort) throws IOException {
        Query words = page.words();
        Highlights highlights = request.highlight() && words != null
                ? new Highlights(request.query(), words, records.languages())
                : null;
        Map<String, ArticleText> fullTexts =
                highlights != null && highlights.includeFullTexts() ? fullTexts(shown) : Map.of();
        List<Hit> hits = new ArrayList<>();
        for (JsonNode each : shown) {
            List<String> values = sorting.values(SortJson.read(sort, each.path("sort")));
            String textOf = StoredFields.one(each, FieldNames.SOURCE);
            hits.add(new Hit(
                    values.get(values.size() - 1),
                    item(each),
                    request.kind() == RecordKind.ARTICLE ? StoredFields.number(each, CITATIONS) : null,
                    request.kind() == RecordKind.AFFILIATION ? StoredFields.bytes(each, FieldNames.MERGED) : null,
                    values,
                    highlights == null
                            ? Map.of()
                            : highlights.of(
                                    StoredFields.texts(each, TITLES),
                                    StoredFields.texts(each, ABSTRACTS),
                                    // No full text is highlighted after the deadline, because highlighting a long text
                                    // takes too much time.
                                    textOf == null || System.nanoTime() > deadline ? null : fullTexts.get(textOf))));
        }
        return hits;
    }

    private static byte[] item(JsonNode hit) {
        byte[] item = StoredFields.bytes(hit, FieldNames.ITEM);
        item = item == null ? StoredFields.bytes(hit, FieldNames.LONG_ITEM) : item;
        if (item == null && StoredFields.isLong(hit)) {
            throw new NotReadyException("A record changed while it was being read. Try again in a moment.");
        }
        return item;
    }

    private Map<String, ArticleText> fullTexts(List<JsonNode> shown) {
        Set<String> sources = new HashSet<>();
        shown.forEach(each -> sources.addAll(StoredFields.values(each, FieldNames.SOURCE)));
        return sources.isEmpty() ? Map.of() : texts.apply(sources);
    }
}
