package org.offprint.formats.reading;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.OptionalLong;

/**
 * Format from which records can be imported. Each import format is one class, and is listed in {@code ImportFormats}.
 */
public interface ImportFormat {

    /** Returns the name of the format, as used in the {@code format} parameter. */
    String name();

    /** Returns the media types that identify this format unambiguously. */
    List<String> mediaTypes();

    /** Returns whether a file with the given start has this format. */
    boolean recognizes(FileHead head);

    /**
     * Opens a file at its beginning. The caller closes the file.
     *
     * @throws UnreadableException if nothing in the file can be read
     */
    ImportRecords open(InputStream file) throws IOException;

    /**
     * Opens a file like {@link #open(InputStream)}, and stores the files that are embedded in it.
     *
     * @throws UnreadableException if nothing in the file can be read
     */
    default ImportRecords open(InputStream file, EmbeddedFiles embedded) throws IOException {
        return open(file);
    }

    /** Returns the number of records in a file if counting is much faster than reading; otherwise empty. */
    default OptionalLong count(InputStream file) throws IOException {
        return OptionalLong.empty();
    }
}
