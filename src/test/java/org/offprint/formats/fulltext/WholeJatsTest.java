package org.offprint.formats.fulltext;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.offprint.Nightly;
import org.offprint.formats.FormatSchemas;
import org.offprint.formats.ImportReadings;
import org.offprint.formats.Publishing;
import org.offprint.formats.Records;
import org.offprint.formats.RoundTrips;
import org.offprint.formats.fulltext.jats.JatsArticle;
import org.offprint.formats.fulltext.source.SourceArticle;
import org.offprint.formats.xml.XmlElement;
import org.offprint.kernel.identifiers.SharedData;
import org.offprint.kernel.text.PrintedEmails;

/**
 * Tests JATS exports of articles with a source file. An export must combine the front matter of the record with the
 * text of the source.
 */
class WholeJatsTest {

    @TestFactory
    Stream<DynamicTest> the_jats_export_of_every_article_contains_its_source_text() throws Exception {
        List<Path> all;
        try (Stream<Path> files = Files.list(SharedData.present("jats"))) {
            all = Nightly.some(files.filter(file -> file.toString().endsWith(".xml"))
                    .sorted()
                    .toList());
        }
        return all.stream()
                .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> {
                    byte[] source = Files.readAllBytes(file);
                    ObjectNode record = record(source);
                    String whole = whole(record, source, UnaryOperator.identity());

                    SourceArticle before = tree(source);
                    SourceArticle after = tree(RoundTrips.bytes(whole));
                    assertEquals(words(before.root()), words(after.root()));
                    assertEquals(List.of(), lost(text(before), text(after)));
                    assertEquals(
                            List.of(),
                            RoundTrips.differences(
                                    comparable(RoundTrips.shown(record)),
                                    comparable(RoundTrips.shown(record(RoundTrips.bytes(whole))))));
                    assertEquals(List.of(), after.root().descendants("email"));
                    boolean hasAll = RoundTrips.format("jats")
                            .writer()
                            .missing(Publishing.publish(record, false))
                            .isEmpty();
                    if (hasAll && FormatSchemas.arePresent()) {
                        FormatSchemas.assertValidAsDeclared(whole);
                    }
                }));
    }

    /** Returns the lines of a text that are missing from another text or occur there in a different order. */
    private static List<String> lost(List<String> text, List<String> other) {
        List<String> lost = new ArrayList<>();
        int at = 0;
        for (String line : text) {
            int found = other.subList(at, other.size()).indexOf(line);
            if (found < 0) {
                lost.add(line);
            } else {
                at += found + 1;
            }
        }
        return lost;
    }

    /**
     * Returns the lines of the text without the page counts of books, which appear as text only in exported articles.
     */
    private static List<String> text(SourceArticle article) {
        return FullText.of(article, href -> Optional.empty())
                .text()
                .lines()
                .map(line -> line.replaceAll("\\. \\d*\\.(?= |$)", "."))
                .toList();
    }

    /**
     * Returns the record in a form that can be compared. Email addresses are removed from notes and statements, because
     * they are never exported.
     */
    private static JsonNode comparable(JsonNode record) {
        for (String pointer : List.of("/notes", "/statements/others")) {
            record.at(pointer).forEach(item -> {
                String words = PrintedEmails.without(item.path("text").textValue());
                ((ObjectNode) item).put("text", words.replaceAll("(?i)e-?mail|[^\\p{L}\\p{N}]", ""));
            });
        }
        return record;
    }

    private static Map<String, Integer> words(XmlElement article) {
        Map<String, Integer> words = new TreeMap<>();
        article.elements("body", "floats-group", "sub-article", "response").forEach(part -> SourceWords.ofElement(part)
                .forEach((word, count) -> words.merge(word, count, Integer::sum)));
        return words;
    }

    private static ObjectNode record(byte[] file) {
        return ImportReadings.all("jats", new ByteArrayInputStream(file)).get(0).body();
    }

    private static SourceArticle tree(byte[] file) throws IOException {
        return SourceArticle.read(new ByteArrayInputStream(file));
    }

    private static String whole(ObjectNode record, byte[] source, UnaryOperator<String> address) throws IOException {
        String written = RoundTrips.format("jats").writer().write(Publishing.publish(record, false));
        return JatsArticle.of(written, tree(source), address);
    }

    private static final String SOURCE = """
            <article xmlns:m="http://www.w3.org/1998/Math/MathML" article-type="research-article" xml:lang="en">
              <front>
                <journal-meta>
                  <journal-title-group><journal-title>Annals of Mud</journal-title></journal-title-group>
                  <issn pub-type="epub">1234-5679</issn>
                </journal-meta>
                <article-meta>
                  <title-group><article-title>Old title</article-title></title-group>
                  <contrib-group><contrib contrib-type="author"><name><surname>Poe</surname></name>
                    <xref ref-type="aff" rid="a1"/></contrib></contrib-group>
                  <aff id="a1">Mud School</aff>
                  <abstract><p>Of mud.</p></abstract>
                </article-meta>
              </front>
              <body>
                <sec id="aff1"><title>Beds</title>
                  <p>See <xref ref-type="aff" rid="a1">the school</xref>, <xref rid="r1 a1">1</xref> &lt; 2
                  &amp; <inline-formula><m:math><m:mi>x</m:mi></m:math></inline-formula>, or write to
                  <email>poe@mud.example</email>.</p>
                  <fig id="f1"><graphic xlink:href="f1.tif" xlink:title="A &quot;bed&quot;"/></fig>
                </sec>
                <sec sec-type="data-availability"><title>Data</title><p>All data are in the mud.</p></sec>
              </body>
              <back>
                <ack><p>We thank the tide.</p></ack>
                <ref-list><ref id="r1"><mixed-citation>Silt. 1999.</mixed-citation></ref></ref-list>
              </back>
              <floats-group><table-wrap id="t1"><table><tgroup cols="1"><tbody><row><entry>Wet</entry></row></tbody></tgroup></table></table-wrap></floats-group>
              <sub-article article-type="translation" xml:lang="es">
                <front-stub><title-group><article-title>Barro</article-title></title-group>
                  <contrib-group><contrib contrib-type="author"><name><surname>Poe</surname></name>
                    <xref ref-type="aff" rid="a1"/></contrib></contrib-group></front-stub>
                <body><p>Palabras.</p></body>
              </sub-article>
            </article>
            """;

    private String whole;

    @BeforeEach
    void writeWhole() throws IOException {
        ObjectNode record = record(RoundTrips.bytes(SOURCE));
        record.put("title", "New title");
        ((ObjectNode) record.get("statements")).put("ethics", "No silt was harmed.");
        whole = whole(record, RoundTrips.bytes(SOURCE), href -> href.equals("f1.tif") ? "/files/f1.png" : href);
    }

    @Test
    void a_jats_export_combines_the_front_matter_of_the_record_with_the_text_of_the_source() throws IOException {
        XmlElement article = tree(RoundTrips.bytes(whole)).root();

        assertEquals(
                List.of("front", "body", "back", "floats-group", "sub-article"),
                article.elements().stream().map(XmlElement::name).toList());
        assertEquals(
                "New title",
                article.at("front", "article-meta", "title-group", "article-title")
                        .text());
        assertTrue(whole.contains("&lt; 2"), whole);
        assertTrue(whole.contains("<inline-formula><mml:math><mml:mi>x</mml:mi></mml:math></inline-formula>"), whole);
        assertTrue(whole.contains("<oasis:table><oasis:tgroup cols=\"1\">"), whole);
        assertTrue(whole.contains("xlink:href=\"/files/f1.png\" xlink:title=\"A &quot;bed&quot;\""), whole);
        assertTrue(!whole.contains("poe@mud.example"), whole);
    }

    @Test
    void statements_missing_in_the_source_are_exported_after_its_back_matter() throws IOException {
        XmlElement back = tree(RoundTrips.bytes(whole)).root().at("back");

        assertEquals(
                List.of("ack", "ref-list", "sec"),
                back.elements().stream().map(XmlElement::name).toList());
        assertEquals("ethics-statement", back.at("sec").attribute("sec-type"));
        assertEquals(1, back.descendants("ref").size());
    }

    @Test
    void notes_from_all_positions_of_the_source_keep_their_order_after_export_and_import() throws IOException {
        String back = "<back><fn-group><fn><p>Third.</p></fn><fn fn-type=\"com\"><p>Fourth.</p></fn></fn-group>"
                + "<sec sec-type=\"mud\"><title>Mud</title><p>Fifth.</p></sec></back>";
        String authorNotes = "<author-notes><fn><p>First.</p></fn><fn fn-type=\"edited-by\"><p>Sixth.</p></fn>"
                + "<fn><p>Second.</p></fn><fn><title>Silt</title><p>Seventh.</p></fn></author-notes><abstract>";
        String named =
                "</abstract><custom-meta-group><custom-meta><meta-name>edition</meta-name><meta-value>Eighth.</meta-value>"
                        + "</custom-meta></custom-meta-group></article-meta><notes notes-type=\"clay\"><p>Ninth.</p></notes>";
        byte[] source = RoundTrips.bytes((SOURCE.substring(0, SOURCE.indexOf("<back>")) + back + "</article>")
                .replace("<abstract>", authorNotes)
                .replaceFirst("</abstract>\\s*</article-meta>", named));
        ObjectNode record = record(source);

        assertEquals(
                List.of("First.", "Second.", "Third.", "Fourth.", "Sixth.", "Eighth."),
                record.get("notes").findValuesAsText("text"));
        assertEquals(
                List.of("Fifth.", "Seventh.", "Ninth."),
                record.at("/statements/others").findValuesAsText("text"));
        ObjectNode again = record(RoundTrips.bytes(whole(record, source, UnaryOperator.identity())));
        assertEquals(record.get("notes"), again.get("notes"));
        assertEquals(record.at("/statements/others"), again.at("/statements/others"));
    }

    @Test
    void a_statement_in_the_body_of_the_source_is_exported_only_once() throws IOException {
        assertEquals(
                "All data are in the mud.",
                record(RoundTrips.bytes(SOURCE))
                        .at("/statements/dataAvailability")
                        .textValue());
        assertEquals(2, whole.split("All data are in the mud", -1).length, whole);
    }

    @Test
    void a_statement_in_the_front_matter_is_exported_although_the_body_contains_one_of_the_same_type()
            throws IOException {
        String notes =
                "<notes><sec sec-type=\"data-availability\"><p>The data are in the sea.</p></sec></notes></front>";
        byte[] source = RoundTrips.bytes(SOURCE.replace("</front>", notes));
        ObjectNode record = record(source);
        assertEquals(
                "The data are in the sea.",
                record.at("/statements/dataAvailability").textValue());

        String exported = whole(record, source, UnaryOperator.identity());
        assertEquals(2, exported.split("All data are in the mud", -1).length, exported);
        assertEquals(2, exported.split("The data are in the sea", -1).length, exported);
        assertEquals(
                record.get("statements"), record(RoundTrips.bytes(exported)).get("statements"));
    }

    @Test
    void email_addresses_in_a_statement_of_the_body_are_neither_imported_nor_exported() throws IOException {
        byte[] source = RoundTrips.bytes(SOURCE.replace(
                "All data are in the mud.",
                "Ask Poe (<email>poe@mud.example</email>; Mud School) or"
                        + " <ext-link xlink:href=\"mailto:roe@mud.example\">Roe</ext-link>."));
        ObjectNode record = record(source);
        assertEquals(
                "Ask Poe (; Mud School) or .",
                record.at("/statements/dataAvailability").textValue());

        String exported = whole(record, source, UnaryOperator.identity());
        assertEquals(2, exported.split("Ask Poe", -1).length, exported);
        assertEquals(
                record.get("statements"), record(RoundTrips.bytes(exported)).get("statements"));
    }

    @Test
    void jats_exports_replace_cross_references_to_removed_front_matter_with_text() throws IOException {
        XmlElement article = tree(RoundTrips.bytes(whole)).root();

        XmlElement words = article.at("body", "sec", "p");
        assertEquals(
                List.of("r1"),
                words.elements("xref").stream()
                        .map(xref -> xref.attribute("rid"))
                        .toList());
        assertTrue(words.text().startsWith("See the school, 1 < 2 & x"), words.text());
        assertEquals(
                "record-aff1", article.at("front").descendants("aff").get(0).attribute("id"));
        assertEquals(
                "record-aff1",
                article.at("front").descendants("contrib").get(0).at("xref").attribute("rid"));
        assertEquals(List.of(), article.at("sub-article").descendants("xref"));
    }

    /** Body and back matter with elements of other tag sets, none of which Journal Publishing 1.3 permits. */
    private static final String OTHER_TAG_SETS = """
            <body>
              Text without a paragraph, <x>with marks</x>.<notes notes-type="disclaimer"><p>Views are our own.</p></notes>
              <p>See <xref ref-type="video" rid="v1">the film</xref><xref rid="nowhere">?</xref><break/>and
              <ext-link xlink:href="https://http://mud.example/a[1]">a page</ext-link>.</p>
              <sec id="s 1" xml:lang="en_US"><p>No heading.</p><sec><label>1.1</label><p>Deep.</p></sec><p>After.</p></sec>
              <p>Between sections, paid by <funding-source>the <sup>1</sup>Mud Fund</funding-source>.</p>
              <fig id="v1"><graphic xlink:href="f1.tif"/><caption>A film.<title>Film</title></caption><label>Figure 1.</label></fig>
              <fig id="v1"><label>Figure 2</label><graphic xlink:href="f2.tif"/></fig>
              <table-wrap><table><tr><th/><th>Depth</th></tr><tr><td><p>Bed</p></td><td>3</td></tr></table>1 Metres.</table-wrap>
              <list><list-item><label>a</label></list-item></list>
            </body>
            <back>
              <fn-group><fn fn-type="COI-statement"><p>No competing interests.</p></fn><fn fn-type="data-availability">The data are in Mudbank.</fn></fn-group>
              <ref-list>
                <ref id="r1"><citation citation-type="journal"><person-group person-group-type="Author"><name><surname>Poe</surname><given-names>A</given-names></name></person-group>
                  <year>1999a</year><source>Silt</source><access-date>May 2001</access-date><pub-id pub-id-type="bibcode">1999Silt...1P</pub-id><pub-id>10.5555/silt.</pub-id></citation></ref>
                <ref id="r2"><citation>Roe, <italic>Loam</italic>, 2001.</citation></ref>
                <ref id="r3"><nlm-citation><page-count count="300"/><year>2003</year><source>Clay</source><person-group><collab>Group</collab></person-group></nlm-citation></ref>
              </ref-list>
            </back>
            """;

    @Test
    void markup_of_other_tag_sets_is_exported_as_valid_journal_publishing_with_the_same_words() throws Exception {
        byte[] source = RoundTrips.bytes(SOURCE.substring(0, SOURCE.indexOf("<body>")) + OTHER_TAG_SETS + "</article>");
        String converted = whole(record(source), source, UnaryOperator.identity());

        XmlElement article = tree(RoundTrips.bytes(converted)).root();
        assertEquals(words(tree(source).root()), words(article));
        assertEquals(
                List.of("element-citation", "mixed-citation", "element-citation"),
                article.at("back", "ref-list").elements("ref").stream()
                        .map(ref -> ref.elements().get(0).name())
                        .toList());
        assertEquals(
                List.of("conflict null", "custom data-availability"),
                article.at("back").descendants("fn").stream()
                        .map(note -> note.attribute("fn-type") + " " + note.attribute("custom-type"))
                        .toList());
        assertTrue(converted.contains("<size units=\"pages\">300</size>"), converted);
        XmlElement link = article.descendants("ext-link").get(0);
        assertEquals("http://mud.example/a%5B1%5D", link.attribute("href"));
        assertEquals("disclaimer", article.at("body", "sec").attribute("sec-type"));
        assertEquals(
                List.of("v1", "v1-1"),
                article.descendants("fig").stream()
                        .map(figure -> figure.attribute("id"))
                        .toList());
        assertEquals(
                List.of("Figure 1: Film", "Figure 2"),
                article.descendants("graphic").stream()
                        .map(graphic -> graphic.at("alt-text").text())
                        .toList());
        assertTrue(converted.contains("<year iso-8601-date=\"1999\">1999a</year>"), converted);
        assertTrue(converted.contains("<td/><th>Depth</th>"), converted);
        assertTrue(converted.contains("<pub-id pub-id-type=\"doi\">10.5555/silt.</pub-id>"), converted);
        assertTrue(
                converted.contains(
                        "<institution-wrap><institution>the <sup>1</sup>Mud Fund</institution></institution-wrap>"),
                converted);
        if (FormatSchemas.arePresent()) {
            FormatSchemas.assertValidAsDeclared(converted);
        }
    }

    @Test
    void an_article_with_every_element_of_all_tag_sets_is_exported_as_valid_journal_publishing() throws Exception {
        byte[] source = Files.readAllBytes(Path.of("src", "test", "resources", "fulltext", "every-element.xml"));
        String converted = JatsArticle.of(
                RoundTrips.format("jats").writer().write(Records.named(Records.FULL)),
                tree(source),
                UnaryOperator.identity());

        assertEquals(
                words(tree(source).root()),
                words(tree(RoundTrips.bytes(converted)).root()));
        if (FormatSchemas.arePresent()) {
            FormatSchemas.assertValidAsDeclared(converted);
        }
    }

    @Test
    void an_article_with_cals_tables_declares_the_tag_set_with_oasis_tables() throws Exception {
        assertTrue(whole.contains("Journal Publishing DTD with OASIS Tables with MathML3 v1.3"), whole);
        if (FormatSchemas.arePresent()) {
            FormatSchemas.assertValidAsDeclared(whole);
        }
    }
}
