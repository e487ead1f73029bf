package org.offprint.search.opensearch;

import com.fasterxml.jackson.databind.JsonNode;
import io.agroal.api.AgroalDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jboss.logging.Logger;
import org.offprint.platform.changes.FollowerLoop;
import org.offprint.platform.database.sql.SessionLock;
import org.offprint.search.IndexMoment;
import org.offprint.search.IndexState;
import org.offprint.search.SearchAnswer;
import org.offprint.search.SearchIndex;
import org.offprint.search.SearchRequest;
import org.offprint.search.Suggestion;
import org.offprint.search.feed.IndexSources;
import org.offprint.search.feed.TextFeed;
import org.offprint.search.lucene.mapping.FieldNames;
import org.offprint.search.lucene.query.WarmUpSearches;
import org.offprint.search.opensearch.client.ClusterIndexes;
import org.offprint.search.opensearch.client.ClusterRejectionException;
import org.offprint.search.opensearch.client.ClusterUnavailableException;
import org.offprint.search.opensearch.client.SearchCluster;
import org.offprint.search.opensearch.reader.AudienceSearch;
import org.offprint.search.opensearch.reader.ClusterPage;
import org.offprint.search.opensearch.reader.ClusterRecords;
import org.offprint.search.opensearch.reader.ClusterSuggestions;
import org.offprint.search.opensearch.updates.ClusterFollower;
import org.offprint.search.schema.Audience;
import org.offprint.search.schema.RecordKind;

/** Search engine that uses an OpenSearch cluster. */
public final class OpenSearchIndex implements SearchIndex {

    private static final Logger LOG = Logger.getLogger(OpenSearchIndex.class);

    /**
     * Maximum time for which startup waits until the index can answer searches. The index of a small database is
     * complete before this timeout. The index of a large database is built while the service already answers requests.
     */
    private static final long LONGEST_START_MILLIS = 10_000;

    /** Time limit after which no more warm-up searches are started. */
    private static final Duration LONGEST_WARMING = Duration.ofSeconds(3);

    /** Search term for the warm-up that occurs in no record and is long enough for fuzzy matching with two edits. */
    private static final String UNKNOWN_WORD = "qzxwvjkqzx";

    private static final Duration COUNT_TIMEOUT = Duration.ofSeconds(2);
    private static final int BAD_REQUEST = 400;

    private static final String BEING_BUILT =
            "The search index is being built, or the search cluster does not respond. Try again in a moment.";

    private final SearchCluster cluster;
    private final ClusterIndexes indexes;
    private final ClusterFollower follower;
    private final FollowerLoop loop;
    private final Duration longest;
    private final TextFeed texts;
    private final Map<Audience, Languages> languages = new EnumMap<>(Audience.class);

    /**
     * Address and settings of an OpenSearch cluster.
     *
     * @param nodes URLs of the cluster nodes, at least one
     * @param user user name; null if the cluster requires no authentication
     * @param prefix prefix of the index names
     * @param shards number of shards of a new index
     */
    public record Settings(List<URI> nodes, String user, String password, String prefix, int shards) {}

    /**
     * Creates the search engine and starts to follow the change log.
     *
     * @param longest maximum duration of one search
     * @param longestWait maximum time for which a write waits until searches include its changes
     */
    public OpenSearchIndex(
            Settings settings,
            Duration longest,
            Duration longestWait,
            IndexSources sources,
            AgroalDataSource database) {
        this.longest = longest;
        this.texts = sources.texts();
        cluster = new SearchCluster(settings.nodes(), settings.user(), settings.password());
        indexes = new ClusterIndexes(cluster, settings.prefix(), settings.shards());
        follower = new ClusterFollower(
                cluster,
                indexes,
                sources.records(),
                sources.log(),
                sources.store(),
                digest -> new SessionLock(database, "search " + settings.prefix() + " " + digest),
                sources.log()::wake);
        sources.waits().add(follower.progress(), longestWait);
        loop = new FollowerLoop("search", sources.log(), follower::step);
        loop.start();
        awaitServing();
        warm();
    }

    /**
     * Runs warm-up searches before this node reports that it is ready. As soon as a node is ready, a load balancer
     * sends its full share of requests to the node. On a busy machine, loading code for the first requests would delay
     * each of them by seconds.
     */
    private void warm() {
        if (!follower.isServing()) {
            return;
        }
        try {
            suggest(UNKNOWN_WORD, EnumSet.allOf(RecordKind.class), 1);
            WarmUpSearches.run(this::search, LONGEST_WARMING);
        } catch (RuntimeException e) {
            // A failed warm-up only makes the first searches slower.
            LOG.debugf(e, "Could not run the warm-up searches");
        }
    }

    private void awaitServing() {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LONGEST_START_MILLIS);
        while (!follower.isServing() && System.nanoTime() < deadline) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
    }

    @Override
    public void close() {
        loop.close();
        follower.close();
    }

    /** Cached languages of the indexed texts at a position in the change log. */
    private record Languages(long position, Set<String> all) {}

    private interface Asking<T> {
        T ask(AudienceSearch search, ClusterRecords records) throws IOException;
    }

    private <T> T ask(Audience audience, Duration within, Asking<T> asking) {
        if (!follower.isServing()) {
            throw new NotReadyException(
                    "The search index is being built, or the search cluster does not respond. Try again in a moment.");
        }
        AudienceSearch search = new AudienceSearch(cluster, indexes.aliases(), audience, within);
        try {
            return asking.ask(search, new ClusterRecords(search, () -> languages(audience, search)));
        } catch (ClusterUnavailableException e) {
            LOG.debugf(e, "A search failed because the search cluster did not respond");
            throw new NotReadyException("The search cluster does not respond. Try again in a moment.");
        } catch (ClusterRejectionException e) {
            if (e.status() == BAD_REQUEST && e.getMessage().contains("clause")) {
                throw new TooCostlyException("The query has too many words. Use fewer words.");
            }
            if (e.isMissingIndex()) {
                throw new NotReadyException(BEING_BUILT);
            }
            LOG.warnf(e, "The search cluster rejected a search");
            throw new NotReadyException("The search cluster cannot process this request now. Try again in a moment.");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the languages of the indexed texts, cached per audience and position in the change log. */
    private Set<String> languages(Audience audience, AudienceSearch search) {
        long position = follower.progress().position();
        synchronized (languages) {
            Languages known = languages.get(audience);
            if (known != null && known.position() == position) {
                return known.all();
            }
        }
        Set<String> found = ClusterRecords.languagesOf(search);
        synchronized (languages) {
            languages.put(audience, new Languages(position, found));
        }
        return found;
    }

    @Override
    public SearchAnswer search(SearchRequest request) {
        return ask(request.audience(), longest, (search, records) -> new ClusterPage(
                        request, search, records, texts::stored)
                .answer());
    }

    @Override
    public List<Suggestion> suggest(String text, Set<RecordKind> kinds, int limit) {
        return ask(Audience.READERS, longest, (search, records) -> new ClusterSuggestions(search, records, kinds, limit)
                .of(text));
    }

    @Override
    public Map<RecordKind, Integer> counts() {
        return ask(Audience.READERS, longest, (search, records) -> {
            Map<RecordKind, Integer> counts = new EnumMap<>(RecordKind.class);
            for (RecordKind kind : RecordKind.values()) {
                counts.put(kind, 0);
            }
            JsonNode answer = search.ask(
                    Map.of(
                            "query",
                            Map.of("exists", Map.of("field", FieldNames.RECORD)),
                            "size",
                            0,
                            "aggs",
                            Map.of("kinds", Map.of("terms", Map.of("field", FieldNames.KIND)))),
                    false);
            answer.path("aggregations")
                    .path("kinds")
                    .path("buckets")
                    .forEach(bucket -> counts.put(
                            RecordKind.valueOf(bucket.path("key").asText()),
                            bucket.path("doc_count").intValue()));
            return counts;
        });
    }

    @Override
    public List<IndexState> state() {
        return Arrays.stream(Audience.values()).map(this::state).toList();
    }

    private IndexState state(Audience audience) {
        Long built = follower.built();
        try {
            boolean building = ask(audience, COUNT_TIMEOUT, (search, held) -> follower.isRebuildRequested());
            long records = ask(audience, COUNT_TIMEOUT, (search, held) -> search.ask(
                            Map.of(
                                    "query",
                                    Map.of("exists", Map.of("field", FieldNames.RECORD)),
                                    "size",
                                    0,
                                    "track_total_hits",
                                    true),
                            false)
                    .path("hits")
                    .path("total")
                    .path("value")
                    .longValue());
            return new IndexState(
                    audience,
                    true,
                    false,
                    building,
                    built,
                    records,
                    follower.progress().position(),
                    true,
                    follower.behind());
        } catch (NotReadyException | TooCostlyException e) {
            return new IndexState(audience, false, false, built != null, built, 0, 0, false, null);
        }
    }

    @Override
    public IndexMoment moment() {
        return null;
    }

    @Override
    public boolean isShared() {
        return true;
    }

    @Override
    public void rebuild() {
        ask(Audience.READERS, longest, (search, records) -> {
            follower.rebuild();
            return null;
        });
    }
}
