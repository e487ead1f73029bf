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
import org.offprint.search.opensearch.client.ClusterAwayException;
import org.offprint.search.opensearch.client.ClusterFields;
import org.offprint.search.opensearch.client.ClusterIndexes.Pair;
import org.offprint.search.opensearch.client.ClusterRefusalException;
import org.offprint.search.opensearch.client.QueryJson;
import org.offprint.search.opensearch.client.SearchCluster;
import org.offprint.search.schema.Audience;

/** Searches in what one audience has on a cluster. */
public final class AudienceSearch {

    /** Most values of a field that are counted exactly, whatever shards they are on. */
    public static final int MOST_EXACT = 2_000;

    /** Most hits of one answer. */
    static final int MOST_HITS = 10_000;

    /** The time that the answer may be on its way, beside that which the search may take. */
    private static final Duration ON_THE_WAY = Duration.ofSeconds(3);

    /** Names the copies that are asked, so that they are those of the page before and its scores are of one kind. */
    private static final String COPY = "offprint";

    private static final int BUSY = 429;

    private final SearchCluster cluster;
    private final Pair indexes;
    private final Audience audience;
    private final Duration longest;

    /** @param longest how long a search may take */
    public AudienceSearch(SearchCluster cluster, Pair indexes, Audience audience, Duration longest) {
        this.cluster = cluster;
        this.indexes = indexes;
        this.audience = audience;
        this.longest = longest;
    }

    /** Returns how long a search may take. */
    Duration longest() {
        return longest;
    }

    /** Returns the query for what matches and this audience has. */
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
     * Returns the answer to a search; {@code query} of the body is narrowed to what the audience has.
     *
     * @throws TooCostlyException where it took too long
     * @throws NotReadyException where a part of the index did not answer
     */
    public JsonNode ask(Map<String, Object> body, boolean isRanked) {
        // The weight of a word is that in all shards.
        String path = index() + "/_search?preference=" + COPY + (isRanked ? "&search_type=dfs_query_then_fetch" : "");
        return checked(cluster.post("/" + path, asked(body), longest.plus(ON_THE_WAY)));
    }

    /** Returns the answers to several searches that are not ranked, by one request; see {@link #ask}. */
    List<JsonNode> askAll(List<Map<String, Object>> bodies) {
        if (bodies.size() < 2) {
            return bodies.stream().map(body -> ask(body, false)).toList();
        }
        List<Object> lines = new ArrayList<>();
        for (Map<String, Object> body : bodies) {
            lines.add(Map.of("index", index(), "preference", COPY));
            lines.add(asked(body));
        }
        List<JsonNode> answers = new ArrayList<>();
        for (JsonNode answer : cluster.searches(lines, longest.plus(ON_THE_WAY)).path("responses")) {
            int status = answer.path("status").asInt();
            if (status == BUSY || status >= 500) {
                throw new ClusterAwayException("The search cluster did not answer all searches: " + status, null);
            } else if (status >= 300) {
                throw ClusterRefusalException.of(status, answer.path("error"));
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
            throw new TooCostlyException("The search took longer than " + longest.toMillis() + " ms.");
        }
        if (answer.path("_shards").path("failed").asInt() > 0) {
            throw new NotReadyException("A part of the search cluster does not answer. Try again in a moment.");
        }
        return answer;
    }

    /** Returns the number of records that match. */
    public long count(Query query) {
        return counts(List.of(query)).get(0);
    }

    /** Returns the numbers of records that match each of these queries. */
    List<Long> counts(List<Query> queries) {
        List<Map<String, Object>> bodies = queries.stream()
                .map(query -> Map.<String, Object>of("query", QueryJson.of(query), "size", 0, "track_total_hits", true))
                .toList();
        return askAll(bodies).stream()
                .map(answer -> answer.path("hits").path("total").path("value").longValue())
                .toList();
    }

    /**
     * Returns records that match with some of their fields, in no order.
     *
     * @param most how many at most
     * @param fields as the index names them
     */
    List<JsonNode> records(Map<String, Object> query, int most, List<String> fields) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("query", query);
        body.put("size", Math.min(most, MOST_HITS));
        return hits(List.of(records(body, false, fields)));
    }

    /** Returns the answer to a search, the hits of which have these fields, as the index names them; see {@link #ask}. */
    JsonNode records(Map<String, Object> body, boolean isRanked, List<String> fields) {
        StoredFields.ask(fields, body);
        JsonNode answer = ask(body, isRanked);
        addLong(hits(List.of(answer)), fields);
        return answer;
    }

    /** Returns the answers to several such searches that are not ranked, by one request. */
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
