package org.offprint.search.opensearch.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.offprint.kernel.json.Json;
import org.offprint.search.lucene.mapping.Mapping;

/**
 * Indexes of this database in an OpenSearch cluster. One index contains the published records. The second index, the
 * working index, contains the records that editors see instead of, or in addition to, the published records. Index
 * names contain a digest of the mapping, so that each version of the program writes and searches separate indexes.
 * Aliases without a generation number point to the current complete pair of indexes.
 */
public final class ClusterIndexes {

    /** Maximum number of records to which one part of a query may resolve. */
    private static final int MAX_TERMS = 200_000;

    /**
     * Maximum length of a regular expression, in characters. The length is sufficient for the longest field value that
     * is compared as a whole, with each character escaped.
     */
    private static final int MAX_EXPRESSION_LENGTH = 20_000;

    private static final int DIGEST = 12;

    private final SearchCluster cluster;
    private final String prefix;
    private final int shards;
    private final String digest;

    /**
     * Creates the names and definitions of the indexes.
     *
     * @param prefix prefix of all index names
     * @param shards number of shards of a new index with published records
     */
    public ClusterIndexes(SearchCluster cluster, String prefix, int shards) {
        this.cluster = cluster;
        this.prefix = prefix;
        this.shards = shards;
        digest = digest(definition(1));
    }

    /**
     * Pair of indexes, or of the aliases that point to them.
     *
     * @param published index of the published records
     * @param working index of the records that editors see instead of, or in addition to, the published records
     */
    public record Pair(String published, String working) {

        /** Returns the names of both indexes, for use in a request path. */
        public String both() {
            return published + "," + working;
        }
    }

    /** Returns the index aliases through which searches reach the current indexes. */
    public Pair aliases() {
        return new Pair(prefix + "-published-" + digest, prefix + "-working-" + digest);
    }

    /** Returns the digest of the index mapping. */
    public String digest() {
        return digest;
    }

    /** Returns the pair of indexes to which the aliases point, or null if there is none. */
    public Pair present() {
        try {
            String published = indexOfAlias(aliases().published());
            String working = indexOfAlias(aliases().working());
            return published == null || working == null ? null : new Pair(published, working);
        } catch (ClusterRejectionException e) {
            if (e.status() == 404) {
                return null;
            }
            throw e;
        }
    }

    private String indexOfAlias(String alias) {
        Iterator<String> names = cluster.get("/" + alias + "/_alias").fieldNames();
        String name = names.hasNext() ? names.next() : null;
        // If the name belongs to an index instead of an alias, OpenSearch created the index for a write to a missing
        // index.
        return alias.equals(name) ? null : name;
    }

    /** Creates a new pair of indexes, to which no alias points yet. */
    public Pair create() {
        String generation = "-" + Long.toString(System.currentTimeMillis(), Character.MAX_RADIX);
        Pair made = new Pair(aliases().published() + generation, aliases().working() + generation);
        cluster.put("/" + made.published(), definition(shards));
        cluster.put("/" + made.working(), definition(1));
        return made;
    }

    /**
     * Points the aliases to the given pair of indexes in one step. The previous pair is not removed, because searches
     * may still use it: a cluster node may close an index before it has updated the alias.
     */
    public void pointAliasesTo(Pair pair) {
        List<Object> actions = new ArrayList<>();
        Pair before = present();
        if (before != null && !before.equals(pair)) {
            actions.add(action("remove", before.published(), aliases().published()));
            actions.add(action("remove", before.working(), aliases().working()));
        }
        actions.add(action("add", pair.published(), aliases().published()));
        actions.add(action("add", pair.working(), aliases().working()));
        cluster.post("/_aliases", Map.of("actions", actions));
    }

    private static Map<String, Object> action(String name, String index, String alias) {
        return Map.of(name, Map.of("index", index, "alias", alias));
    }

    /** Removes a pair of indexes. */
    public void remove(Pair pair) {
        cluster.delete("/" + pair.published());
        cluster.delete("/" + pair.working());
    }

    /**
     * Removes all pairs of indexes with the current mapping to which no alias points: incomplete builds and earlier
     * pairs.
     */
    public void removeWithoutAlias(Pair present) {
        for (String name : names(aliases().published() + "-*," + aliases().working() + "-*")) {
            if (present == null || !name.equals(present.published()) && !name.equals(present.working())) {
                cluster.delete("/" + name);
            }
        }
    }

    /** Returns the digests of all other mappings with indexes in the cluster. */
    public Set<String> otherDigests() {
        Set<String> digests = new LinkedHashSet<>();
        String beginning = prefix + "-published-";
        for (String name : names(beginning + "*")) {
            int end = name.lastIndexOf('-');
            if (name.startsWith(beginning) && end == beginning.length() + DIGEST) {
                digests.add(name.substring(beginning.length(), end));
            }
        }
        digests.remove(digest);
        return digests;
    }

    /** Removes the indexes whose names contain the digest of a different mapping. */
    public void removeOther(String other) {
        for (String name : names(prefix + "-published-" + other + "-*," + prefix + "-working-" + other + "-*")) {
            cluster.delete("/" + name);
        }
    }

    private List<String> names(String patterns) {
        JsonNode found = cluster.get("/" + patterns + "/_alias?allow_no_indices=true&ignore_unavailable=true");
        List<String> names = new ArrayList<>();
        found.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static Map<String, Object> definition(int shards) {
        Map<String, Object> index = new LinkedHashMap<>();
        index.put("number_of_shards", shards);
        // Create a replica if the cluster has a second node.
        index.put("auto_expand_replicas", "0-1");
        // Disable automatic refreshes, because the follower refreshes the index after each batch.
        index.put("refresh_interval", "-1");
        index.put("mapping", Map.of("total_fields", Map.of("limit", 3_000)));
        index.put("max_terms_count", MAX_TERMS);
        // The last numbered page ends at the 10,000th record, and a search reads one record more than the page
        // contains.
        index.put("max_result_window", 10_200);
        index.put("max_regex_length", MAX_EXPRESSION_LENGTH);
        // The embedded index has the same BM25 parameters for its combined field for all words.
        index.put("similarity", Map.of("records", new TreeMap<>(Map.of("type", "BM25", "k1", 2.4, "b", 0.4))));
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("index", index);
        settings.put("analysis", ClusterFields.analysis());
        Map<String, Object> mappings = new LinkedHashMap<>();
        mappings.put("dynamic", false);
        mappings.put("_source", Map.of("includes", ClusterFields.storedFields()));
        mappings.put("properties", new TreeMap<>(ClusterFields.types()));
        Map<String, Object> definition = new LinkedHashMap<>();
        definition.put("settings", settings);
        definition.put("mappings", mappings);
        return definition;
    }

    /** Returns a digest of an index definition, independent of the order of the JSON members. */
    private static String digest(Map<String, Object> definition) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            sha.update(ordered(Json.tree(definition)).getBytes(StandardCharsets.UTF_8));
            sha.update((byte) Mapping.current().version());
            return HexFormat.of().formatHex(sha.digest()).substring(0, DIGEST);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String ordered(JsonNode node) {
        if (!node.isObject()) {
            return node.toString();
        }
        Map<String, String> members = new TreeMap<>();
        node.fields().forEachRemaining(member -> members.put(member.getKey(), ordered(member.getValue())));
        return members.toString();
    }
}
