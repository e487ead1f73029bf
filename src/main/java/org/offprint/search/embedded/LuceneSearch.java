package org.offprint.search.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.store.AlreadyClosedException;
import org.jboss.logging.Logger;
import org.offprint.platform.changes.FollowerLoop;
import org.offprint.search.IndexMoment;
import org.offprint.search.IndexState;
import org.offprint.search.SearchAnswer;
import org.offprint.search.SearchIndex;
import org.offprint.search.SearchRequest;
import org.offprint.search.Suggestion;
import org.offprint.search.embedded.facets.FacetCounter;
import org.offprint.search.embedded.index.DirectoryLock;
import org.offprint.search.embedded.index.IndexGenerations;
import org.offprint.search.embedded.index.OpenIndex;
import org.offprint.search.embedded.reader.RecordLookup;
import org.offprint.search.embedded.reader.Snapshot;
import org.offprint.search.embedded.suggest.SnapshotDictionary;
import org.offprint.search.embedded.suggest.SuggestionSearch;
import org.offprint.search.embedded.updates.FollowedIndex;
import org.offprint.search.feed.IndexSources;
import org.offprint.search.feed.TextFeed;
import org.offprint.search.lucene.query.QueryTranslation;
import org.offprint.search.lucene.query.SpellingCorrection;
import org.offprint.search.lucene.query.WarmUpSearches;
import org.offprint.search.query.SearchQuery;
import org.offprint.search.schema.Audience;
import org.offprint.search.schema.FullTextField;
import org.offprint.search.schema.RecordKind;

/** Search engine that uses Lucene in this process. */
public final class LuceneSearch implements SearchIndex {

    private static final Logger LOG = Logger.getLogger(LuceneSearch.class);

    /**
     * Maximum time for which startup waits until the index can answer searches. The index of a small database is
     * complete before this timeout. The index of a large database is built while the service already answers requests.
     */
    private static final long LONGEST_START_MILLIS = 2_000;

    /** Search terms for the warm-up that occur in no record and are long enough for fuzzy matching with two edits. */
    private static final List<String> UNKNOWN_WORDS = List.of("qzxwvjkqzx", "jxqvzkwjxq");

    private static final int WARM_UP_ROUNDS = 3;

    private final FollowedIndex index;
    private final FollowerLoop loop;
    private final DirectoryLock lock;
    private final Duration longest;
    private final TextFeed texts;

    /**
     * Creates the search engine and starts to follow the change log.
     *
     * @param data data directory of the service
     * @param longest maximum duration of one search
     * @param longestWait maximum time for which a write waits until searches include its changes
     */
    public LuceneSearch(Path data, Duration longest, Duration longestWait, IndexSources sources) {
        // In a script without spaces, such as Chinese, a query of 1,000 characters has 9,000 clauses: every pair of
        // characters is searched in every field. The timeout, not the number of clauses, limits the cost of a query.
        IndexSearcher.setMaxClauseCount(16_384);
        this.longest = longest;
        this.texts = sources.texts();
        Path directory = data.toAbsolutePath().resolve("search");
        lock = DirectoryLock.take(directory);
        index = new FollowedIndex(
                sources.records(), sources.log(), new IndexGenerations(directory.resolve("index")), sources.store());
        sources.waits().add(index.progress(), longestWait);
        loop = new FollowerLoop("search", sources.log(), index::step);
        index.progress().onWait(loop::wake);
        loop.start();
        awaitServing();
        Thread warming = new Thread(this::warm, "offprint-search-warming");
        warming.setDaemon(true);
        warming.setPriority(Thread.MIN_PRIORITY);
        warming.start();
    }

    private void warm() {
        try {
            ask(Audience.READERS, snapshot -> {
                warm(snapshot);
                return null;
            });
            WarmUpSearches.run(this::search);
        } catch (RuntimeException e) {
            // A failed warm-up only makes the first searches slower.
            LOG.debugf(e, "Could not warm up the search index");
        }
    }

    /**
     * Runs the slowest searches at startup, so that class loading and compilation do not delay the first client
     * requests.
     */
    private static void warm(Snapshot snapshot) throws IOException {
        for (int i = 0; i < WARM_UP_ROUNDS; i++) {
            for (String word : UNKNOWN_WORDS) {
                new SuggestionSearch(snapshot, EnumSet.allOf(RecordKind.class), 10).of(word);
                new SpellingCorrection(new RecordLookup(snapshot), new SnapshotDictionary(snapshot), RecordKind.ARTICLE)
                        .replacement(new SearchQuery.Word(FullTextField.ANY, word), other -> 0);
            }
        }
    }

    private void awaitServing() {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LONGEST_START_MILLIS);
        while (index.serving() == null && System.nanoTime() < deadline) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
    }

    @Override
    public void close() {
        loop.close();
        index.close();
        lock.close();
    }

    @Override
    public SearchAnswer search(SearchRequest request) {
        OpenIndex.Question<SearchAnswer> search =
                snapshot -> new PageSearch(snapshot, request, longest, texts::stored).answer();
        return request.facets().isEmpty()
                ? ask(request.audience(), search)
                : answer(index -> index.askWithFacets(request.audience(), FacetCounter.counted(request), search));
    }

    @Override
    public List<Suggestion> suggest(String text, Set<RecordKind> kinds, int limit) {
        return ask(Audience.READERS, snapshot -> new SuggestionSearch(snapshot, kinds, limit).of(text));
    }

    @Override
    public Map<RecordKind, Integer> counts() {
        return ask(Audience.READERS, snapshot -> {
            Map<RecordKind, Integer> counts = new EnumMap<>(RecordKind.class);
            for (RecordKind kind : RecordKind.values()) {
                counts.put(
                        kind,
                        snapshot.countOnce(new QueryTranslation(new RecordLookup(snapshot), kind).all(), snapshot));
            }
            return counts;
        });
    }

    @Override
    public IndexMoment moment() {
        OpenIndex serving = index.serving();
        return serving == null ? null : serving.moment();
    }

    @Override
    public List<IndexState> state() {
        return Arrays.stream(Audience.values()).map(index::state).toList();
    }

    @Override
    public boolean isShared() {
        return false;
    }

    @Override
    public void rebuild() {
        index.rebuild();
    }

    private <T> T ask(Audience audience, OpenIndex.Question<T> question) {
        return answer(index -> index.ask(audience, question));
    }

    private interface Asking<T> {
        T ask(OpenIndex index) throws IOException;
    }

    private <T> T answer(Asking<T> asking) {
        try {
            return attempt(asking);
        } catch (AlreadyClosedException e) {
            // The index was closed after a newer index replaced it; retry with the newer index.
            return attempt(asking);
        }
    }

    private <T> T attempt(Asking<T> asking) {
        OpenIndex serving = index.serving();
        if (serving == null) {
            throw new NotReadyException("The search index of this node is being built. Try again in a moment.");
        }
        try {
            return asking.ask(serving);
        } catch (IllegalStateException | IllegalArgumentException | ClassCastException e) {
            if (serving.isOutdated() && !(e instanceof AlreadyClosedException)) {
                // The fields of an outdated index may differ from the field list in its Lucene commit.
                LOG.warnf(
                        e,
                        "A search failed in the index %s, which was built by another version of the program",
                        serving.path());
                throw new NotReadyException(
                        "The search index of this node was built by another version of the program and is being"
                                + " rebuilt. Try again later.");
            }
            throw e;
        } catch (IndexSearcher.TooManyClauses e) {
            throw new TooCostlyException("The query has too many words. Use fewer words.");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
