package org.offprint.kernel.json;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.offprint.kernel.faults.Finding;

/** Collects the faults of a body: each place once. */
final class Findings {

    /** A body of nothing but mistakes would be answered with more than it holds. */
    private static final int MOST = 1_000;

    /** Longer than any pointer to a place that there is, and than any message about a value that is not very long. */
    private static final int LONGEST = 1_000;

    /** The last characters that stay of a longer text: the end of the sentence. */
    private static final int END = 100;

    private final List<Finding> findings = new ArrayList<>();
    private final Set<String> refused = new HashSet<>();
    /** Places of values that could not be read, which are null and yet not missing. */
    private final Set<String> unread = new HashSet<>();

    void add(String pointer, String code, String message) {
        if (code.equals("required") && unread.stream().anyMatch(place -> place.startsWith(pointer + "/"))) {
            return;
        }
        if (!isFull() && refused.add(pointer)) {
            findings.add(Finding.at(Text.writable(cut(pointer)), code, Text.writable(cut(message))));
        }
    }

    /** Cuts out the middle: a name that a client made up is quoted as far as it serves to recognize the name. */
    private static String cut(String text) {
        return text.length() <= LONGEST
                ? text
                : text.substring(0, LONGEST - END) + "…" + text.substring(text.length() - END);
    }

    /** Adds a finding about a value that is null from now on, because it cannot be read. */
    void addUnread(String pointer, String code, String message) {
        add(pointer, code, message);
        if (!isFull()) {
            unread.add(pointer);
        }
    }

    boolean isFull() {
        return findings.size() == MOST;
    }

    /** All so far, in the order in which they were found. */
    List<Finding> all() {
        return Collections.unmodifiableList(findings);
    }
}
