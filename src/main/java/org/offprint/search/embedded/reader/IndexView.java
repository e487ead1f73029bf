package org.offprint.search.embedded.reader;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.util.IOUtils;
import org.offprint.search.IndexMoment;
import org.offprint.search.lucene.mapping.Mapping;
import org.offprint.search.schema.Audience;

/**
 * Reference-counted view of both parts of an index at one point in time. The view is closed when the last reference is
 * released.
 */
public final class IndexView {

    private final AtomicInteger holders = new AtomicInteger(1);
    private final DirectoryReader published;
    private final DirectoryReader working;
    private final Mapping mapping;
    private final Snapshot readers;
    /** Snapshot for editors, created on the first request of an editor. */
    private Snapshot editors;

    /** Creates a view of the given index readers, which are closed together with the view. */
    public IndexView(DirectoryReader published, DirectoryReader working, Mapping mapping) {
        this(published, working, mapping, new Snapshot(published, mapping));
    }

    private IndexView(DirectoryReader published, DirectoryReader working, Mapping mapping, Snapshot readers) {
        this.published = published;
        this.working = working;
        this.mapping = mapping;
        this.readers = readers;
    }

    /** Returns the identity of the readers' index snapshot. */
    public IndexMoment moment() {
        return readers.moment();
    }

    /** Returns the index snapshot for the given audience. */
    public synchronized Snapshot of(Audience audience) throws IOException {
        if (audience == Audience.READERS) {
            return readers;
        }
        if (editors == null) {
            editors = new Snapshot(EditorLeafReader.with(published, working), mapping);
        }
        return editors;
    }

    /** Returns the next index view, or null if no records were written since this view was opened. */
    public IndexView next() throws IOException {
        DirectoryReader first = DirectoryReader.openIfChanged(published);
        DirectoryReader second = null;
        try {
            second = DirectoryReader.openIfChanged(working);
        } catch (IOException | RuntimeException e) {
            IOUtils.closeWhileHandlingException(first);
            throw e;
        }
        if (first == null && second == null) {
            return null;
        }
        // Reuse the snapshot and its caches if the published records have not changed.
        Snapshot same = first == null ? readers : new Snapshot(first, mapping);
        if (first != null) {
            moment().supersede();
        }
        return new IndexView(kept(first, published), kept(second, working), mapping, same);
    }

    /** Returns whether no records were written since this index view was opened. */
    public boolean isCurrent() throws IOException {
        return published.isCurrent() && working.isCurrent();
    }

    private static DirectoryReader kept(DirectoryReader changed, DirectoryReader present) {
        if (changed == null) {
            present.incRef();
            return present;
        }
        return changed;
    }

    /** Returns whether this index view already has a snapshot for the given audience. */
    public synchronized boolean has(Audience audience) {
        return audience == Audience.READERS || editors != null;
    }

    /** Adds a reference to this index view, which must be open. */
    public void retain() {
        holders.incrementAndGet();
    }

    public boolean tryRetain() {
        int held;
        do {
            held = holders.get();
            if (held == 0) {
                return false;
            }
        } while (!holders.compareAndSet(held, held + 1));
        return true;
    }

    public void release() throws IOException {
        if (holders.decrementAndGet() == 0) {
            close();
        }
    }

    public int references() {
        return holders.get();
    }

    private synchronized void close() throws IOException {
        try {
            if (editors != null) {
                editors.getIndexReader().close();
            }
        } finally {
            releaseBoth(published, working);
        }
    }

    /** Releases one reference to each of two index readers. The next index view may still use the readers. */
    private static void releaseBoth(IndexReader first, IndexReader second) throws IOException {
        try {
            first.decRef();
        } finally {
            second.decRef();
        }
    }
}
