package org.offprint.search.lucene;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.offprint.changes.Change;
import org.offprint.changes.ChangeLog;

/**
 * How far an index has followed which change log; kept in the commit itself, so that index and position cannot disagree.
 *
 * @param position everything up to it is in the index
 * @param at the time of the change at that position; null at 0
 */
record Checkpoint(UUID store, long position, Instant at) {

    private static final String STORE = "store";
    private static final String POSITION = "position";
    private static final String AT = "at";

    /** The end of the log. */
    static Checkpoint end(ChangeLog log, UUID store) {
        long end = log.end();
        List<Change> last = end == 0 ? List.of() : log.after(end - 1, 1);
        return last.isEmpty()
                ? new Checkpoint(store, 0, null)
                : new Checkpoint(store, last.get(0).position(), last.get(0).at());
    }

    /** What stands in the commit of a whole index. */
    Map<String, String> toCommit() {
        Map<String, String> data = new HashMap<>();
        data.put(STORE, store.toString());
        data.put(POSITION, Long.toString(position));
        if (at != null) {
            data.put(AT, at.toString());
        }
        return data;
    }

    /** How far the index in this directory has followed the log; null where there is no whole one that can serve. */
    static Checkpoint of(Path index) throws IOException {
        return earlier(ofPart(index.resolve(OpenIndex.PUBLISHED)), ofPart(index.resolve(OpenIndex.WORKING)));
    }

    /** The one that both parts have reached; null where one of them is not whole. */
    static Checkpoint earlier(Checkpoint one, Checkpoint other) {
        if (one == null || other == null || !one.store.equals(other.store)) {
            return null;
        }
        return one.position <= other.position ? one : other;
    }

    private static Checkpoint ofPart(Path path) throws IOException {
        try (Directory directory = FSDirectory.open(path)) {
            if (!DirectoryReader.indexExists(directory)) {
                return null;
            }
            try (DirectoryReader reader = DirectoryReader.open(directory)) {
                Map<String, String> data = reader.getIndexCommit().getUserData();
                Mapping mapping = Mapping.ofCommit(data);
                return mapping == null || !mapping.canServe() ? null : ofCommit(data);
            }
        }
    }

    /** Reads it; null where the index is not whole. */
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
