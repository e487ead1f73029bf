package org.offprint.ingest;

import java.util.List;
import java.util.Optional;
import org.offprint.ingest.crossref.CrossrefFormat;
import org.offprint.ingest.crossrefworks.CrossrefWorksFormat;
import org.offprint.ingest.jats.JatsFormat;
import org.offprint.ingest.jsonlines.JsonLines;

/** The table of formats that can be imported, in the order in which a file is asked whether it is one of them. */
public final class ImportFormats {

    public static final List<ImportFormat> ALL =
            List.of(new JatsFormat(), new CrossrefFormat(), new CrossrefWorksFormat(), new JsonLines());

    private ImportFormats() {}

    /** The format of this name. */
    public static Optional<ImportFormat> named(String name) {
        return ALL.stream().filter(format -> format.name().equals(name)).findFirst();
    }

    /** The format of a file that begins so. */
    public static Optional<ImportFormat> of(Head head) {
        return ALL.stream().filter(format -> format.recognizes(head)).findFirst();
    }
}
