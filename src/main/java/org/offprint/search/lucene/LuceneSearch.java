package org.offprint.search.lucene;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.store.AlreadyClosedException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.offprint.changes.AwaitedFollowers;
import org.offprint.changes.ChangeLog;
import org.offprint.changes.Loop;
import org.offprint.database.Sql;
import org.offprint.search.Audience;
import org.offprint.search.Records;
import org.offprint.search.SearchAnswer;
import org.offprint.search.SearchIndex;
import org.offprint.search.SearchRequest;

/** Searches with Lucene in this process: one index of what readers have, one of what editors have. */
@Startup
@ApplicationScoped
public class LuceneSearch implements SearchIndex {

    /** A small store is searchable when the service starts to answer; a large one is built while it answers. */
    private static final long LONGEST_START_MILLIS = 2_000;

    private final List<FollowedIndex> indexes = new ArrayList<>();
    private final List<Loop> loops = new ArrayList<>();
    private final DirectoryLock lock;

    LuceneSearch(
            @ConfigProperty(name = "offprint.data-dir") Path data,
            @Any Instance<Records> records,
            ChangeLog log,
            Sql sql,
            AwaitedFollowers awaited) {
        IndexSearcher.setMaxClauseCount(4096);
        Path directory = data.toAbsolutePath().resolve("search");
        lock = DirectoryLock.take(directory);
        UUID store =
                sql.first("select id from store", row -> Sql.uuid(row, "id")).orElseThrow();
        for (Records each : records) {
            String name = each.audience().name().toLowerCase(java.util.Locale.ROOT);
            FollowedIndex index = new FollowedIndex(each, log, new Directories(directory.resolve(name)), store);
            indexes.add(index);
            awaited.add(index.progress());
            loops.add(new Loop("search-" + name, log, index::step));
        }
        loops.forEach(Loop::start);
        awaitServing();
    }

    private void awaitServing() {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LONGEST_START_MILLIS);
        while (indexes.stream().anyMatch(index -> index.serving() == null) && System.nanoTime() < deadline) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
    }

    /** Before the data source is closed. */
    void stop(@Observes ShutdownEvent event) {
        loops.forEach(Loop::close);
        indexes.forEach(FollowedIndex::close);
        lock.close();
    }

    @Override
    public SearchAnswer search(SearchRequest request) {
        try {
            return attempt(request);
        } catch (AlreadyClosedException e) {
            // A newer index took its place between two lines.
            return attempt(request);
        }
    }

    private SearchAnswer attempt(SearchRequest request) {
        OpenIndex index = index(request.audience()).serving();
        if (index == null) {
            throw new NotReadyException("The search index is being built.");
        }
        try {
            Snapshot snapshot = index.acquire();
            try {
                return new Search(snapshot, request).answer();
            } finally {
                index.release(snapshot);
            }
        } catch (IndexSearcher.TooManyClauses e) {
            throw new TooCostlyException("The query has too many words.");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The index of this audience. */
    FollowedIndex index(Audience audience) {
        return indexes.stream()
                .filter(each -> each.audience() == audience)
                .findFirst()
                .orElseThrow();
    }
}
