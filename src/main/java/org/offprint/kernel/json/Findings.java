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
     * Maximum number of errors in a response. Without a limit, the response to a body full of errors would be larger
     * than the body itself.
     */
    private static final int MAX_FINDINGS = 1_000;

    /**
     * Maximum length of a pointer or an error message, in characters. Only pointers and messages that quote unusually
     * long client input exceed the limit.
     */
    private static final int MAX_TEXT_LENGTH = 1_000;

    /** Number of characters to preserve at the end of a shortened error message. */
    private static final int TAIL_LENGTH = 100;

    private final List<Finding> findings = new ArrayList<>();
    private final Set<String> refused = new HashSet<>();
    /**
     * JSON Pointers of values that could not be read. The record contains null for these values, but they are not
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

    /** Omits the middle of a long error message or pointer, for example if it quotes a very long name from a client. */
    private static String cut(String text) {
        return text.length() <= MAX_TEXT_LENGTH
                ? text
                : text.substring(0, MAX_TEXT_LENGTH - TAIL_LENGTH) + "…" + text.substring(text.length() - TAIL_LENGTH);
    }

    /** Adds an error for an unreadable JSON value, which is null in the record. */
    void addUnreadable(String pointer, String code, String message) {
        add(pointer, code, message);
        if (!isFull()) {
            unread.add(pointer);
        }
    }

    boolean isFull() {
        return findings.size() == MAX_FINDINGS;
    }

    /** Returns all errors found so far, in order of detection. */
    List<Finding> all() {
        return Collections.unmodifiableList(findings);
    }
}
