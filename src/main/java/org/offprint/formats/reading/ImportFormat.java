package org.offprint.formats.reading;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.OptionalLong;

/** A format that records can be imported from; one class each, listed in {@code ImportFormats}. */
public interface ImportFormat {

    /** The name of the format, as the parameter {@code format} has it. */
    String name();

    /** The media types that name this format and no other. */
    List<String> mediaTypes();

    /** Reports whether a file that begins so is of this format. */
    boolean recognizes(FileHead head);

    /**
     * Reads a file from its beginning; the caller closes the file.
     *
     * @throws UnreadableException where nothing of it can be read
     */
    ImportRecords open(InputStream file) throws IOException;

    /**
     * Reads a file as {@link #open(InputStream)}, and stores what is embedded in it.
     *
     * @throws UnreadableException where nothing of it can be read
     */
    default ImportRecords open(InputStream file, EmbeddedFiles embedded) throws IOException {
        return open(file);
    }

    /** Returns how many records a file has, where that is known much faster than they are read; empty elsewhere. */
    default OptionalLong count(InputStream file) throws IOException {
        return OptionalLong.empty();
    }
}
