package org.offprint.formats.crossref.writing;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.offprint.formats.writing.Envelope;
import org.offprint.formats.xml.XmlWriter;

/** Writes the envelope of a batch of Crossref deposits. The head contains the batch id and the depositor. */
public final class CrossrefEnvelope implements Envelope {

    static final String NAMESPACE = "http://www.crossref.org/schema/5.4.0";
    private static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmssSSS").withZone(ZoneOffset.UTC);

    private final CrossrefDepositor depositor;

    public CrossrefEnvelope(CrossrefDepositor depositor) {
        this.depositor = depositor;
    }

    @Override
    public String begin(Batch batch) {
        return begin(batch.id(), timestamp(batch.at()));
    }

    /**
     * Returns the time in UTC as a 17-digit number in the format {@code yyyyMMddHHmmssSSS}. All timestamps that
     * Offprint sends to Crossref have this format.
     */
    public static long timestamp(Instant at) {
        return Long.parseLong(TIMESTAMP.format(at));
    }

    /**
     * Returns the start of a Crossref deposit file.
     *
     * @param timestamp timestamp of all records in the file; must be greater than the last timestamp that Crossref
     *     received for each DOI
     */
    public String begin(String id, long timestamp) {
        return XmlWriter.DECLARATION + "<doi_batch version=\"5.4.0\" xmlns=\"" + NAMESPACE + "\""
                + " xmlns:jats=\"http://www.ncbi.nlm.nih.gov/JATS1\" xmlns:fr=\"http://www.crossref.org/fundref.xsd\""
                + " xmlns:ai=\"http://www.crossref.org/AccessIndicators.xsd\""
                + " xmlns:rel=\"http://www.crossref.org/relations.xsd\""
                + " xmlns:mml=\"http://www.w3.org/1998/Math/MathML\""
                + " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\""
                + " xsi:schemaLocation=\"" + NAMESPACE
                + " https://www.crossref.org/schemas/crossref5.4.0.xsd\">\n" + head(id, timestamp) + "\n<body>\n";
    }

    @Override
    public String between() {
        return "\n";
    }

    @Override
    public String end() {
        return "\n</body>\n</doi_batch>\n";
    }

    private String head(String id, long timestamp) {
        XmlWriter xml = new XmlWriter();
        xml.open("head");
        xml.element("doi_batch_id", id);
        xml.element("timestamp", Long.toString(timestamp));
        xml.open("depositor");
        xml.element("depositor_name", CrossrefLimits.cut(depositor.name(), 130));
        xml.element("email_address", depositor.email());
        xml.close();
        xml.element("registrant", CrossrefLimits.cut(depositor.responsible(), 255));
        return xml.close().toString();
    }
}
