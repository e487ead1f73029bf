package org.offprint.app.sample;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.offprint.platform.files.FileContents.Content;
import org.offprint.platform.files.store.FileStore;
import org.offprint.platform.files.store.IncomingFile;
import org.offprint.platform.files.store.StoredBytes;
import org.offprint.platform.files.types.FileType;

/** Stores the content of the sample journal's files before database rows refer to them. */
@Singleton
class SampleFiles {

    /** Maximum size of a sample file, in bytes. The actual files are much smaller. */
    private static final long LARGEST = 1L << 20;

    private final FileStore store;

    SampleFiles(FileStore store) {
        this.store = store;
    }

    /**
     * Stores a file of the sample journal.
     *
     * @param from name of the resource file with the content
     * @param name name of the file in its article
     */
    Content store(String from, String name) {
        try (InputStream file = SampleFiles.class.getResourceAsStream("/sample/texts/" + from);
                IncomingFile incoming = store.begin(LARGEST)) {
            file.transferTo(incoming);
            String mediaType =
                    FileType.of(incoming.head(FileType.HEAD_BYTES), name, null).mediaType();
            StoredBytes bytes = incoming.store();
            return new Content(bytes.hash().value(), bytes.size(), mediaType);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
