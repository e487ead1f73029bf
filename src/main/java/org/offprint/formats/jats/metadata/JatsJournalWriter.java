package org.offprint.formats.jats.metadata;

import org.offprint.formats.writing.PublishedRecord;
import org.offprint.formats.xml.XmlWriter;
import org.offprint.journal.journals.JournalRef;
import org.offprint.kernel.identifiers.Issn;
import org.offprint.kernel.record.IssnType;

/** Writes the {@code journal-meta} element: the journal and its publisher. */
public final class JatsJournalWriter {

    private JatsJournalWriter() {}

    public static void write(XmlWriter xml, PublishedRecord record) {
        JournalRef journal = record.journal();
        xml.open("journal-meta");
        journal.identifiers()
                .forEach(identifier ->
                        xml.element("journal-id", identifier.value(), "journal-id-type", identifier.type()));
        if (journal.identifier("publisher-id") == null) {
            xml.element("journal-id", journal.slug(), "journal-id-type", "publisher-id");
        }
        xml.open("journal-title-group")
                .element("journal-title", journal.title())
                .element("abbrev-journal-title", journal.abbreviation(), "abbrev-type", "publisher")
                .close();
        issn(xml, record.issn(IssnType.PRINT), "print");
        issn(xml, record.issn(IssnType.ELECTRONIC), "electronic");
        Issn linking = record.issn(IssnType.LINKING);
        xml.element("issn-l", linking == null ? null : linking.value());
        if (journal.publisher() != null && !journal.publisher().isBlank()) {
            xml.open("publisher")
                    .element("publisher-name", journal.publisher())
                    .element("publisher-loc", journal.publisherPlace())
                    .close();
        }
        xml.close();
    }

    private static void issn(XmlWriter xml, Issn issn, String medium) {
        xml.element("issn", issn == null ? null : issn.value(), "publication-format", medium);
    }
}
