package org.offprint.search.query;

/** Thrown if a text is not a valid query. Contains the position and the reason, and if possible a valid query. */
public final class QuerySyntaxException extends RuntimeException {

    private final String code;
    private final int position;
    private final transient String suggestion;

    QuerySyntaxException(String code, int position, String message, String suggestion) {
        super(message, null, false, false);
        this.code = code;
        this.position = position;
        this.suggestion = suggestion;
    }

    /** Returns the error code, which consists of words joined by hyphens and begins with {@code query-}. */
    public String code() {
        return code;
    }

    /** Returns the position in the text, from 0, in UTF-16 code units as in JavaScript. */
    public int position() {
        return position;
    }

    /** Returns a similar text that is a valid query, or null if there is no suggestion. */
    public String suggestion() {
        return suggestion;
    }
}
