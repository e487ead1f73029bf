package org.offprint.platform.http.paging;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Cursor that encodes a position in a sorted list.
 *
 * @param backwards whether to return the page before this position instead of the page after it
 * @param keys sort values of the record at this position, ending with the record's id; sort values may be null
 */
public record Cursor(boolean backwards, List<String> keys) {

    public Cursor {
        keys = Collections.unmodifiableList(new ArrayList<>(keys));
    }

    /** Returns the cursor for the page after the record with the given sort values. */
    public static Cursor after(List<String> keys) {
        return new Cursor(false, keys);
    }

    /** Returns the cursor for the page before the record with the given sort values. */
    public static Cursor before(List<String> keys) {
        return new Cursor(true, keys);
    }
}
