package org.offprint.search.embedded.index;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.IOUtils;
import org.offprint.search.IndexMoment;
import org.offprint.search.embedded.reader.IndexView;
import org.offprint.search.embedded.reader.Snapshot;
import org.offprint.search.lucene.mapping.Mapping;
import org.offprint.search.schema.Audience;

/**
 * Lucene index that this process writes and searches. One part of the index contains the published records. The other
 * part contains the records that editors see instead of, or in addition to, the published records. Drafts therefore
 * cannot affect readers' search results, and published records are written only once. One thread writes to the index,
 * and many threads search it.
 */
public final class OpenIndex implements Closeable {

    public static final String PUBLISHED = "published";
    public static final String WORKING = "working";

    private static final double PUBLISHED_BUFFER_MEGABYTES = 64;
    private static final double WORKING_BUFFER_MEGABYTES = 16;

    private final Path path;
    private final IndexDirectory published;
    private final IndexDirectory working;
    private final Mapping mapping;
    private final IndexViews views;
    private final ExecutorService background = Executors.newSingleThreadExecutor(OpenIndex::thread);
    private final FacetSnapshotSelection facets;
    private volatile Checkpoint reached;
    private volatile Checkpoint committed;

    private OpenIndex(Path path, IndexDirectory published, IndexDirectory working) throws IOException {
        this.path = path;
        this.published = published;
        this.working = working;
        mapping = published.mapping().and(working.mapping());
        published.setMapping(mapping);
        working.setMapping(mapping);
        views = new IndexViews(published, working, mapping);
        facets = new FacetSnapshotSelection(views, FacetSnapshotSelection.BACKGROUND_THRESHOLD, background);
        committed = Checkpoint.earlier(published.found(), working.found());
        reached = committed;
    }

    /** Opens the index in this directory, or creates one if there is none. */
    public static OpenIndex at(Path path) throws IOException {
        Files.createDirectories(path);
        Directory published = FSDirectory.open(path.resolve(PUBLISHED));
        return in(path, published, FSDirectory.open(path.resolve(WORKING)));
    }

    /** Opens the index in the given Lucene directories. */
    public static OpenIndex in(Path path, Directory published, Directory working) throws IOException {
        IndexDirectory first = null;
        IndexDirectory second = null;
        try {
            first = new IndexDirectory(published, PUBLISHED_BUFFER_MEGABYTES);
            second = new IndexDirectory(working, WORKING_BUFFER_MEGABYTES);
            return new OpenIndex(path, first, second);
        } catch (IOException | RuntimeException e) {
            IOUtils.closeWhileHandlingException(first, second);
            throw e;
        }
    }

    public Path path() {
        return path;
    }

    /**
     * Returns whether another version of the program built this index. An outdated index answers only the requests that
     * its fields support, until it is rebuilt.
     */
    public boolean isOutdated() {
        return !mapping.isCurrent();
    }

    /** Returns the Lucene directory of the published records. */
    public IndexDirectory published() {
        return published;
    }

    /** Returns the Lucene directory of the working records. */
    public IndexDirectory working() {
        return working;
    }

    /**
     * Returns the checkpoint up to which all changes are written to the index, or null while the index is incomplete.
     */
    public Checkpoint reached() {
        return reached;
    }

    /** Makes everything written to the index so far visible to searches. */
    public void refresh() throws IOException {
        views.maybeRefreshBlocking();
        facets.refreshed();
    }

    /** Sets the checkpoint up to which all changes are written to the index. */
    public void setReached(Checkpoint checkpoint) {
        reached = checkpoint;
    }

    /** Returns whether the index contains changes that are not committed yet. */
    public boolean hasUncommitted() {
        return reached != null && !reached.equals(committed);
    }

    /** Commits all index changes together with the checkpoint that the index has reached. */
    public synchronized void commit() throws IOException {
        Checkpoint now = reached;
        published.commit(now);
        working.commit(now);
        committed = now;
    }

    /** If the index is idle, starts merging into a few segments; otherwise, restores Lucene's default merging. */
    void setIdle(boolean resting) throws IOException {
        published.setIdle(resting);
        working.setIdle(resting);
    }

    /** Sets whether the index is being built and not searched yet. */
    public void setBeingBuilt(boolean building) {
        published.setBeingBuilt(building);
        working.setBeingBuilt(building);
    }

    boolean isMerging() {
        return published.isMerging() || working.isMerging();
    }

    /** Returns whether the disk has space for a second copy of the index, as merging may require. */
    boolean hasRoom() throws IOException {
        return path == null || Files.getFileStore(path).getUsableSpace() > published.size() + working.size();
    }

    /** Returns whether searches use the current state of the index, including merged segments. */
    boolean isVisible() throws IOException {
        IndexView view = views.acquire();
        try {
            return view.isCurrent();
        } finally {
            views.release(view);
        }
    }

    /** Returns whether a failure has closed the index, which must then be reopened. */
    public boolean isBroken() {
        return published.isBroken() || working.isBroken();
    }

    /**
     * Returns the identity of the index snapshot that currently answers readers' searches, or null if the index is
     * closed.
     */
    public IndexMoment moment() {
        return views.moment();
    }

    /** Function that computes a search response from one snapshot of the index. */
    public interface Question<T> {
        T ask(Snapshot snapshot) throws IOException;
    }

    /** Calls a function with the current snapshot of the given audience. */
    public <T> T ask(Audience audience, Question<T> question) throws IOException {
        IndexView view = views.acquire();
        try {
            return question.ask(view.of(audience));
        } finally {
            views.release(view);
        }
    }

    /**
     * Calls a function with a snapshot that is prepared for counting the given facet fields. If the current snapshot is
     * still being prepared, the function receives the previous snapshot.
     */
    public <T> T askWithFacets(Audience audience, Collection<String> fields, Question<T> question) throws IOException {
        IndexView view = facets.acquire(audience, fields);
        try {
            return question.ask(view.of(audience));
        } finally {
            view.release();
        }
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "offprint-search-facets");
        thread.setDaemon(true);
        thread.setPriority(Thread.MIN_PRIORITY);
        return thread;
    }

    /** Closes the index without committing. */
    @Override
    public void close() throws IOException {
        facets.close();
        background.shutdown();
        IOUtils.close(views, published, working);
    }
}
