package org.offprint.search.embedded.index;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.offprint.search.SearchAnswer;
import org.offprint.search.SearchRequest;
import org.offprint.search.SearchRequest.PagePosition;
import org.offprint.search.Suggestion;
import org.offprint.search.embedded.PageSearch;
import org.offprint.search.feed.ArticleText;
import org.offprint.search.feed.IndexRecord;
import org.offprint.search.opensearch.TestCluster;
import org.offprint.search.opensearch.updates.ClusterTestIndex;
import org.offprint.search.query.SearchQuery;
import org.offprint.search.schema.Audience;
import org.offprint.search.schema.FullTextField;
import org.offprint.search.schema.RecordKind;
import org.offprint.search.schema.SortOrder;
import org.offprint.search.schema.TermField;

/** Search index for tests. The index is in memory if no directory is specified. */
public final class TestIndex implements AutoCloseable {

    /** Search timeout that suffices for a newly started process on a slow machine. */
    public static final Duration LONGEST = Duration.ofSeconds(30);

    private static final int AT_A_TIME = 10;

    private final OpenIndex index;
    /** Cluster that stores the records instead of the index, or null if the tests run without a cluster. */
    private final ClusterTestIndex cluster;

    private final Map<String, ArticleText> texts = new HashMap<>();
    private int made;

    public TestIndex() {
        index = inMemory();
        cluster = TestCluster.isWanted() ? new ClusterTestIndex() : null;
    }

    /** Creates a test index that uses an existing index. */
    TestIndex(OpenIndex index) {
        this.index = index;
        cluster = null;
    }

    private static OpenIndex inMemory() {
        try {
            return OpenIndex.in(null, new ByteBuffersDirectory(), new ByteBuffersDirectory());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns an article with sort values that is newer than all previously created articles. */
    public IndexRecord article(String key, String language, String title) {
        made++;
        return new IndexRecord(RecordKind.ARTICLE, id(key))
                .text(FullTextField.TITLE, language, title)
                .counted(TermField.LANGUAGE, language)
                .sort(SortOrder.TITLE, title)
                .sort(SortOrder.NEWEST, made)
                .sort(SortOrder.LAST_UPDATED, made)
                .shown(title, null);
    }

    public TestIndex add(IndexRecord... records) {
        try {
            for (IndexRecord record : records) {
                if (record.source() != null && !record.isAwaitingText()) {
                    texts.put(record.source(), ArticleText.of(record.fullText()));
                }
                index.published().replace(record.kind(), List.of(record.key()), List.of(record));
            }
            index.refresh();
            if (cluster != null) {
                cluster.add(records);
            }
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Adds many records in batches. Each batch becomes a separate segment, and each segment slows down searches. */
    public void addAll(Collection<IndexRecord> records) {
        IndexRecord[] all = records.toArray(IndexRecord[]::new);
        for (int start = 0; start < all.length; start += AT_A_TIME) {
            add(Arrays.copyOfRange(all, start, Math.min(all.length, start + AT_A_TIME)));
        }
    }

    public void remove(RecordKind kind, String key) {
        try {
            index.published().replace(kind, List.of(key), List.of());
            index.refresh();
            if (cluster != null) {
                cluster.remove(kind, key);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public SearchAnswer answer(SearchRequest request) {
        if (cluster != null) {
            return cluster.answer(request, texts);
        }
        return ask(snapshot -> new PageSearch(snapshot, request, LONGEST, sources -> texts).answer());
    }

    /** Returns the suggestions of the cluster that replaces the index, if the tests run with a cluster. */
    public List<Suggestion> suggestedByCluster(String text, Set<RecordKind> kinds, int limit) {
        return cluster.suggest(text, kinds, limit);
    }

    public <T> T ask(OpenIndex.Question<T> question) {
        try {
            return index.ask(Audience.READERS, question);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns a request that searches for articles and sorts them by relevance. */
    public static SearchRequest request(SearchQuery query) {
        return request(query, Map.of(), SortOrder.RELEVANCE, new PagePosition.Start(), 100);
    }

    public static SearchRequest request(
            SearchQuery query, Map<String, SearchQuery> filters, SortOrder order, PagePosition place, int limit) {
        return new SearchRequest(
                Audience.READERS, null, RecordKind.ARTICLE, query, filters, order, place, limit, List.of(), false);
    }

    /** Returns the keys of articles that contain all these words in any field, best match first. */
    public List<String> words(String... words) {
        return keys(new SearchQuery.And(Arrays.stream(words)
                .<SearchQuery>map(word -> new SearchQuery.Word(FullTextField.ANY, word))
                .toList()));
    }

    public List<String> phrase(String phrase) {
        return keys(new SearchQuery.Phrase(FullTextField.ANY, phrase));
    }

    public List<String> keys(SearchQuery query) {
        return keys(answer(request(query)));
    }

    public static List<String> keys(SearchAnswer answer) {
        return answer.hits().stream().map(hit -> name(hit.key())).toList();
    }

    /** Returns the UUID that represents a short record name. The name has at most 16 letters. */
    public static String id(String name) {
        ByteBuffer bytes = ByteBuffer.allocate(16).put(name.getBytes(StandardCharsets.US_ASCII));
        return new UUID(bytes.getLong(0), bytes.getLong(8)).toString();
    }

    /** Returns the short record name that this UUID represents. */
    public static String name(String id) {
        UUID key = UUID.fromString(id);
        ByteBuffer bytes =
                ByteBuffer.allocate(16).putLong(key.getMostSignificantBits()).putLong(key.getLeastSignificantBits());
        return new String(bytes.array(), StandardCharsets.US_ASCII).replace("\0", "");
    }

    Checkpoint reach(long position) {
        Checkpoint checkpoint = new Checkpoint(new UUID(1, 2), position, Instant.EPOCH);
        index.setReached(checkpoint);
        return checkpoint;
    }

    OpenIndex index() {
        return index;
    }

    @Override
    public void close() {
        try {
            if (cluster != null) {
                cluster.close();
            }
            index.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
