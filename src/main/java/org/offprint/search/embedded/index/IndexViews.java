package org.offprint.search.embedded.index;

import java.io.IOException;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.search.ReferenceManager;
import org.offprint.search.IndexMoment;
import org.offprint.search.embedded.reader.IndexView;
import org.offprint.search.lucene.mapping.Mapping;

/**
 * Refreshes the index view that searches use. Published and working records are refreshed together, so that searches
 * neither miss a record nor find it twice.
 */
final class IndexViews extends ReferenceManager<IndexView> {

    IndexViews(IndexDirectory published, IndexDirectory working, Mapping mapping) throws IOException {
        DirectoryReader first = published.read();
        try {
            current = new IndexView(first, working.read(), mapping);
        } catch (IOException | RuntimeException e) {
            first.close();
            throw e;
        }
    }

    /** Returns the identity of the readers' index snapshot, or null if the index is closed. */
    IndexMoment moment() {
        IndexView now = current;
        return now == null ? null : now.moment();
    }

    @Override
    protected IndexView refreshIfNeeded(IndexView current) throws IOException {
        return current.next();
    }

    @Override
    protected boolean tryIncRef(IndexView view) {
        return view.tryRetain();
    }

    @Override
    protected void decRef(IndexView view) throws IOException {
        view.release();
    }

    @Override
    protected int getRefCount(IndexView view) {
        return view.references();
    }
}
