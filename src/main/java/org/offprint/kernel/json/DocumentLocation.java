package org.offprint.kernel.json;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Location in a JSON document. Its pointer (RFC 6901) is created on demand, because a body has thousands of locations
 * and few locations are reported.
 */
final class DocumentLocation {

    /** Location of the whole document. */
    static final DocumentLocation ROOT = new DocumentLocation(null, null, 0);

    private final DocumentLocation parent;
    /** Name of a member; null for an entry of a list. */
    private final String name;

    private final int index;

    private DocumentLocation(DocumentLocation parent, String name, int index) {
        this.parent = parent;
        this.name = name;
        this.index = index;
    }

    /** Returns the location of a member. The name is given unescaped. */
    DocumentLocation member(String member) {
        return new DocumentLocation(this, member, 0);
    }

    /** Returns the location of an entry of a list. The first entry has index 0. */
    DocumentLocation entry(int entry) {
        return new DocumentLocation(this, null, entry);
    }

    /** Returns the JSON Pointer, which is empty for the whole document. */
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
