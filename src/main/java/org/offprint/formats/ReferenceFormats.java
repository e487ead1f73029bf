package org.offprint.formats;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.offprint.formats.bibtex.BibtexReferencesWriter;
import org.offprint.formats.crossref.writing.CrossrefReferenceListWriter;
import org.offprint.formats.csl.CslReferencesWriter;
import org.offprint.formats.jats.references.JatsReferenceListWriter;
import org.offprint.formats.ris.RisReferencesWriter;
import org.offprint.formats.writing.Format;
import org.offprint.formats.writing.ReferenceListWriter;
import org.offprint.kernel.record.Reference;

/** Registry of export formats for reference lists. The format names and media types are the same as for articles. */
public final class ReferenceFormats {

    /** Export formats for reference lists, keyed by format name. */
    public static final Map<String, ReferenceFormat> BY_NAME = byName();

    private ReferenceFormats() {}

    /** Export format for reference lists. */
    public record ReferenceFormat(Format format, ReferenceListWriter writer) {

        /** Returns a complete document with the references. */
        public String write(List<Reference> references) {
            return writer.write(references);
        }
    }

    private static Map<String, ReferenceFormat> byName() {
        ExportFormats formats = ExportFormats.unconfigured();
        Map<String, ReferenceListWriter> writers = new LinkedHashMap<>();
        writers.put("csl", new CslReferencesWriter());
        writers.put("bibtex", new BibtexReferencesWriter());
        writers.put("ris", new RisReferencesWriter());
        writers.put("jats", new JatsReferenceListWriter());
        writers.put("crossref", new CrossrefReferenceListWriter());
        Map<String, ReferenceFormat> all = new LinkedHashMap<>();
        writers.forEach((name, writer) ->
                all.put(name, new ReferenceFormat(formats.named(name).orElseThrow(), writer)));
        return all;
    }
}
