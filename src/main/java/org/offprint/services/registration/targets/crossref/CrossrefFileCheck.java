package org.offprint.services.registration.targets.crossref;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import org.offprint.formats.crossref.CrossrefFile;
import org.offprint.formats.xml.XmlReader;

/**
 * Checks a file before it is sent. If Crossref cannot read a file, Crossref rejects all records in the file without
 * naming the invalid record.
 */
final class CrossrefFileCheck {

    private CrossrefFileCheck() {}

    /** Returns the error of a file; empty if it is well-formed and small enough. */
    static Optional<String> fault(byte[] file) {
        if (file.length > CrossrefFile.MAX_BYTES) {
            return Optional.of("The file has " + file.length + " bytes; the limit is " + CrossrefFile.MAX_BYTES + ".");
        }
        try (XmlReader reader = new XmlReader(new ByteArrayInputStream(file), Set.of())) {
            return reader.next(Set.of("doi_batch")) == null
                    ? Optional.of("The file has no doi_batch element.")
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }
}
