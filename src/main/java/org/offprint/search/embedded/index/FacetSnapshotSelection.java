package org.offprint.search.embedded.index;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.Executor;
import org.jboss.logging.Logger;
import org.offprint.search.embedded.reader.IndexView;
import org.offprint.search.embedded.reader.OrganizationAncestors;
import org.offprint.search.embedded.reader.Snapshot;
import org.offprint.search.schema.Audience;
import org.offprint.search.schema.TermField;

/**
 * Selects the snapshot in which facets are counted. Assigning ordinals to a million values of a field takes up to a
 * second. Finding the ancestors of very many organizations can also take a second. Ordinals and ancestors of a new
 * snapshot are therefore prepared in the background. In the meantime, facets are counted in the previous snapshot.
 */
final class FacetSnapshotSelection implements Closeable {

    private static final Logger LOG = Logger.getLogger(FacetSnapshotSelection.class);

    /**
     * Minimum number of values or organizations for which a facet is prepared in the background. Facets with fewer
     * values are prepared within a few milliseconds.
     */
    static final int BACKGROUND_THRESHOLD = 50_000;

    /**
     * Period after a facet request during which new snapshots are prepared for facets. After a period without facet
     * requests, the next facet request waits until the current snapshot is prepared.
     */
    private static final Duration PREPARATION_PERIOD = Duration.ofMinutes(1);

    private final IndexViews views;
    private final int many;
    private final Executor background;
    /**
     * Index view in which all facet values have ordinals; null before the first facet request. The snapshot selection
     * retains a reference to the view.
     */
    private IndexView ready;

    private boolean isBuilding;
    private boolean isClosed;
    private long askedNanos;

    /**
     * Creates a selection of snapshots for facet counts.
     *
     * @param many minimum number of values of a field for which ordinals are assigned in the background
     * @param background executor that runs one task at a time
     */
    FacetSnapshotSelection(IndexViews views, int many, Executor background) {
        this.views = views;
        this.many = many;
        this.background = background;
    }

    /** Returns the index view in which to count the given facet fields. The caller must release the view. */
    synchronized IndexView acquire(Audience audience, Collection<String> fields) throws IOException {
        askedNanos = System.nanoTime();
        IndexView current = views.acquire();
        if (ready == null && !isClosed) {
            current.retain();
            ready = current;
        } else if (ready != null
                && ready.has(audience)
                && wouldWait(fields, ready.of(audience), current.of(audience))) {
            current.release();
            ready.retain();
            begin();
            return ready;
        }
        return current;
    }

    /**
     * Returns whether the facet request would have to wait until the current snapshot is prepared, although the earlier
     * snapshot already is.
     */
    private boolean wouldWait(Collection<String> fields, Snapshot earlier, Snapshot present) {
        return fields.stream().anyMatch(field -> !has(present, field) && has(earlier, field) && isMany(earlier, field));
    }

    private static boolean has(Snapshot moment, String field) {
        TermField wholes = OrganizationAncestors.field(field);
        return wholes == null
                ? moment.ordinals().has(field)
                : moment.ancestors().has(wholes);
    }

    private boolean isMany(Snapshot moment, String field) {
        TermField wholes = OrganizationAncestors.field(field);
        return many
                <= (wholes == null
                        ? moment.ordinals().of(field).size()
                        : moment.ancestors().valuesRead());
    }

    /** Prepares a new index snapshot for facets. Must be called when the snapshot becomes available. */
    synchronized void refreshed() throws IOException {
        if (ready != null && System.nanoTime() - askedNanos > PREPARATION_PERIOD.toNanos()) {
            drop();
        } else if (ready != null) {
            begin();
        }
    }

    private void begin() {
        if (!isBuilding && !isClosed) {
            isBuilding = true;
            background.execute(this::build);
        }
    }

    private void build() {
        try {
            IndexView current = views.acquire();
            try {
                number(current);
                take(current);
            } finally {
                current.release();
            }
        } catch (IOException | RuntimeException e) {
            // The next facet request waits until the current snapshot is prepared.
            LOG.debugf(e, "Could not prepare the facet values of the current index snapshot");
            giveUp();
        }
    }

    private void number(IndexView current) throws IOException {
        IndexView earlier;
        synchronized (this) {
            if (ready == null) {
                return;
            }
            earlier = ready;
            earlier.retain();
        }
        try {
            for (Audience audience : Audience.values()) {
                if (earlier.has(audience)) {
                    Snapshot known = earlier.of(audience);
                    Snapshot fresh = current.of(audience);
                    known.ordinals().requestedFields().forEach(fresh.ordinals()::of);
                    known.ancestors().requestedFields().forEach(fresh.ancestors()::of);
                }
            }
        } finally {
            earlier.release();
        }
    }

    private synchronized void take(IndexView current) throws IOException {
        isBuilding = false;
        if (ready != null && !isClosed) {
            current.retain();
            drop();
            ready = current;
        }
    }

    private synchronized void giveUp() {
        isBuilding = false;
        try {
            drop();
        } catch (IOException e) {
            LOG.debugf(e, "Could not close a view of the search index");
        }
    }

    private void drop() throws IOException {
        IndexView held = ready;
        ready = null;
        if (held != null) {
            held.release();
        }
    }

    @Override
    public synchronized void close() throws IOException {
        isClosed = true;
        drop();
    }
}
