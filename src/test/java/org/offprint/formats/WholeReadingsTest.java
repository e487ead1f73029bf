package org.offprint.formats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.offprint.formats.reading.ImportRecord;

/**
 * Imports files with all fields and files with the minimum fields of each format. The complete records, unplaced
 * values, and rejection reasons are compared with golden files next to the imported files. Run with {@code
 * -Dgolden.write} to rewrite the golden files, then review the changes.
 */
class WholeReadingsTest {

    private static final boolean WRITE = System.getProperty("golden.write") != null;
    private static final Path RESOURCES = Path.of("src/test/resources");

    private static final Map<String, String> FILES = Map.of(
            "imports/pubmed/all-features.xml", "pubmed",
            "imports/pubmed/publishers.xml", "pubmed",
            "imports/endnote/all-features.xml", "endnote-xml",
            "imports/refer/all-features.enw", "refer",
            "imports/refer/classic.ref", "refer",
            "imports/wos/all-features.txt", "wos");

    @Test
    void records_imported_from_all_sample_files_equal_the_golden_files() throws IOException {
        for (Map.Entry<String, String> file : FILES.entrySet()) {
            ArrayNode read = JsonNodeFactory.instance.arrayNode();
            for (ImportRecord record : records(file.getKey(), file.getValue())) {
                read.add(reported(record));
            }
            Path expected = RESOURCES.resolve(file.getKey() + ".read.json");
            if (WRITE) {
                Files.writeString(expected, read.toPrettyString() + "\n");
            }
            assertEquals(Files.readString(expected), read.toPrettyString() + "\n", file.getKey());
        }
        assertFalse(
                WRITE, "The golden files were written. Review the changes and run the test again without the option.");
    }

    private static List<ImportRecord> records(String file, String format) throws IOException {
        try (InputStream in = Files.newInputStream(RESOURCES.resolve(file))) {
            return ImportReadings.all(format, in);
        }
    }

    private static ObjectNode reported(ImportRecord record) {
        ObjectNode reported = JsonNodeFactory.instance.objectNode();
        reported.put("line", record.line());
        reported.put("kind", record.kind());
        reported.set("body", record.body());
        ArrayNode problems = reported.putArray("problems");
        record.problems().forEach(one -> problems.add(one.pointer() + " " + one.code() + ": " + one.message()));
        ArrayNode unplaced = reported.putArray("unplaced");
        record.unplaced().forEach(one -> unplaced.add(one.where() + ": " + one.text()));
        return reported;
    }

    @Test
    void an_article_exported_for_pubmed_can_be_imported_again() throws IOException {
        ImportRecord read = records("formats/pubmed/full.pubmed.xml", "pubmed").get(0);
        assertEquals(
                "10.12345/roads.7.2<3>", read.body().path("doi").textValue().toLowerCase(Locale.ROOT));
        assertEquals(4, read.body().path("contributors").size());
        // Events after publication are not stored in the editable article.
        assertEquals(
                "[Unplaced[where=PublicationType, text=Retracted Publication]]",
                read.unplaced().toString());
    }

    @Test
    void pubmed_imports_ignore_empty_elements_and_store_a_single_middle_name() {
        String ids =
                "<ArticleIdList><ArticleId IdType=\"doi\"/><ArticleId IdType=\"mid\">NIHMS1</ArticleId></ArticleIdList>";
        String publishers =
                "<ArticleSet><Article><Journal><Issn/></Journal><ArticleTitle>T</ArticleTitle><Language>EN</Language>"
                        + "<AuthorList><Author><FirstName EmptyYN=\"Y\"/><MiddleName>B.</MiddleName><LastName>Vos</LastName></Author></AuthorList>"
                        + "<PublicationType/>" + ids + "</Article></ArticleSet>";
        String citation = "<PubmedArticle><MedlineCitation><Article><Journal><ISSN IssnType=\"Print\"/></Journal>"
                + "<ArticleTitle>T</ArticleTitle><Language>eng</Language></Article></MedlineCitation><PubmedData>" + ids
                + "</PubmedData></PubmedArticle>";
        for (String file : List.of(publishers, citation)) {
            ImportRecord read = ImportReadings.all("pubmed", file).get(0);
            assertEquals(List.of(), read.unplaced(), file);
            assertEquals(
                    "[{\"type\":\"mid\",\"value\":\"NIHMS1\"}]",
                    read.body().path("identifiers").toString());
        }
        assertEquals(
                "B.",
                ImportReadings.all("pubmed", publishers)
                        .get(0)
                        .body()
                        .at("/contributors/0/given")
                        .asText());
    }

    /** Also tests Windows line endings and UTF-16. */
    @Test
    void the_encoding_and_line_endings_of_a_file_do_not_affect_the_imported_records() throws IOException {
        for (Map.Entry<String, String> file : FILES.entrySet()) {
            List<ImportRecord> read = records(file.getKey(), file.getValue());
            String text = Files.readString(RESOURCES.resolve(file.getKey()));
            boolean isXml = text.startsWith("<?xml");
            String other = (isXml ? text.replace("encoding=\"UTF-8\"", "encoding=\"UTF-16\"") : "\uFEFF" + text)
                    .replace("\n", "\r\n");
            for (byte[] bytes : List.of(
                    (isXml ? text.replace("\n", "\r\n") : other).getBytes(StandardCharsets.UTF_8),
                    (isXml ? "\uFEFF" + other : other).getBytes(StandardCharsets.UTF_16LE))) {
                String again = ImportReadings.all(file.getValue(), new java.io.ByteArrayInputStream(bytes)).stream()
                        .map(record -> reported(record).toString())
                        .reduce("", String::concat);
                assertEquals(
                        read.stream().map(record -> reported(record).toString()).reduce("", String::concat),
                        again,
                        file.getKey());
            }
        }
    }
}
