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
 * The moments in which facets are counted. To number the values of a field takes up to a second where there are a million of
 * them, and to find what organizations are parts of where all of them are here, so it is done in the background for a new moment, and facets are counted in the one before until then.
 */
final class FacetSnapshots implements Closeable {

    private static final Logger LOG = Logger.getLogger(FacetSnapshots.class);

    /** The values of a field that are numbered, and the organizations read, within some milliseconds. */
    static final int MANY = 50_000;

    /** Whoever asks for facets after a longer time waits for the numbers. */
    private static final Duration WANTED = Duration.ofMinutes(1);

    private final IndexViews views;
    private final int many;
    private final Executor background;
    /** The view that has all its numbers, and is held; null before the first use. */
    private IndexView ready;

    private boolean isBuilding;
    private boolean isClosed;
    private long askedNanos;

    /**
     * @param many from so many values of a field on they are numbered in the background
     * @param background runs one thing after the other
     */
    FacetSnapshots(IndexViews views, int many, Executor background) {
        this.views = views;
        this.many = many;
        this.background = background;
    }

    /** The moment to count these fields in, held until it is let go. */
    synchronized IndexView acquire(Audience audience, Collection<String> fields) throws IOException {
        askedNanos = System.nanoTime();
        IndexView current = views.acquire();
        if (ready == null && !isClosed) {
            current.hold();
            ready = current;
        } else if (ready != null && ready.has(audience) && isLong(fields, ready.of(audience), current.of(audience))) {
            current.release();
            ready.hold();
            begin();
            return ready;
        }
        return current;
    }

    /** Reports whether numbers that the earlier moment has would have to be waited for. */
    private boolean isLong(Collection<String> fields, Snapshot earlier, Snapshot present) {
        return fields.stream().anyMatch(field -> !has(present, field) && has(earlier, field) && isMany(earlier, field));
    }

    private static boolean has(Snapshot moment, String field) {
        TermField wholes = OrganizationAncestors.field(field);
        return wholes == null ? moment.ordinals().has(field) : moment.wholes().has(wholes);
    }

    private boolean isMany(Snapshot moment, String field) {
        TermField wholes = OrganizationAncestors.field(field);
        return many
                <= (wholes == null
                        ? moment.ordinals().of(field).size()
                        : moment.wholes().valuesRead());
    }

    /** There is a new moment. */
    synchronized void refreshed() throws IOException {
        if (ready != null && System.nanoTime() - askedNanos > WANTED.toNanos()) {
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
            // Whoever asks next waits for the numbers.
            LOG.debugf(e, "The values of facets are not numbered");
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
            earlier.hold();
        }
        try {
            for (Audience audience : Audience.values()) {
                if (earlier.has(audience)) {
                    Snapshot known = earlier.of(audience);
                    Snapshot fresh = current.of(audience);
                    known.ordinals().asked().forEach(fresh.ordinals()::of);
                    known.wholes().asked().forEach(fresh.wholes()::of);
                }
            }
        } finally {
            earlier.release();
        }
    }

    private synchronized void take(IndexView current) throws IOException {
        isBuilding = false;
        if (ready != null && !isClosed) {
            current.hold();
            drop();
            ready = current;
        }
    }

    private synchronized void giveUp() {
        isBuilding = false;
        try {
            drop();
        } catch (IOException e) {
            LOG.debugf(e, "A moment of the search index could not be closed");
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
