package org.offprint.formats.ris;

import java.util.List;
import java.util.Map;
import org.offprint.formats.writing.ReferenceListWriter;
import org.offprint.kernel.record.Reference;
import org.offprint.kernel.record.Reference.ReferenceAuthor;
import org.offprint.kernel.text.Table;

/** Writes references as RIS. A reference that has only its printed text becomes a record with the text as a note. */
public final class RisReferencesWriter implements ReferenceListWriter {

    private static final Map<String, String> TYPES = Table.map("reference-types.tsv", "ris");

    @Override
    public String write(List<Reference> references) {
        List<String> keys = Reference.keys(references);
        StringBuilder ris = new StringBuilder();
        for (int i = 0; i < references.size(); i++) {
            write(ris, references.get(i), keys.get(i));
        }
        return ris.toString();
    }

    private static void write(StringBuilder ris, Reference reference, String key) {
        RisWriter.line(ris, "TY", type(reference));
        RisWriter.line(ris, "ID", key);
        people(ris, "AU", reference.authors());
        people(ris, "A2", reference.editors());
        people(ris, "A4", reference.translators());
        RisWriter.line(ris, "TI", reference.title());
        RisWriter.line(ris, "T2", reference.containerTitle());
        RisWriter.line(ris, "T3", reference.series());
        RisWriter.line(ris, "ET", reference.edition());
        RisWriter.line(ris, "PY", reference.year());
        RisWriter.line(ris, "VL", reference.volume());
        RisWriter.line(ris, "IS", reference.issue());
        RisWriter.line(ris, "SP", reference.firstPage());
        RisWriter.line(ris, "EP", reference.lastPage());
        RisWriter.line(ris, "C7", reference.articleNumber());
        RisWriter.line(ris, "PB", reference.publisher());
        RisWriter.line(ris, "CY", reference.publisherPlace());
        RisWriter.line(ris, "SN", reference.isbn() == null ? reference.issn() : reference.isbn());
        RisWriter.line(
                ris, "DO", reference.doi() == null ? null : reference.doi().value());
        RisWriter.line(ris, "AN", reference.pmid());
        RisWriter.line(ris, "C2", reference.pmcid());
        RisWriter.line(
                ris, "UR", reference.url() == null ? null : reference.url().value());
        RisWriter.line(ris, "Y2", reference.accessed());
        RisWriter.line(ris, "N1", reference.describes() ? reference.comment() : reference.text());
        ris.append("ER  - \r\n");
    }

    private static String type(Reference reference) {
        if (reference.type() == null) {
            boolean isInJournal = reference.containerTitle() != null && reference.volume() != null;
            return isInJournal ? "JOUR" : "GEN";
        }
        return TYPES.getOrDefault(reference.type(), "GEN");
    }

    private static void people(StringBuilder ris, String tag, List<ReferenceAuthor> people) {
        for (ReferenceAuthor person : people) {
            if (person.family() == null) {
                RisWriter.line(ris, tag, person.name() == null ? person.given() : person.name());
            } else {
                RisWriter.line(
                        ris, tag, person.given() == null ? person.family() : person.family() + ", " + person.given());
            }
        }
    }
}
