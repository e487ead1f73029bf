package org.offprint.platform.http.paging;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A place in a sorted list.
 *
 * @param backwards whether the page before this place is asked for, not the one after it
 * @param keys the sort values of the record at this place, its id last; values may be null
 */
public record Cursor(boolean backwards, List<String> keys) {

    public Cursor {
        keys = Collections.unmodifiableList(new ArrayList<>(keys));
    }

    /** The page after the record with these sort values. */
    public static Cursor after(List<String> keys) {
        return new Cursor(false, keys);
    }

    /** The page before the record with these sort values. */
    public static Cursor before(List<String> keys) {
        return new Cursor(true, keys);
    }
}
