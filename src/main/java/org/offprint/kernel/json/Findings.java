package org.offprint.kernel.json;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.offprint.kernel.faults.Finding;

/** Collects the errors in a request body, with at most one error per location. */
final class Findings {

    /**
     * Maximum number of errors in a response. Without a maximum, the response to a body full of errors would be larger
     * than the body itself.
     */
    private static final int MAX_FINDINGS = 1_000;

    /**
     * Maximum length of a pointer or an error message, in characters. Pointers to existing members and messages about
     * values of normal length are shorter than this maximum.
     */
    private static final int MAX_TEXT_LENGTH = 1_000;

    /** Number of characters kept at the end of a shortened error message, so that the sentence keeps its end. */
    private static final int TAIL_LENGTH = 100;

    private final List<Finding> findings = new ArrayList<>();
    private final Set<String> refused = new HashSet<>();
    /**
     * JSON Pointers of values that could not be read. The unreadable values are null in the record, but are not
     * reported as missing.
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

    /**
     * Omits the middle of a long error message or pointer. A name from a client is quoted only as far as needed to
     * recognize it.
     */
    private static String cut(String text) {
        return text.length() <= MAX_TEXT_LENGTH
                ? text
                : text.substring(0, MAX_TEXT_LENGTH - TAIL_LENGTH) + "…" + text.substring(text.length() - TAIL_LENGTH);
    }

    /** Adds an error about an unreadable JSON value, which is null in the record. */
    void addUnreadable(String pointer, String code, String message) {
        add(pointer, code, message);
        if (!isFull()) {
            unread.add(pointer);
        }
    }

    boolean isFull() {
        return findings.size() == MAX_FINDINGS;
    }

    /** Returns all errors found so far, in the order of their detection. */
    List<Finding> all() {
        return Collections.unmodifiableList(findings);
    }
}
