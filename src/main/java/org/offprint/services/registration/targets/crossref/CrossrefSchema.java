package org.offprint.services.registration.targets.crossref;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import org.offprint.formats.crossref.CrossrefFile;
import org.offprint.formats.xml.XmlReader;

/** Looks at a file before it is sent: one that Crossref cannot read costs all of its records, and names none. */
final class CrossrefSchema {

    private CrossrefSchema() {}

    /** Returns what is wrong with a file; empty where it is well-formed and small enough. */
    static Optional<String> fault(byte[] file) {
        if (file.length > CrossrefFile.MOST_BYTES) {
            return Optional.of("The file has " + file.length + " bytes; " + CrossrefFile.MOST_BYTES + " are possible.");
        }
        try (XmlReader reader = new XmlReader(new ByteArrayInputStream(file), Set.of())) {
            return reader.next(Set.of("doi_batch")) == null
                    ? Optional.of("The file has no doi_batch.")
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }
}
