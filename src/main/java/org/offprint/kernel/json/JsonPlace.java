package org.offprint.kernel.json;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * A place in a JSON document. Its pointer (RFC 6901) is made when it is asked for: a body has thousands of places, and
 * hardly any is told of.
 */
final class JsonPlace {

    /** The whole document. */
    static final JsonPlace ROOT = new JsonPlace(null, null, 0);

    private final JsonPlace parent;
    /** Null for an entry of a list. */
    private final String name;

    private final int index;

    private JsonPlace(JsonPlace parent, String name, int index) {
        this.parent = parent;
        this.name = name;
        this.index = index;
    }

    /** Returns the place of a member by its name, as it is in the document. */
    JsonPlace member(String member) {
        return new JsonPlace(this, member, 0);
    }

    /** Returns the place of an entry of a list, of which the first is 0. */
    JsonPlace entry(int entry) {
        return new JsonPlace(this, null, entry);
    }

    /** Returns the pointer; the empty text for the whole document. */
    String pointer() {
        Deque<JsonPlace> path = new ArrayDeque<>();
        for (JsonPlace place = this; place.parent != null; place = place.parent) {
            path.push(place);
        }
        StringBuilder pointer = new StringBuilder();
        for (JsonPlace place : path) {
            pointer.append('/');
            if (place.name == null) {
                pointer.append(place.index);
            } else {
                pointer.append(JsonPointers.escape(place.name));
            }
        }
        return pointer.toString();
    }
}
