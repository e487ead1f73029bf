package org.offprint.search.opensearch.updates;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.offprint.search.lucene.mapping.FieldNames;
import org.offprint.search.opensearch.client.ClusterIndexes.Pair;
import org.offprint.search.opensearch.client.ClusterRejectionException;
import org.offprint.search.opensearch.client.ClusterUnavailableException;
import org.offprint.search.opensearch.client.SearchCluster;

/**
 * Position in the change log up to which an index contains all changes. The position is stored in one document per
 * shard, after all changes up to it were written. If a shard loses its last writes, it also loses their position, and
 * the changes are written again. A node overwrites only positions that it wrote itself, so a loss is detected no later
 * than at the next write.
 */
final class ClusterPositions {

    /** Value of the field {@code kind} in position documents, which differs from all record kinds. */
    private static final String KIND = "POSITION";

    private static final int MOST_SHARDS = 1_000;

    private final SearchCluster cluster;
    /** Ids of the position documents by index, one id per shard, cached after the first lookup. */
    private final Map<String, Map<Integer, String>> known = new HashMap<>();

    /** Sequence number and primary term of the last write of each position document, by document path. */
    private final Map<String, LastWrite> left = new HashMap<>();

    private record LastWrite(long number, long term) {

        static LastWrite by(JsonNode write) {
            return new LastWrite(
                    write.path("_seq_no").longValue(),
                    write.path("_primary_term").longValue());
        }
    }

    ClusterPositions(SearchCluster cluster) {
        this.cluster = cluster;
    }

    /**
     * Writes the position to one document per shard, after all changes up to it were accepted, and refreshes all
     * shards.
     *
     * @throws ClusterRejectionException with a conflict if a stored position differs from the position that this node
     *     wrote last
     * @throws ClusterUnavailableException if a shard is too busy
     */
    void write(Pair pair, ClusterPosition position) {
        List<PendingPosition> open = new ArrayList<>();
        for (String index : new String[] {pair.published(), pair.working()}) {
            Map<Integer, String> ids = known.computeIfAbsent(index, this::ids);
            for (String id : ids.values()) {
                Map<String, Object> document = new LinkedHashMap<>();
                document.put(FieldNames.KIND, KIND);
                document.put("store", position.store());
                document.put("position", position.position());
                document.put("stamp", position.stamp());
                document.put("shards", ids.size());
                open.add(new PendingPosition(index, id, document));
            }
        }
        BulkWriter.sendUntilAccepted(open, this::written);
    }

    private record PendingPosition(String index, String id, Map<String, Object> document) {

        String path() {
            return ClusterPositions.path(index, id);
        }
    }

    /** Writes position documents and returns the ones that must be written again. */
    private List<PendingPosition> written(List<PendingPosition> open) {
        List<Object> lines = new ArrayList<>();
        for (PendingPosition each : open) {
            Map<String, Object> said = new LinkedHashMap<>();
            said.put("_index", each.index());
            said.put("_id", each.id());
            LastWrite before = left.get(each.path());
            if (before != null) {
                said.put("if_seq_no", before.number());
                said.put("if_primary_term", before.term());
            }
            lines.add(Map.of("index", said));
            lines.add(each.document());
        }
        JsonNode items = cluster.bulkAndRefresh(lines).path("items");
        List<PendingPosition> again = new ArrayList<>();
        for (int i = 0; i < open.size(); i++) {
            JsonNode item = items.path(i).path("index");
            int status = item.path("status").asInt();
            if (BulkWriter.isRetryable(status)) {
                again.add(open.get(i));
            } else if (status >= 400) {
                throw new ClusterRejectionException(
                        status,
                        item.path("error").path("type").asText(),
                        item.path("error").path("reason").asText());
            } else {
                left.put(open.get(i).path(), LastWrite.by(item));
            }
        }
        return again;
    }

    private static String path(String index, String id) {
        return "/" + index + "/_doc/" + id;
    }

    /** Returns, for each shard, a document id that the cluster routes to that shard. */
    private Map<Integer, String> ids(String index) {
        int shards = cluster.get("/" + index + "/_search_shards").path("shards").size();
        Map<Integer, String> ids = new TreeMap<>();
        for (int i = 0; ids.size() < shards; i++) {
            String id = "position-" + i;
            int shard = shards == 1
                    ? 0
                    : cluster.get("/" + index + "/_search_shards?routing=" + id)
                            .path("shards")
                            .path(0)
                            .path(0)
                            .path("shard")
                            .asInt();
            ids.putIfAbsent(shard, id);
        }
        return ids;
    }

    /** Returns the position up to which searches include all changes, or null if an index is incomplete. */
    ClusterPosition visible(Pair pair) {
        return visible(pair, false);
    }

    /**
     * Returns the position of refreshed indexes. From then on, their position documents are treated as written by this
     * node.
     */
    ClusterPosition adopt(Pair pair) {
        left.clear();
        known.clear();
        return visible(pair, true);
    }

    private ClusterPosition visible(Pair pair, boolean isTaken) {
        try {
            ClusterPosition published = visible(pair.published(), isTaken);
            ClusterPosition working = visible(pair.working(), isTaken);
            if (published == null || working == null || !published.store().equals(working.store())) {
                return null;
            }
            return new ClusterPosition(
                    published.store(),
                    Math.min(published.position(), working.position()),
                    Math.min(published.stamp(), working.stamp()));
        } catch (ClusterRejectionException e) {
            if (e.isMissingIndex()) {
                return null;
            }
            throw e;
        }
    }

    private ClusterPosition visible(String index, boolean isTaken) {
        JsonNode answer = cluster.post(
                "/" + index + "/_search",
                Map.of(
                        "query",
                        Map.of("term", Map.of(FieldNames.KIND, KIND)),
                        "size",
                        MOST_SHARDS,
                        "seq_no_primary_term",
                        true));
        if (answer.path("_shards").path("failed").asInt() > 0) {
            // A temporarily unavailable shard has not lost its position document.
            throw new ClusterUnavailableException("Some shards of the search cluster do not respond", null);
        }
        JsonNode hits = answer.path("hits").path("hits");
        ClusterPosition least = null;
        for (JsonNode hit : hits) {
            if (isTaken) {
                left.put(path(index, hit.path("_id").textValue()), LastWrite.by(hit));
            }
            JsonNode source = hit.path("_source");
            ClusterPosition each = new ClusterPosition(
                    UUID.fromString(source.path("store").asText()),
                    source.path("position").longValue(),
                    source.path("stamp").longValue());
            if (source.path("shards").asInt() != hits.size()
                    || least != null && !least.store().equals(each.store())) {
                return null;
            }
            least = least == null
                    ? each
                    : new ClusterPosition(
                            each.store(),
                            Math.min(least.position(), each.position()),
                            Math.min(least.stamp(), each.stamp()));
        }
        return least;
    }
}
