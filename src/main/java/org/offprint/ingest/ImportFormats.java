package org.offprint.ingest;

import java.util.List;
import java.util.Optional;
import org.offprint.ingest.bibtex.BibtexFormat;
import org.offprint.ingest.crossref.CrossrefFormat;
import org.offprint.ingest.crossrefworks.CrossrefWorksFormat;
import org.offprint.ingest.csl.CslFormat;
import org.offprint.ingest.csv.CsvFormat;
import org.offprint.ingest.doaj.DoajJsonFormat;
import org.offprint.ingest.doaj.DoajXmlFormat;
import org.offprint.ingest.jats.JatsFormat;
import org.offprint.ingest.jsonlines.JsonLinesFormat;
import org.offprint.ingest.medline.MedlineFormat;
import org.offprint.ingest.ojs.OjsFormat;
import org.offprint.ingest.ris.RisFormat;
import org.offprint.ingest.ror.RorFormat;

/** The table of formats that can be imported, in the order in which a file is asked whether it is one of them. */
public final class ImportFormats {

    public static final List<ImportFormat> ALL = List.of(
            new JatsFormat(),
            new CrossrefFormat(),
            new OjsFormat(),
            new DoajXmlFormat(),
            new DoajJsonFormat(),
            new RorFormat(),
            new CrossrefWorksFormat(),
            new CslFormat(),
            new BibtexFormat(),
            new RisFormat(),
            new MedlineFormat(),
            new CsvFormat(),
            new JsonLinesFormat());

    private ImportFormats() {}

    /** The format of this name. */
    public static Optional<ImportFormat> named(String name) {
        return ALL.stream().filter(format -> format.name().equals(name)).findFirst();
    }

    /** The format of a file that begins so. */
    public static Optional<ImportFormat> of(FileHead head) {
        return ALL.stream().filter(format -> format.recognizes(head)).findFirst();
    }
}
