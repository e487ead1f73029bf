package org.offprint.formats.jats;

import org.offprint.formats.jats.references.JatsReferencesWriter;
import org.offprint.formats.writing.PublishedRecord;
import org.offprint.formats.xml.MarkupVocabulary;
import org.offprint.formats.xml.XmlWriter;
import org.offprint.record.ArticleBody.Statements;

/** {@code back}: acknowledgements, statements, references. */
final class JatsBackMatterWriter {

    private JatsBackMatterWriter() {}

    static void write(XmlWriter xml, PublishedRecord record) {
        Statements stated = record.body().statements();
        Statements statements = stated == null ? new Statements(null, null, null, null) : stated;
        boolean isEmpty = statements.acknowledgements() == null
                && statements.dataAvailability() == null
                && statements.ethics() == null
                && record.body().references().isEmpty();
        if (isEmpty) {
            return;
        }
        xml.open("back");
        if (statements.acknowledgements() != null) {
            xml.open("ack").element("title", "Acknowledgements");
            MarkupVocabulary.JATS.paragraphs(xml, null, statements.acknowledgements());
            xml.close();
        }
        section(xml, "data-availability", "Data availability", statements.dataAvailability());
        section(xml, "ethics-statement", "Ethics", statements.ethics());
        JatsReferencesWriter.write(xml, record.body().references());
        xml.close();
    }

    private static void section(XmlWriter xml, String type, String title, String text) {
        if (text != null) {
            xml.open("sec", "sec-type", type).element("title", title);
            MarkupVocabulary.JATS.paragraphs(xml, null, text);
            xml.close();
        }
    }
}
