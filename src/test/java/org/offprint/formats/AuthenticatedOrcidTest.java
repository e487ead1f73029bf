package org.offprint.formats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.offprint.formats.writing.PublishedRecord;
import org.offprint.formats.writing.RecordWriter;

/** Tests that exports mark only confirmed ORCID iDs as authenticated. */
class AuthenticatedOrcidTest {

    private static final String CONFIRMED = "https://orcid.org/0000-0002-1825-0097";

    @ParameterizedTest
    @CsvSource({
        "jats, <contrib-id contrib-id-type=\"orcid\" authenticated=\"true\">, jats-1.3-xsd/JATS-journalpublishing1-3-mathml3.xsd",
        "crossref, <ORCID authenticated=\"true\">, crossref-5.4.0/crossref5.4.0.xsd",
    })
    void exports_mark_only_confirmed_orcids_as_authenticated(String format, String element, String schema)
            throws Exception {
        RecordWriter writer = Records.formats().named(format).orElseThrow().writer();
        PublishedRecord confirmed = Records.changed(
                Records.FULL, document -> document.putArray("confirmedOrcids").add(CONFIRMED));
        String xml = Records.document(writer, confirmed);
        if (FormatSchemas.arePresent()) {
            FormatSchemas.assertValid(schema, xml);
        }
        assertTrue(xml.contains(element + CONFIRMED), xml);
        assertEquals(1, Pattern.compile("authenticated=").matcher(xml).results().count());
        assertEquals(Records.document(writer, Records.named(Records.FULL)), xml.replace(" authenticated=\"true\"", ""));
    }
}
