package org.offprint.search.opensearch.reader;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;
import org.offprint.search.lucene.analysis.Stemming;
import org.offprint.search.lucene.mapping.FieldNames;
import org.offprint.search.lucene.query.IndexedRecords;
import org.offprint.search.opensearch.client.ClusterFields;
import org.offprint.search.opensearch.client.QueryJson;
import org.offprint.search.schema.RecordKind;
import org.offprint.search.schema.TermField;

/**
 * Cluster implementation of the lookup of index records to which the searched records refer. The records are requested
 * while a query is built.
 */
public final class ClusterRecords extends IndexedRecords {

    private static final String KEY = ClusterFields.name(FieldNames.KEY);

    private final AudienceSearch search;
    private final Supplier<Set<String>> languages;

    /**
     * Creates the lookup of index records.
     *
     * @param languages languages of the indexed texts for which a stemmer exists, as returned by {@link #languagesOf}
     */
    public ClusterRecords(AudienceSearch search, Supplier<Set<String>> languages) {
        this.search = search;
        this.languages = languages;
    }

    @Override
    public Set<String> languages() {
        return languages.get();
    }

    /**
     * Requests the languages of the indexed texts from the cluster. Returns only languages for which a stemmer exists.
     */
    public static Set<String> languagesOf(AudienceSearch search) {
        Map<String, Object> counts = new LinkedHashMap<>();
        for (RecordKind kind : List.of(RecordKind.ARTICLE, RecordKind.JOURNAL)) {
            counts.put(
                    kind.name(),
                    Map.of(
                            "terms",
                            Map.of(
                                    "field",
                                    ClusterFields.name(FieldNames.term(kind, TermField.LANGUAGE)),
                                    "size",
                                    AudienceSearch.MAX_EXACT_VALUES)));
        }
        JsonNode answer = search.ask(Map.of("query", Map.of("match_all", Map.of()), "size", 0, "aggs", counts), false);
        Set<String> found = new TreeSet<>();
        answer.path("aggregations").forEach(each -> each.path("buckets")
                .forEach(bucket -> found.add(bucket.path("key").asText().split("-")[0])));
        found.retainAll(Stemming.languages());
        return found;
    }

    @Override
    public boolean has(String field) {
        return true;
    }

    @Override
    public Set<String> keys(RecordKind kind, Query query) {
        Set<String> keys = new LinkedHashSet<>();
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("query", QueryJson.all(List.of(QueryJson.of(query))));
        body.put("size", AudienceSearch.MAX_HITS);
        body.put("_source", false);
        body.put("track_total_hits", false);
        body.put("sort", List.of(Map.of(KEY, "asc")));
        JsonNode hits;
        do {
            hits = search.ask(body, false).path("hits").path("hits");
            hits.forEach(hit -> keys.add(hit.path("sort").path(0).asText()));
            if (keys.size() > MAX_RECORDS) {
                throw tooMany(kind);
            }
            if (!hits.isEmpty()) {
                body.put(
                        "search_after",
                        List.of(hits.get(hits.size() - 1).path("sort").path(0).asText()));
            }
        } while (hits.size() == AudienceSearch.MAX_HITS);
        return keys;
    }

    @Override
    protected List<String> ownIdentifiers(String article) {
        Query record = new TermQuery(new Term(FieldNames.RECORD, FieldNames.record(RecordKind.ARTICLE, article)));
        List<String> own = new ArrayList<>();
        search.ask(Map.of("query", QueryJson.of(record), "size", 1, "_source", List.of(FieldNames.OWN)), false)
                .path("hits")
                .path("hits")
                .forEach(hit -> own.addAll(StoredFields.values(hit, FieldNames.OWN)));
        return own;
    }

    /** Does nothing, because only the timeout limits the cost of a prefix search in a cluster. */
    @Override
    protected void checkPrefix(String field, BytesRef beginning) {
        // OpenSearch does not report the number of words with a prefix.
    }
}
