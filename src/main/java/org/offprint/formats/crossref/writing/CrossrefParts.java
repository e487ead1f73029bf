package org.offprint.formats.crossref.writing;

import java.util.EnumMap;
import java.util.Map;
import org.apache.commons.codec.digest.DigestUtils;
import org.offprint.formats.writing.PublishedRecord;
import org.offprint.formats.xml.XmlWriter;

/** Computes the hashes of the deposit parts of an article, which Crossref keeps if a deposit omits them. */
public final class CrossrefParts {

    private CrossrefParts() {}

    /** Returns the hashes of the deposit parts of an article, keyed by part. */
    public static Map<DepositPart, String> of(PublishedRecord record, CrossrefProgramsWriter programs) {
        Map<DepositPart, String> hashes = new EnumMap<>(DepositPart.class);
        for (DepositPart part : DepositPart.values()) {
            XmlWriter xml = new XmlWriter();
            switch (part) {
                case FULL_TEXTS -> CrossrefResourcesWriter.fullTexts(xml, record);
                case CITATIONS ->
                    CrossrefCitationsWriter.write(xml, record.body().references(), SentParts.ALL);
                default -> programs.part(xml, record, part);
            }
            String text = xml.toString();
            if (!text.isEmpty()) {
                hashes.put(part, DigestUtils.sha256Hex(text));
            }
        }
        return hashes;
    }
}
