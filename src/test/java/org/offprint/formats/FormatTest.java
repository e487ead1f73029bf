package org.offprint.formats;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.offprint.formats.epub.EpubWriter;
import org.offprint.formats.print.GeneratedPdfs;
import org.offprint.formats.writing.Format;
import org.offprint.formats.writing.PublishedRecord;
import org.offprint.formats.writing.Rendering;

class FormatTest {

    private final Format.Oai oai = new Format.Oai("x", "https://x.example/ns", "https://x.example/x.xsd");

    /** Finding code for each missing required field, keyed by the field's term in the documentation table. */
    private static final Map<String, String> REQUIRED = Map.of(
            "DOI", "doi-missing",
            "ISSN", "issn-missing",
            "date", "date-missing",
            "author", "author-missing",
            "publisher", "publisher-missing",
            "depositor", "depositor-missing",
            "full text", EpubWriter.MISSING_TEXT.code());

    @Test
    void the_table_of_the_documentation_matches_the_formats() {
        Map<String, String> documented = new TreeMap<>();
        for (List<String> row : FormatsPage.rows("| name | format | media type |")) {
            Set<String> required = new TreeSet<>();
            REQUIRED.forEach((term, code) -> {
                if (row.get(4).contains(term)) {
                    required.add(code);
                }
            });
            documented.put(
                    FormatsPage.code(row.get(0)).get(0),
                    FormatsPage.code(row.get(2)) + " " + FormatsPage.code(row.get(3)) + " " + required);
        }
        Map<String, String> present = new TreeMap<>();
        PublishedRecord bare = Records.named(Records.BARE);
        for (Format format : ExportFormats.unconfigured().all()) {
            Set<String> required = new TreeSet<>();
            format.writer().missing(bare).forEach(finding -> required.add(finding.code()));
            present.put(
                    format.name(),
                    List.of(format.mediaType()) + " " + List.of("." + format.extension()) + " " + required);
        }
        // The e-book and the PDF are not texts and therefore have no record writer.
        Set<String> text = Set.of(EpubWriter.MISSING_TEXT.code());
        present.put(
                EpubWriter.NAME, List.of(EpubWriter.MEDIA_TYPE) + " " + List.of("." + EpubWriter.NAME) + " " + text);
        present.put(
                GeneratedPdfs.NAME,
                List.of(GeneratedPdfs.MEDIA_TYPE) + " " + List.of("." + GeneratedPdfs.NAME) + " " + text);
        assertEquals(present, documented);
    }

    @Test
    void a_root_element_without_a_namespace_gets_a_namespace_in_oai_responses() {
        String named = " xmlns=\"https://x.example/ns\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\""
                + " xsi:schemaLocation=\"https://x.example/ns https://x.example/x.xsd\"";

        assertEquals("<a" + named + "/>", island("<a/>"));
        assertEquals("<a" + named + "><b/></a>", island("<a><b/></a>"));
        assertEquals("<a" + named + " c=\"d\">x</a>", island("<a c=\"d\">x</a>"));
        assertEquals("<a xmlns=\"y\"/>", island("<a xmlns=\"y\"/>"));
    }

    private String island(String stored) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] bytes = stored.getBytes(StandardCharsets.UTF_8);
        oai.writeIsland(new Rendering(null, null, null, bytes, List.of()), out, "https://x.example");
        return out.toString(StandardCharsets.UTF_8);
    }
}
