package org.offprint.formats.jats;

import java.util.List;
import org.offprint.formats.jats.metadata.JatsJournalWriter;
import org.offprint.formats.writing.Envelope;
import org.offprint.formats.writing.PublishedRecord;
import org.offprint.formats.writing.RecordWriter;
import org.offprint.formats.writing.Requirements;
import org.offprint.formats.xml.XmlWriter;
import org.offprint.kernel.faults.Finding;
import org.offprint.kernel.json.Vocabulary;

/**
 * Writes articles as JATS 1.3, Journal Publishing with MathML 3 (ANSI/NISO Z39.96-2021), according to the JATS4R
 * recommendations. The output contains the complete front matter. The back matter consists of acknowledgements,
 * statements and references.
 */
public final class JatsWriter implements RecordWriter {

    private static final Envelope ENVELOPE = Envelope.of(documentType(false), "\n", "\n");

    /**
     * Returns the XML declaration and the document type of JATS articles.
     *
     * @param hasOasisTables whether the article contains tables of the OASIS exchange model (CALS)
     */
    public static String documentType(boolean hasOasisTables) {
        return XmlWriter.DECLARATION
                + "<!DOCTYPE article PUBLIC \"-//NLM//DTD JATS (Z39.96) Journal Publishing DTD"
                + (hasOasisTables ? " with OASIS Tables" : "")
                + " with MathML3 v1.3 20210610//EN\" \"https://jats.nlm.nih.gov/publishing/1.3/JATS-journalpublishing"
                + (hasOasisTables ? "-oasis-article" : "")
                + "1-3-mathml3.dtd\">\n";
    }

    /** Returns the missing values that JATS requires, including an ISSN in {@code journal-meta}. */
    @Override
    public List<Finding> missing(PublishedRecord record) {
        return Requirements.of(record).title().issn().missing();
    }

    @Override
    public String write(PublishedRecord record) {
        XmlWriter xml = new XmlWriter();
        xml.open(
                "article",
                "xmlns:xlink",
                "http://www.w3.org/1999/xlink",
                "xmlns:mml",
                "http://www.w3.org/1998/Math/MathML",
                "xmlns:ali",
                "http://www.niso.org/schemas/ali/1.0/",
                "article-type",
                Vocabulary.termOf(record.body().type()),
                "dtd-version",
                "1.3",
                "xml:lang",
                record.body().language().value());
        xml.open("front");
        JatsJournalWriter.write(xml, record);
        JatsArticleMetaWriter.write(xml, record);
        xml.close();
        JatsBackMatterWriter.write(xml, record);
        xml.close();
        return xml.toString();
    }

    @Override
    public Envelope envelope() {
        return ENVELOPE;
    }
}
