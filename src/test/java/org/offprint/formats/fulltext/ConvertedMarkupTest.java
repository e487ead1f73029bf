package org.offprint.formats.fulltext;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.offprint.formats.FormatSchemas;
import org.offprint.formats.ImportReadings;
import org.offprint.formats.Records;
import org.offprint.formats.RoundTrips;
import org.offprint.formats.fulltext.jats.JatsArticle;
import org.offprint.formats.fulltext.source.SourceArticle;
import org.offprint.formats.reading.UnreadableException;
import org.offprint.formats.xml.XmlElement;

/** Tests the conversion of links, tables, citations and deeply nested elements in JATS exports. */
class ConvertedMarkupTest {

    /** Stack size of the test thread, which is smaller than that of the service's threads. */
    private static final long STACK_BYTES = 512 * 1024;

    private static String export(String parts) throws Exception {
        String source = "<article><front><article-meta/></front>" + parts + "</article>";
        return JatsArticle.of(
                RoundTrips.format("jats").writer().write(Records.named(Records.FULL)),
                SourceArticle.read(new ByteArrayInputStream(RoundTrips.bytes(source))),
                UnaryOperator.identity());
    }

    private static XmlElement valid(String parts) throws Exception {
        String exported = export(parts);
        if (FormatSchemas.arePresent()) {
            FormatSchemas.assertValidAsDeclared(exported);
        }
        XmlElement article = SourceArticle.read(new ByteArrayInputStream(RoundTrips.bytes(exported)))
                .root();
        String source = "<article>" + parts + "</article>";
        assertEquals(
                SourceWords.ofElement(SourceArticle.read(new ByteArrayInputStream(RoundTrips.bytes(source)))
                        .root()
                        .at("body")),
                SourceWords.ofElement(article.at("body")));
        return article.at("body");
    }

    private static String text(List<XmlElement> elements) {
        return String.join("|", elements.stream().map(XmlElement::text).toList());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "10.1890/0012-9658(2006)87[2614:AMTFPS]2.0.CO;2 10.1890/0012-9658(2006)87%5B2614:AMTFPS%5D2.0.CO;2",
                "1abc:A ./1abc:A",
                "www.example.org/100% www.example.org/100%25",
                "www.example.org/&lt;a&gt;[1] www.example.org/%3Ca%3E%5B1%5D",
                "https://mud.example/&lt;a&gt;[1]#b#c https://mud.example/<a>%5B1%5D#b%23c",
                "http://[mud]/a http://%5Bmud%5D/a",
                "http://[::1]/a[1] http://[::1]/a%5B1%5D",
                "http:// ./http://",
                "a#b#c a#b%23c",
                "doi:10.1/a[b] doi:10.1/a[b]",
                "#fig1 #fig1",
            })
    void every_link_keeps_its_target_as_a_valid_url(String href, String written) throws Exception {
        XmlElement body = valid("<body><p><ext-link xmlns:xlink='http://www.w3.org/1999/xlink' xlink:href='" + href
                + "'>Mud</ext-link></p></body>");

        assertEquals(written, body.descendants("ext-link").get(0).attribute("href"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "<table><thead><tr><td>a</td></tr><tr><td>b</td></tr></thead></table>; a|b",
                "<table><thead><tr><td>a</td></tr></thead><tbody/></table>; a",
                "<table><caption>Cap</caption><tr><td>a</td></tr><tr><td>b</td></tr></table>; a|b",
                "<table><tfoot><tr><td>b</td></tr></tfoot><thead><tr><td>a</td></tr></thead></table>; b|a",
                "<table><tbody>Text<tr><td>a</td></tr>after</tbody></table>; a",
                "<table><p>Text</p><tbody><tr><td>a</td></tr></tbody></table>; a",
                "<caption><p>Cap</p></caption><thead><tr><td>a</td></tr></thead>; a",
                "<table><tr>a</tr><tr/></table>; a|null",
            })
    void rows_of_incomplete_tables_are_exported_as_rows(String table, String rows) throws Exception {
        XmlElement body = valid("<body><table-wrap>" + table + "</table-wrap></body>");

        assertEquals(
                rows == null ? "" : rows, text(body.descendants("table").get(0).descendants("tr")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "<tgroup><tbody><row><entry>a</entry><entry>b</entry></row></tbody></tgroup>; 2",
                "<tgroup cols=''><thead><row><entry>a</entry></row></thead></tgroup>; 1",
                "<tgroup><colspec/><colspec/><colspec/><row><entry>a</entry></row></tgroup>; 3",
                "<title>Cap</title><tgroup cols='4'>Text<tbody><row><entry>a</entry></row><row/></tbody></tgroup>; 4",
            })
    void rows_of_incomplete_cals_tables_are_exported_as_rows(String table, String columns) throws Exception {
        XmlElement body = valid("<body><table-wrap><table>" + table + "</table></table-wrap></body>");

        XmlElement group = body.descendants("tgroup").get(0);
        assertEquals(columns, group.attribute("cols"));
        assertTrue(group.descendants("row").get(0).text().startsWith("a"));
    }

    @Test
    void tables_in_paragraphs_and_cells_are_exported_with_their_rows() throws Exception {
        XmlElement body = valid("<body><p>See <table><tr><td>a <table><thead><tr><th>b</th></tr></thead></table></td>"
                + "</tr></table>.</p></body>");

        assertEquals(
                "a b", text(body.descendants("table-wrap").get(0).at("table").elements("tr")));
        assertEquals("b", text(body.descendants("array").get(0).descendants("tr")));
    }

    @Test
    void images_and_formulas_in_links_are_exported_between_the_parts_of_the_link() throws Exception {
        XmlElement body = valid("<body xmlns:xlink='http://www.w3.org/1999/xlink'><fig id='f1'><label>1</label></fig>"
                + "<p><ext-link xlink:href='a.html'><inline-graphic xlink:href='1.gif'/></ext-link>"
                + "<uri xlink:href='b.html'>Bed <graphic xlink:href='2.gif'/></uri>"
                + "<xref rid='f1' id='x1'>Fig <inline-formula>c<sub>1</sub></inline-formula> left</xref>"
                + "<xref rid='f1'><inline-graphic xlink:href='3.gif'/></xref></p></body>");

        XmlElement p = body.at("p");
        assertEquals(
                List.of(
                        "ext-link",
                        "inline-graphic",
                        "uri",
                        "graphic",
                        "xref",
                        "inline-formula",
                        "xref",
                        "inline-graphic"),
                p.elements().stream().map(XmlElement::name).toList());
        assertEquals("a.html", p.at("ext-link").attribute("href"));
        assertEquals("1", text(p.descendants("sub")));
        assertEquals(
                List.of("x1 f1", "null f1"),
                p.elements("xref").stream()
                        .map(xref -> xref.attribute("id") + " " + xref.attribute("rid"))
                        .toList());
    }

    @ParameterizedTest
    @CsvSource({"123,8,123-8", "1234,41,1234-41", "S123,S8,S123-S8"})
    void an_abbreviated_last_page_is_exported_with_its_page_range_and_displayed_once(
            String first, String last, String range) throws Exception {
        String pages = "<volume>2</volume><fpage>" + first + "</fpage><lpage>" + last + "</lpage>";
        String exported = export("<body><p>Mud.</p></body><back><ref-list><ref id='r1'><element-citation>"
                + "<article-title>Silt</article-title><source>Mud</source>" + pages
                + "</element-citation></ref><ref id='r2'><mixed-citation>Silt. 2:<fpage>" + first + "</fpage>–<lpage>"
                + last + "</lpage>.</mixed-citation></ref></ref-list></back>");

        if (FormatSchemas.arePresent()) {
            FormatSchemas.assertValidAsDeclared(exported);
        }
        assertTrue(exported.contains(pages + "<page-range>" + range + "</page-range>"), exported);
        String text = text(exported);
        assertTrue(text.contains("2: " + first + "–" + last + "."), text);
        assertFalse(text.contains(range), text);
        assertTrue(text.contains("Silt. 2:" + first + "–" + last + "."), text);
        JsonNode reference = ImportReadings.all("jats", exported).get(0).body().at("/references/0");
        assertEquals(first, reference.path("firstPage").textValue());
        assertEquals(last, reference.path("lastPage").textValue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"123", "99999999999999999999"})
    void no_page_range_is_exported_for_complete_last_pages_and_for_first_pages_that_are_too_long(String first)
            throws Exception {
        String exported = export(
                "<body><p>Mud.</p></body><back><ref-list><ref id='r1'><element-citation><source>Mud</source><fpage>"
                        + first + "</fpage><lpage>128</lpage></element-citation></ref></ref-list></back>");

        assertFalse(exported.contains("page-range"), exported);
    }

    @Test
    void mathematics_outside_of_a_formula_is_exported_as_a_formula() throws Exception {
        String math = "<math xmlns='http://www.w3.org/1998/Math/MathML'><mi>%s</mi></math>";
        XmlElement body = valid("<body><p>See " + math.formatted("x") + " and <tex-math>y</tex-math> or"
                + " <inline-formula>" + math.formatted("z") + "</inline-formula>.</p><table-wrap><table><tr><td>"
                + math.formatted("v") + "</td></tr></table></table-wrap></body>");

        assertEquals("x|y|z", text(body.at("p").elements("inline-formula")));
        assertEquals("v", text(body.at("table-wrap").descendants("inline-formula")));
        assertEquals(3, body.descendants("math").size());
    }

    @Test
    void alternative_tables_are_all_displayed_unless_their_text_is_equal() throws Exception {
        String table = "<table><tr><td>%s</td></tr></table>";
        String text = text("<article><body><table-wrap><alternatives><graphic/>" + table.formatted("Silt")
                + table.formatted("Loam") + table.formatted("Silt") + "</alternatives></table-wrap></body></article>");

        assertEquals(
                List.of("Silt", "Loam"),
                text.lines().filter(line -> !line.isBlank()).map(String::strip).toList());
    }

    private static String text(String article) throws Exception {
        return FullText.of(
                        SourceArticle.read(new ByteArrayInputStream(RoundTrips.bytes(article))),
                        href -> Optional.empty())
                .text();
    }

    @Test
    void a_citation_with_generated_punctuation_is_exported_as_a_mixed_citation() throws Exception {
        String exported = export("<back><ref-list><ref id='r1'><element-citation><source>Silt</source><x>. </x>"
                + "<year>1999</year></element-citation></ref></ref-list></back>");

        assertTrue(exported.contains("<source>Silt</source>. <year>1999</year></mixed-citation>"), exported);
        assertFalse(exported.contains("<comment>"), exported);
    }

    @ParameterizedTest
    @ValueSource(strings = {"list", "fn", "fig", "supplementary-material", "table", "xref"})
    void sources_with_too_deeply_nested_elements_are_unreadable_without_a_stack_overflow(String name) throws Exception {
        for (String part : List.of("body", "back")) {
            int levels = 490;
            String nested = "<" + part + ">" + ("<" + name + ">").repeat(levels) + "a"
                    + ("</" + name + ">").repeat(levels) + "</" + part + ">";
            AtomicReference<Throwable> failure = new AtomicReference<>();
            Thread thread = new Thread(
                    null,
                    () -> {
                        try {
                            export(nested);
                        } catch (Throwable e) {
                            failure.set(e);
                        }
                    },
                    "export",
                    STACK_BYTES);
            thread.start();
            thread.join();
            if (failure.get() != null || name.equals("list")) {
                assertInstanceOf(UnreadableException.class, failure.get());
            }
        }
    }

    @Test
    void many_misplaced_elements_are_exported_quickly() {
        String back = "<back>" + "<sec><title>a</title></sec>".repeat(100) + "<bold/>".repeat(100_000) + "</back>";

        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> export(back));
    }
}
