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
 * An index of Lucene that is written and searched by this process: what readers have in one part, and in the other what
 * editors have instead of it or besides. So a draft has no part in what readers are answered, and what is published is
 * written once. One thread follows with it, many search.
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
    private final FacetSnapshots facets;
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
        facets = new FacetSnapshots(views, FacetSnapshots.MANY, background);
        committed = Checkpoint.earlier(published.found(), working.found());
        reached = committed;
    }

    /** Opens the index in this directory, or a new one where there is none. */
    public static OpenIndex at(Path path) throws IOException {
        Files.createDirectories(path);
        Directory published = FSDirectory.open(path.resolve(PUBLISHED));
        return in(path, published, FSDirectory.open(path.resolve(WORKING)));
    }

    /** Opens the index in any directories of Lucene. */
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

    /** Reports whether another version made it: it answers what it can until one of this version is built. */
    public boolean isOutdated() {
        return !mapping.isPresent();
    }

    /** Returns the published records. */
    public IndexDirectory published() {
        return published;
    }

    /** Returns the working records. */
    public IndexDirectory working() {
        return working;
    }

    /** Returns the checkpoint up to which everything is written; null while the index is not whole. */
    public Checkpoint reached() {
        return reached;
    }

    /** Refreshes searches to everything that is written. */
    public void refresh() throws IOException {
        views.maybeRefreshBlocking();
        facets.refreshed();
    }

    /** Sets the checkpoint up to which everything is written. */
    public void reach(Checkpoint checkpoint) {
        reached = checkpoint;
    }

    /** Reports whether there is something to commit. */
    public boolean isAhead() {
        return reached != null && !reached.equals(committed);
    }

    /** Commits everything with the checkpoint that it has reached. */
    public synchronized void commit() throws IOException {
        Checkpoint now = reached;
        published.commit(now);
        working.commit(now);
        committed = now;
    }

    /** Starts to merge into few segments, or merges as Lucene usually does from now on. */
    void setAtRest(boolean resting) throws IOException {
        published.setAtRest(resting);
        working.setAtRest(resting);
    }

    /** Sets whether it is being built and searched by nobody. */
    public void setBeingBuilt(boolean building) {
        published.setBeingBuilt(building);
        working.setBeingBuilt(building);
    }

    boolean isMerging() {
        return published.isMerging() || working.isMerging();
    }

    /** Reports whether the disk has room for the whole index once more, as merging may need. */
    boolean hasRoom() throws IOException {
        return path == null || Files.getFileStore(path).getUsableSpace() > published.size() + working.size();
    }

    /** Reports whether searches see the index as it is now, with merged segments. */
    boolean isSeen() throws IOException {
        IndexView view = views.acquire();
        try {
            return view.isCurrent();
        } finally {
            views.release(view);
        }
    }

    /** Reports whether a failure has closed it, so that it has to be opened again. */
    public boolean isBroken() {
        return published.isBroken() || working.isBroken();
    }

    /** Returns the moment that readers are answered from now; null when it is closed. */
    public IndexMoment moment() {
        return views.moment();
    }

    /** Reads an answer from one snapshot. */
    public interface Question<T> {
        T ask(Snapshot snapshot) throws IOException;
    }

    /** Asks the present snapshot of this audience. */
    public <T> T ask(Audience audience, Question<T> question) throws IOException {
        IndexView view = views.acquire();
        try {
            return question.ask(view.of(audience));
        } finally {
            views.release(view);
        }
    }

    /**
     * Asks a snapshot in which these fields are counted for facets: the present one, or the one before where it would have to
     * be waited for.
     */
    public <T> T askCounting(Audience audience, Collection<String> fields, Question<T> question) throws IOException {
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

    /** Closes without a commit. */
    @Override
    public void close() throws IOException {
        facets.close();
        background.shutdown();
        IOUtils.close(views, published, working);
    }
}
