package org.offprint.search.opensearch.reader;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.search.Query;
import org.offprint.search.SearchIndex.NotReadyException;
import org.offprint.search.SearchIndex.TooCostlyException;
import org.offprint.search.opensearch.client.ClusterFields;
import org.offprint.search.opensearch.client.ClusterIndexes.Pair;
import org.offprint.search.opensearch.client.ClusterRejectionException;
import org.offprint.search.opensearch.client.ClusterUnavailableException;
import org.offprint.search.opensearch.client.QueryJson;
import org.offprint.search.opensearch.client.SearchCluster;
import org.offprint.search.schema.Audience;

/** Searches a cluster for the records that one audience can see. */
public final class AudienceSearch {

    /**
     * Maximum number of values of a field that are counted exactly, even if the records are distributed over several
     * shards.
     */
    public static final int MAX_EXACT_VALUES = 2_000;

    /** Maximum number of hits in one response. */
    static final int MAX_HITS = 10_000;

    /** Maximum transfer time of a response, in addition to the timeout of the search. */
    private static final Duration TRANSFER_TIME = Duration.ofSeconds(3);

    /**
     * Preference value of all searches, so that the next page is read from the same shard copies and its scores are
     * comparable.
     */
    private static final String PREFERENCE = "offprint";

    private static final int BUSY = 429;

    private final SearchCluster cluster;
    private final Pair indexes;
    private final Audience audience;
    private final Duration longest;

    /**
     * Creates a search for one audience.
     *
     * @param longest timeout of a search request
     */
    public AudienceSearch(SearchCluster cluster, Pair indexes, Audience audience, Duration longest) {
        this.cluster = cluster;
        this.indexes = indexes;
        this.audience = audience;
        this.longest = longest;
    }

    /** Returns the timeout of a search request. */
    Duration longest() {
        return longest;
    }

    /** Returns a query that is limited to the records that the audience can see. */
    private Map<String, Object> visible(Map<String, Object> query) {
        return audience == Audience.READERS
                ? query
                : Map.of(
                        "bool",
                        Map.of(
                                "must",
                                List.of(query),
                                "must_not",
                                List.of(Map.of("term", Map.of(ClusterFields.COVERED, true)))));
    }

    /**
     * Returns the response to a search. The {@code query} in the request body is limited to the records that the
     * audience can see.
     *
     * @throws TooCostlyException if the search took too long
     * @throws NotReadyException if a part of the index did not answer
     */
    public JsonNode ask(Map<String, Object> body, boolean isRanked) {
        // Compute word weights across all shards.
        String path =
                index() + "/_search?preference=" + PREFERENCE + (isRanked ? "&search_type=dfs_query_then_fetch" : "");
        return checked(cluster.post("/" + path, asked(body), longest.plus(TRANSFER_TIME)));
    }

    /** Returns the responses to several unranked searches that are sent in one request, like {@link #ask}. */
    List<JsonNode> askAll(List<Map<String, Object>> bodies) {
        if (bodies.size() < 2) {
            return bodies.stream().map(body -> ask(body, false)).toList();
        }
        List<Object> lines = new ArrayList<>();
        for (Map<String, Object> body : bodies) {
            lines.add(Map.of("index", index(), "preference", PREFERENCE));
            lines.add(asked(body));
        }
        List<JsonNode> answers = new ArrayList<>();
        for (JsonNode answer :
                cluster.searches(lines, longest.plus(TRANSFER_TIME)).path("responses")) {
            int status = answer.path("status").asInt();
            if (status == BUSY || status >= 500) {
                throw new ClusterUnavailableException(
                        "The search cluster could not run all searches; one of them failed with HTTP status " + status,
                        null);
            } else if (status >= 300) {
                throw ClusterRejectionException.of(status, answer.path("error"));
            }
            answers.add(checked(answer));
        }
        return answers;
    }

    private String index() {
        return audience == Audience.READERS ? indexes.published() : indexes.both();
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> asked(Map<String, Object> body) {
        Map<String, Object> asked = new LinkedHashMap<>(body);
        asked.put("query", visible((Map<String, Object>) body.get("query")));
        asked.put("timeout", longest.toMillis() + "ms");
        return asked;
    }

    private JsonNode checked(JsonNode answer) {
        if (answer.path("timed_out").asBoolean()) {
            throw TooCostlyException.timedOut();
        }
        if (answer.path("_shards").path("failed").asInt() > 0) {
            throw new NotReadyException("Some shards of the search cluster do not respond. Try again in a moment.");
        }
        return answer;
    }

    /** Returns the number of records that match a query. */
    public long count(Query query) {
        return counts(List.of(query)).get(0);
    }

    /** Returns the number of records that match each of the given queries. */
    List<Long> counts(List<Query> queries) {
        List<Map<String, Object>> bodies = queries.stream()
                .map(query -> Map.<String, Object>of("query", QueryJson.of(query), "size", 0, "track_total_hits", true))
                .toList();
        return askAll(bodies).stream()
                .map(answer -> answer.path("hits").path("total").path("value").longValue())
                .toList();
    }

    /**
     * Returns matching records with the given fields, in no particular order.
     *
     * @param most maximum number of records
     * @param fields names of the fields in the index
     */
    List<JsonNode> records(Map<String, Object> query, int most, List<String> fields) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("query", query);
        body.put("size", Math.min(most, MAX_HITS));
        return hits(List.of(records(body, false, fields)));
    }

    /**
     * Returns the response to a search like {@link #ask}, with the given fields of each hit. The names are the field
     * names in the index.
     */
    JsonNode records(Map<String, Object> body, boolean isRanked, List<String> fields) {
        StoredFields.ask(fields, body);
        JsonNode answer = ask(body, isRanked);
        addLong(hits(List.of(answer)), fields);
        return answer;
    }

    /**
     * Returns the responses to several unranked searches, with the given fields of each hit. The searches are sent in
     * one request.
     */
    List<JsonNode> records(List<Map<String, Object>> bodies, List<String> fields) {
        bodies.forEach(body -> StoredFields.ask(fields, body));
        List<JsonNode> answers = askAll(bodies);
        addLong(hits(answers), fields);
        return answers;
    }

    private void addLong(List<JsonNode> hits, List<String> fields) {
        Map<String, Object> body = StoredFields.askLong(fields, hits);
        if (body != null) {
            StoredFields.addLong(hits, hits(List.of(ask(body, false))));
        }
    }

    private static List<JsonNode> hits(List<JsonNode> answers) {
        List<JsonNode> hits = new ArrayList<>();
        answers.forEach(answer -> answer.path("hits").path("hits").forEach(hits::add));
        return hits;
    }
}
