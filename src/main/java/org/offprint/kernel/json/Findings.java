package org.offprint.kernel.json;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.offprint.kernel.faults.Finding;

/** Collects the errors of a body, at most one per location. */
final class Findings {

    /**
     * Maximum number of findings. Without a maximum, the response to a body full of errors would be larger than the
     * body.
     */
    private static final int MAX_FINDINGS = 1_000;

    /**
     * Maximum length of a pointer or a message, in characters. Pointers to existing members and messages about values
     * of normal length are shorter.
     */
    private static final int MAX_TEXT_LENGTH = 1_000;

    /** Number of characters kept at the end of a shortened text, so that the sentence keeps its end. */
    private static final int TAIL_LENGTH = 100;

    private final List<Finding> findings = new ArrayList<>();
    private final Set<String> refused = new HashSet<>();
    /**
     * Pointers of values that could not be read. The values are null in the record, but are not reported as missing.
     */
    private final Set<String> unread = new HashSet<>();

    void add(String pointer, String code, String message) {
        if (code.equals("required") && unread.stream().anyMatch(place -> place.startsWith(pointer + "/"))) {
            return;
        }
        if (!isFull() && refused.add(pointer)) {
            findings.add(Finding.at(
                    Text.withoutUnpairedSurrogates(cut(pointer)), code, Text.withoutUnpairedSurrogates(cut(message))));
        }
    }

    /** Omits the middle of a long text. A name from a client is quoted only as far as needed to recognize the name. */
    private static String cut(String text) {
        return text.length() <= MAX_TEXT_LENGTH
                ? text
                : text.substring(0, MAX_TEXT_LENGTH - TAIL_LENGTH) + "…" + text.substring(text.length() - TAIL_LENGTH);
    }

    /** Adds a finding about a value that is null in the record because it could not be read. */
    void addUnreadable(String pointer, String code, String message) {
        add(pointer, code, message);
        if (!isFull()) {
            unread.add(pointer);
        }
    }

    boolean isFull() {
        return findings.size() == MAX_FINDINGS;
    }

    /** Returns all findings so far, in the order in which they were found. */
    List<Finding> all() {
        return Collections.unmodifiableList(findings);
    }
}
