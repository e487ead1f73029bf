package org.offprint.formats.reading;

import java.io.CharConversionException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.util.zip.ZipException;

/** The rest of a file cannot be read, or one record of it. */
public final class UnreadableException extends RuntimeException {

    private final long line;
    private final boolean isOfRecord;

    /**
     * @param reason a sentence for people
     * @param line where, from 1; 0 where that is not known
     */
    public UnreadableException(String reason, long line) {
        this(reason, line, false);
    }

    private UnreadableException(String reason, long line, boolean isOfRecord) {
        super(reason, null, false, false);
        this.line = line;
        this.isOfRecord = isOfRecord;
    }

    /** Returns the failure of a record behind which the file can be read on. */
    public static UnreadableException ofRecord(String reason, long line) {
        return new UnreadableException(reason, line, true);
    }

    /** Wraps a failure between a file and its reader, in decompressing or decoding. */
    public static UnreadableException of(IOException failure, long line) {
        return new UnreadableException(reason(failure), line);
    }

    private static String reason(IOException failure) {
        if (failure instanceof EOFException) {
            return "The file ends in the middle: it was cut off.";
        }
        if (failure instanceof ZipException) {
            return "The compressed file is damaged: " + failure.getMessage() + ".";
        }
        if (failure instanceof CharacterCodingException || failure instanceof CharConversionException) {
            return "The bytes of the file are not of its encoding, which is UTF-8 where it names no other;"
                    + " convert it to UTF-8 first.";
        }
        return "The file cannot be read: " + failure.getMessage() + ".";
    }

    /** Reports whether the file can be read on with the next record. */
    public boolean isOfRecord() {
        return isOfRecord;
    }

    /** Returns the line, from 1; 0 where it is not known. */
    public long line() {
        return line;
    }
}
