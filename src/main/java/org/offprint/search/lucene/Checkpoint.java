package org.offprint.search.lucene;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * How far an index has followed which change log; kept in the commit itself, so that index and position cannot disagree.
 *
 * @param position everything up to it is in the index
 * @param at the time of the change at that position; null at 0
 */
record Checkpoint(UUID store, long position, Instant at) {

    private static final String MAPPING = "mapping";
    private static final String STORE = "store";
    private static final String POSITION = "position";
    private static final String AT = "at";

    /** What stands in the commit of a whole index. */
    Map<String, String> toCommit() {
        Map<String, String> data = new HashMap<>();
        data.put(MAPPING, Integer.toString(Fields.MAPPING));
        data.put(STORE, store.toString());
        data.put(POSITION, Long.toString(position));
        if (at != null) {
            data.put(AT, at.toString());
        }
        return data;
    }

    /** Reads it; null where the index is not whole or of another mapping. */
    static Checkpoint ofCommit(Map<String, String> data) {
        if (!Integer.toString(Fields.MAPPING).equals(data.get(MAPPING))) {
            return null;
        }
        return new Checkpoint(
                UUID.fromString(data.get(STORE)),
                Long.parseLong(data.get(POSITION)),
                data.containsKey(AT) ? Instant.parse(data.get(AT)) : null);
    }
}
