package org.offprint.search.opensearch.updates;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.offprint.search.SearchAnswer;
import org.offprint.search.SearchRequest;
import org.offprint.search.Suggestion;
import org.offprint.search.feed.ArticleText;
import org.offprint.search.feed.IndexRecord;
import org.offprint.search.opensearch.TestCluster;
import org.offprint.search.opensearch.client.ClusterIndexes;
import org.offprint.search.opensearch.client.ClusterIndexes.Pair;
import org.offprint.search.opensearch.client.SearchCluster;
import org.offprint.search.opensearch.reader.AudienceSearch;
import org.offprint.search.opensearch.reader.ClusterPage;
import org.offprint.search.opensearch.reader.ClusterRecords;
import org.offprint.search.opensearch.reader.ClusterSuggestions;
import org.offprint.search.schema.Audience;
import org.offprint.search.schema.RecordKind;

/** Pair of indexes in the test cluster that tests write record by record. */
public final class ClusterTestIndex {

    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final SearchCluster cluster = new SearchCluster(TestCluster.nodes(), null, null);
    private final ClusterIndexes indexes =
            new ClusterIndexes(cluster, "test-" + UUID.randomUUID().toString().substring(0, 8), 1);
    private final Pair pair = indexes.create();
    private final BulkWriter order = new BulkWriter(cluster);
    private final AudienceSearch search = new AudienceSearch(cluster, pair, Audience.READERS, LONGEST);
    private final ClusterRecords records = new ClusterRecords(search, () -> ClusterRecords.languagesOf(search));

    public void add(IndexRecord... added) {
        for (IndexRecord record : added) {
            order.put(pair.published(), record, false);
        }
        order.send();
        refresh();
    }

    public void remove(RecordKind kind, String key) {
        order.delete(pair.published(), kind, key);
        order.send();
        refresh();
    }

    private void refresh() {
        cluster.post("/" + pair.both() + "/_refresh", null);
    }

    public SearchAnswer answer(SearchRequest request, Map<String, ArticleText> texts) {
        try {
            return new ClusterPage(request, search, records, sources -> texts).answer();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public List<Suggestion> suggest(String text, Set<RecordKind> kinds, int limit) {
        try {
            return new ClusterSuggestions(search, records, kinds, limit).of(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void close() {
        indexes.remove(pair);
    }
}
