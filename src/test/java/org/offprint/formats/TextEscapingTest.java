package org.offprint.formats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.text.Normalizer;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.offprint.formats.csv.CsvTable;
import org.offprint.formats.writing.Format;
import org.offprint.formats.writing.PublishedRecord;
import org.offprint.formats.writing.SingleLine;

/**
 * Tests that formats other than XML and JSON escape text, so that no value can add lines, fields or control characters.
 */
class TextEscapingTest {

    private static final String META = "<meta name=\"[a-zA-Z_.]+\" content=\"[^\"<>]*\">";
    private static final String SCHEMA_LINK = "<link rel=\"schema\\.[A-Za-z]+\" href=\"[^\"<>]*\">";
    private static final Pattern META_TITLE = Pattern.compile("<meta name=\"citation_title\" content=\"([^\"]*)\">");

    private static final Pattern CITED_TITLE = Pattern.compile("\\(2025\\)\\. (.*)\\. Journal ");

    /** Functions that extract the title from a document, keyed by format. Every text format needs an entry. */
    private static final Map<String, Function<String, String>> TITLES = Map.of(
            "bibtex", document -> importedTitle("bibtex", document),
            "ris", document -> importedTitle("ris", document),
            "csv", TextEscapingTest::titleInTable,
            "highwire", TextEscapingTest::titleInMeta,
            "bibliography", TextEscapingTest::titleInCitation);

    private final List<Format> formats = Records.formats().all().stream()
            .filter(format ->
                    !format.mediaType().endsWith("xml") && !format.mediaType().endsWith("json"))
            .toList();

    @Test
    void the_test_can_read_the_title_from_every_text_format() {
        assertEquals(
                formats.stream().map(Format::name).collect(Collectors.toCollection(TreeSet::new)),
                new TreeSet<>(TITLES.keySet()));
    }

    @TestFactory
    Stream<DynamicTest> a_hostile_title_is_read_back_unchanged() {
        PublishedRecord hostile = Records.named(Records.HOSTILE);
        return formats.stream()
                .map(format -> DynamicTest.dynamicTest(
                        format.name(),
                        () -> assertEquals(
                                Normalizer.normalize(SingleLine.of(hostile.citedTitle()), Normalizer.Form.NFC),
                                Normalizer.normalize(
                                        TITLES.get(format.name()).apply(Records.document(format.writer(), hostile)),
                                        Normalizer.Form.NFC))));
    }

    @TestFactory
    Stream<DynamicTest> hostile_text_adds_no_lines_and_no_control_characters() {
        PublishedRecord plain =
                Records.changed(Records.HOSTILE, document -> document.setAll((ObjectNode) plain(document)));
        return formats.stream()
                .map(format -> DynamicTest.dynamicTest(format.name(), () -> {
                    String document = Records.document(format.writer(), Records.named(Records.HOSTILE));
                    assertEquals(
                            lines(Records.document(format.writer(), plain)).size(),
                            lines(document).size(),
                            document);
                    assertTrue(
                            document.codePoints().noneMatch(TextEscapingTest::isForbidden),
                            "The document has a control character.");
                }));
    }

    /** Splits a document at every character that any reader could treat as a line break. */
    private static List<String> lines(String document) {
        return List.of(document.split("\r\n|[\n\u000b\f\r\u0085\u2028\u2029]"));
    }

    private static boolean isForbidden(int c) {
        return Character.isISOControl(c) && c != '\n' && c != '\r'
                || c == 0x2028
                || c == 0x2029
                || c >= 0xD800 && c < 0xE000
                || (c & 0xFFFE) == 0xFFFE;
    }

    /** Returns a copy in which each hostile string is replaced with a harmless one. */
    private static JsonNode plain(JsonNode node) {
        if (node.isTextual()) {
            return node.textValue().contains("Nul-free") ? new TextNode("Plain") : node;
        } else if (node instanceof ObjectNode object) {
            ObjectNode plain = object.objectNode();
            object.properties().forEach(member -> plain.set(member.getKey(), plain(member.getValue())));
            return plain;
        } else if (node instanceof ArrayNode array) {
            ArrayNode plain = array.arrayNode();
            array.forEach(element -> plain.add(plain(element)));
            return plain;
        }
        return node;
    }

    /** Imports a document and returns its title. The import treats tags in the title as markup. */
    private static String importedTitle(String format, String document) {
        JsonNode record = ImportReadings.all(format, document).get(0).body();
        return record.has("title")
                ? record.get("title").textValue()
                : unescaped(record.path("titleHtml").asText());
    }

    /** Extracts the title from a citation in APA style, which contains typographic quotation marks. */
    private static String titleInCitation(String document) {
        Matcher title = CITED_TITLE.matcher(document.replaceAll("[“”]", "\"").replaceAll("[‘’]", "'"));
        assertTrue(title.find(), document);
        return title.group(1);
    }

    private static String titleInTable(String document) {
        try (CsvTable table = new CsvTable(new ByteArrayInputStream(RoundTrips.bytes(document)))) {
            CsvTable.TableRow row = table.next();
            assertEquals("false", row.cells().get("retracted"), document);
            assertEquals(null, table.next());
            return row.cells().get("title");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String titleInMeta(String document) {
        for (String line : lines(document)) {
            assertTrue(line.matches(META + "|" + SCHEMA_LINK), line);
        }
        Matcher title = META_TITLE.matcher(document);
        assertTrue(title.find());
        return unescaped(title.group(1));
    }

    private static String unescaped(String html) {
        return html.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replace("&amp;", "&");
    }
}
