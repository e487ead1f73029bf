package org.offprint.formats;

import java.util.List;
import java.util.Optional;
import org.offprint.formats.bibtex.BibtexFormat;
import org.offprint.formats.crossref.CrossrefFormat;
import org.offprint.formats.crossrefworks.CrossrefWorksFormat;
import org.offprint.formats.csl.CslFormat;
import org.offprint.formats.csv.CsvFormat;
import org.offprint.formats.doaj.DoajJsonFormat;
import org.offprint.formats.doaj.DoajXmlFormat;
import org.offprint.formats.endnote.EndNoteXmlFormat;
import org.offprint.formats.endnote.ReferFormat;
import org.offprint.formats.jats.JatsFormat;
import org.offprint.formats.jsonlines.JsonLinesFormat;
import org.offprint.formats.ojs.OjsFormat;
import org.offprint.formats.pubmed.MedlineFormat;
import org.offprint.formats.pubmed.PubMedXmlFormat;
import org.offprint.formats.reading.FileHead;
import org.offprint.formats.reading.ImportFormat;
import org.offprint.formats.ris.RisFormat;
import org.offprint.formats.ror.RorFormat;
import org.offprint.formats.webofscience.WebOfScienceFormat;

/** Registry of import formats, in the order in which they are tried on a file. */
public final class ImportFormats {

    public static final List<ImportFormat> ALL = List.of(
            new PubMedXmlFormat(),
            new JatsFormat(),
            new CrossrefFormat(),
            new OjsFormat(),
            new EndNoteXmlFormat(),
            new DoajXmlFormat(),
            new DoajJsonFormat(),
            new RorFormat(),
            new CrossrefWorksFormat(),
            new CslFormat(),
            new BibtexFormat(),
            new RisFormat(),
            new MedlineFormat(),
            new WebOfScienceFormat(),
            new ReferFormat(),
            new CsvFormat(),
            new JsonLinesFormat());

    private ImportFormats() {}

    /** Returns the import format with the given name, or empty if there is none. */
    public static Optional<ImportFormat> named(String name) {
        return ALL.stream().filter(format -> format.name().equals(name)).findFirst();
    }

    /** Returns the first import format that recognizes the beginning of a file, or empty if no format does. */
    public static Optional<ImportFormat> of(FileHead head) {
        return ALL.stream().filter(format -> format.recognizes(head)).findFirst();
    }
}
