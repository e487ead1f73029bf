package org.offprint.formats.reading;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.OptionalLong;

/** Import format for records. Implement one class for each import format, and list it in {@code ImportFormats}. */
public interface ImportFormat {

    /** Returns the name of the import format, as used in the {@code format} parameter. */
    String name();

    /** Returns the media types that unambiguously identify this import format. */
    List<String> mediaTypes();

    /** Returns whether a file that begins with {@code head} is in this import format. */
    boolean recognizes(FileHead head);

    /**
     * Opens an import file at its beginning. The caller closes the file.
     *
     * @throws UnreadableException if nothing in the file can be read
     */
    ImportRecords open(InputStream file) throws IOException;

    /**
     * Opens an import file like {@link #open(InputStream)}, and stores its embedded files.
     *
     * @throws UnreadableException if nothing in the file can be read
     */
    default ImportRecords open(InputStream file, EmbeddedFiles embedded) throws IOException {
        return open(file);
    }

    /** Returns the number of records in an import file, or empty if counting is not much faster than reading. */
    default OptionalLong count(InputStream file) throws IOException {
        return OptionalLong.empty();
    }
}
