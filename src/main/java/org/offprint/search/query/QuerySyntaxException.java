package org.offprint.search.query;

/** A text that is no query; says where, why, and what would be one. */
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

    /** Returns the code of the fault: words with hyphens that begin with {@code query-}. */
    public String code() {
        return code;
    }

    /** Returns the position in the text, from 0, in UTF-16 code units as JavaScript counts. */
    public int position() {
        return position;
    }

    /** A similar text that is a query, or null where none comes to mind. */
    public String suggestion() {
        return suggestion;
    }
}
