package org.offprint.search.embedded.index;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.offprint.platform.changes.Change;
import org.offprint.platform.changes.ChangeLog;

/**
 * Position in the change log up to which an index contains all changes. The Lucene commit contains the position, so
 * that the index and the position are always consistent.
 *
 * @param store id of the database
 * @param position position up to which all changes are in the index
 * @param at time of the change at that position; null if the position is 0
 */
public record Checkpoint(UUID store, long position, Instant at) {

    private static final String STORE = "store";
    private static final String POSITION = "position";
    private static final String AT = "at";

    /** Returns the checkpoint at the end of the change log. */
    public static Checkpoint end(ChangeLog log, UUID store) {
        long end = log.end();
        List<Change> last = end == 0 ? List.of() : log.after(end - 1, 1);
        return last.isEmpty()
                ? new Checkpoint(store, 0, null)
                : new Checkpoint(store, last.get(0).position(), last.get(0).at());
    }

    /** Returns the user data for the Lucene commit of a complete index. */
    public Map<String, String> toCommit() {
        Map<String, String> data = new HashMap<>();
        data.put(STORE, store.toString());
        data.put(POSITION, Long.toString(position));
        if (at != null) {
            data.put(AT, at.toString());
        }
        return data;
    }

    /**
     * Returns the earlier of the two checkpoints of an index, one for each part. Returns null if one part is
     * incomplete, or if the two parts belong to different databases.
     */
    static Checkpoint earlier(Checkpoint one, Checkpoint other) {
        if (one == null || other == null || !one.store.equals(other.store)) {
            return null;
        }
        return one.position <= other.position ? one : other;
    }

    /** Reads the checkpoint from the user data of a Lucene commit. Returns null if the index is incomplete. */
    static Checkpoint ofCommit(Map<String, String> data) {
        if (!data.containsKey(STORE)) {
            return null;
        }
        return new Checkpoint(
                UUID.fromString(data.get(STORE)),
                Long.parseLong(data.get(POSITION)),
                data.containsKey(AT) ? Instant.parse(data.get(AT)) : null);
    }
}
