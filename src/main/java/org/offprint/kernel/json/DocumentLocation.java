package org.offprint.kernel.json;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Location in a JSON document. Its JSON Pointer (RFC 6901) is created on demand, because only a few of the thousands of
 * locations in a body are reported.
 */
final class DocumentLocation {

    /** Location of the whole JSON document. */
    static final DocumentLocation ROOT = new DocumentLocation(null, null, 0);

    private final DocumentLocation parent;
    /** Name of the JSON member at this location; null for a list entry. */
    private final String name;

    private final int index;

    private DocumentLocation(DocumentLocation parent, String name, int index) {
        this.parent = parent;
        this.name = name;
        this.index = index;
    }

    /** Returns the location of a member of the JSON object at this location. The member name must not be escaped. */
    DocumentLocation member(String member) {
        return new DocumentLocation(this, member, 0);
    }

    /** Returns the location of the entry with the given zero-based index in the JSON array at this location. */
    DocumentLocation entry(int entry) {
        return new DocumentLocation(this, null, entry);
    }

    /** Returns the JSON Pointer of this location, which is empty for the whole document. */
    String pointer() {
        Deque<DocumentLocation> path = new ArrayDeque<>();
        for (DocumentLocation place = this; place.parent != null; place = place.parent) {
            path.push(place);
        }
        StringBuilder pointer = new StringBuilder();
        for (DocumentLocation place : path) {
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
