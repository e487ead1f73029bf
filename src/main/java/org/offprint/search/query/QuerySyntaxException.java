package org.offprint.search.query;

/**
 * Thrown if a query text has a syntax error. The exception contains the position and cause of the error, and possibly a
 * valid query as a suggestion.
 */
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

    /** Returns the error code, a hyphenated name that begins with {@code query-}. */
    public String code() {
        return code;
    }

    /** Returns the zero-based position of the error in the query text, in UTF-16 code units as in JavaScript. */
    public int position() {
        return position;
    }

    /** Returns a similar, valid query text, or null if there is no suggestion. */
    public String suggestion() {
        return suggestion;
    }
}
