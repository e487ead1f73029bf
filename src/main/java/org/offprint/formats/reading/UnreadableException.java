package org.offprint.formats.reading;

import java.io.CharConversionException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.util.zip.ZipException;

/** Thrown if one record or the rest of an import file cannot be read. */
public final class UnreadableException extends RuntimeException {

    private final long line;
    private final boolean isOfRecord;

    /**
     * Creates an exception for the unreadable rest of an import file.
     *
     * @param reason error message for users
     * @param line line number of the failure, starting at 1; 0 if unknown
     */
    public UnreadableException(String reason, long line) {
        this(reason, line, false);
    }

    private UnreadableException(String reason, long line, boolean isOfRecord) {
        super(reason, null, false, false);
        this.line = line;
        this.isOfRecord = isOfRecord;
    }

    /** Returns an exception for one unreadable record. Reading can continue with the next record. */
    public static UnreadableException ofRecord(String reason, long line) {
        return new UnreadableException(reason, line, true);
    }

    /** Wraps an exception that was thrown while decompressing or decoding a file. */
    public static UnreadableException of(IOException failure, long line) {
        return new UnreadableException(reason(failure), line);
    }

    private static String reason(IOException failure) {
        if (failure instanceof EOFException) {
            return "The file is truncated. Send the complete file.";
        }
        if (failure instanceof ZipException) {
            return "The compressed file is damaged: " + failure.getMessage() + ". Compress the data again.";
        }
        if (failure instanceof CharacterCodingException || failure instanceof CharConversionException) {
            return "The file contains bytes that are invalid in its encoding, which is UTF-8 unless the"
                    + " file declares a different encoding. Convert the file to UTF-8.";
        }
        return "The file cannot be read: " + failure.getMessage() + ".";
    }

    /** Returns whether only one record is unreadable, so that reading can continue with the next record. */
    public boolean isOfRecord() {
        return isOfRecord;
    }

    /** Returns the line number of the failure, starting at 1, or 0 if it is unknown. */
    public long line() {
        return line;
    }
}
