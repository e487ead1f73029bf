package org.offprint.ingest;

/** The rest of a file cannot be read. */
public final class UnreadableException extends RuntimeException {

    private final long line;

    /**
     * @param reason a sentence for people
     * @param line where, from 1; 0 where that is not known
     */
    public UnreadableException(String reason, long line) {
        super(reason, null, false, false);
        this.line = line;
    }

    /** Where, from 1; 0 where that is not known. */
    public long line() {
        return line;
    }
}
