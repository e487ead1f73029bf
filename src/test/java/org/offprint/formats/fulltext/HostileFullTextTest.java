package org.offprint.formats.fulltext;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.offprint.NightlyOnly;
import org.offprint.formats.fulltext.source.Asset;
import org.offprint.formats.fulltext.source.SourceArticle;
import org.offprint.formats.reading.UnreadableException;

/** Tests that malicious sources are rendered as harmless pages in bounded time. */
class HostileFullTextTest {

    private static final Duration BOUND = Duration.ofSeconds(20);

    private static final List<String> ELEMENTS =
            List.of(("abbrev ack alternatives answer app array attrib back bio body bold"
                            + " boxed-text break caption chem-struct chem-struct-wrap citation code def def-item def-list disp-formula"
                            + " disp-formula-group disp-quote element-citation email ext-link fig fig-group floats-group fn fn-group"
                            + " front-stub glossary graphic hr inline-formula inline-graphic inline-supplementary-material italic label"
                            + " license list list-item long-desc math media mfenced mfrac mi mixed-citation mmultiscripts mo monospace mrow"
                            + " ms mspace msqrt mstyle msub mtable mtd mtext mtr name named-content notes object-id overline p permissions"
                            + " person-group preformat private-char pub-id question ref ref-list related-article related-object response"
                            + " roman ruby sc script sec self-uri speech statement strike style styled-content sub sub-article sup"
                            + " supplementary-material svg table table-wrap table-wrap-foot target tbody td term tex-math textual-form tfoot"
                            + " tgroup th thead title tr underline unknown uri verse-group verse-line x xref iframe object img base form")
                    .split(" "));

    private static final String EVERYTHING =
            " id='%s' rid='a b' onclick='steal()' style='background:url(javascript:steal())'"
                    + " href='javascript:steal()' xlink:href='javascript:steal()' src='javascript:steal()' lang='\"&gt;&lt;script>'"
                    + " content-type='\"&gt;&lt;script>' ext-link-type='uri' class='x' frame='\" onload=\"' align='\"' colspan='\"'"
                    + " alttext='\"&gt;&lt;script>' open='&lt;script>' mathvariant='&lt;script>' width='1em\" onload=\"'"
                    + " sec-type='&lt;script>' list-type='\"' language='\"&gt;' fig-type='&lt;' action='javascript:steal()'";

    private static FullText text(String inner) {
        return read("<article xml:lang='en'>" + inner + "</article>");
    }

    private static FullText body(String inner) {
        return text("<body>" + inner + "</body>");
    }

    private static FullText read(String xml) {
        return FullText.of(source(xml), HostileFullTextTest::asset);
    }

    private static SourceArticle source(String xml) {
        try {
            return SourceArticle.read(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<Asset> asset(String href) {
        return href.startsWith("javascript")
                ? Optional.empty()
                : Optional.of(new Asset("/files/1", "image/png", null, null, null, null));
    }

    private static void assertHarmless(FullText text) {
        assertEquals(List.of(), new Page(text.html()).faults());
    }

    /**
     * Renders a full text and asserts that the page is harmless, or that the text is rejected because its HTML would be
     * too long.
     */
    private static void assertHarmlessOrTooLong(Supplier<FullText> text) {
        FullText rendered;
        try {
            rendered = text.get();
        } catch (UnreadableException e) {
            assertTrue(e.getMessage().startsWith("The full text is too long."), e.getMessage());
            return;
        }
        assertHarmless(rendered);
    }

    private static String times(int count, String piece) {
        return piece.repeat(count);
    }

    static Stream<String> elements() {
        return ELEMENTS.stream();
    }

    @ParameterizedTest
    @MethodSource("elements")
    void no_jats_element_can_inject_a_script_into_the_page(String name) {
        String attributes = EVERYTHING.formatted(name + "&quot;&apos;&lt;&gt;");
        String element = "<" + name + attributes + ">&lt;script>steal()&lt;/script><p>one<fig/></p></" + name + ">";
        for (String inner : List.of(
                element,
                "<p>words " + element + " words</p>",
                "<sec><title>" + element + "</title>" + element + "</sec>",
                "<table-wrap><table><tr><td>" + element + "</td></tr>" + element + "</table>" + element
                        + "</table-wrap>",
                "<fig>" + element + "<caption><title>" + element + "</title>" + element + "</caption></fig>",
                "<list>" + element + "<list-item>" + element + "</list-item></list>",
                "<disp-formula>" + element + "<math>" + element + "<mrow>" + element + "</mrow></math></disp-formula>",
                "<xref rid='b'>" + element + "</xref><ext-link href='http://example.org/'>" + element
                        + "</ext-link>")) {
            FullText text = text("<body>" + inner + "</body><back><ref-list><ref id='b'>" + element + "</ref>" + element
                    + "</ref-list>" + element + "</back><floats-group>" + element + "</floats-group>");
            assertHarmless(text);
            assertFalse(text.html().contains("<script"), text.html());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:steal()",
                " JavaScript:steal()",
                "java&#10;script:steal()",
                "java&#9;script:steal()",
                "&#1;javascript:steal()",
                "vbscript:steal()",
                "data:text/html,&lt;script>steal()&lt;/script>",
                "file:///etc/passwd",
                "//example.org/x",
                "http:javascript:steal()",
                "http://user:password@example.org/",
                "http://example.org:99999/",
                "http://exa mple.org/",
                "http://[::1]/",
                "https:///x",
                "mailto:somebody@example.org",
                "doi:javascript:steal()"
            })
    void full_text_links_with_forbidden_targets_are_removed(String href) {
        String link = href.startsWith("&#1;") ? href.substring(4) : href;
        FullText text = body("<p><ext-link ext-link-type='uri' xlink:href='" + link + "'>words</ext-link><uri>" + link
                + "</uri><related-article xlink:href='" + link + "'>words</related-article></p><media xlink:href='"
                + link
                + "'/>");
        assertHarmless(text);
        assertTrue(new Page(text.html()).body().select("p:not(.made) a").isEmpty(), text.html());
    }

    @Test
    void full_text_link_targets_are_percent_encoded() {
        FullText text = body("<p><ext-link xlink:href='http://example.org/a b\"c&lt;d>[e]{f}%zz#g#h'>x</ext-link></p>");
        assertEquals(
                "http://example.org/a%20b%22c%3Cd%3E%5Be%5D%7Bf%7D%25zz#g%23h",
                new Page(text.html()).body().selectFirst("a").attr("href"));
        assertHarmless(text);
    }

    @Test
    void element_ids_with_any_characters_are_valid_link_targets() {
        List<String> ids = List.of(
                "a\"b",
                "a'b",
                "a&lt;b",
                "a&gt;b",
                "a b",
                "a%20b",
                "a#b",
                "a.b:c",
                "é",
                "x-c1",
                "x-h1",
                "x-f1",
                "\u202Ea",
                "1",
                "a\\b",
                "y".repeat(100_000));
        String sections = ids.stream()
                .map(id -> "<fig id='" + id.replace("'", "&apos;") + "'><label>F</label></fig>")
                .collect(Collectors.joining());
        String links = ids.stream()
                .map(id -> "<p><xref rid='" + id.replace("'", "&apos;").replace(" ", "_") + "'>F</xref></p>")
                .collect(Collectors.joining());
        FullText text = body(sections + links + sections);
        assertHarmless(text);
        // Id references are separated by spaces, so an id that contains a space cannot be referenced.
        assertEquals(ids.size() - 1, new Page(text.html()).body().select("p a").size());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "italic",
                "p",
                "sec",
                "list",
                "list-item",
                "disp-quote",
                "fig",
                "caption",
                "table-wrap",
                "xref",
                "ext-link",
                "fn",
                "boxed-text",
                "named-content",
                "unknown",
                "math",
                "mrow",
                "mfenced",
                "mtable",
                "inline-formula",
                "alternatives",
                "ref-list",
                "ref",
                "mixed-citation",
                "sub-article",
                "response",
                "title",
                "abbrev",
                "def-list",
                "def-item",
                "def",
                "statement",
                "verse-group",
                "app",
                "media",
                "supplementary-material",
                "table",
                "tr",
                "td",
                "name",
                "fig-group"
            })
    void elements_nested_beyond_the_maximum_depth_are_rejected(String name) {
        String attributes = " rid='r' xlink:href='http://example.org/'";
        assertTimeout(BOUND, () -> {
            FullText text = text("<body><p id='r'>" + times(490, "<" + name + attributes + ">w") + "x"
                    + times(490, "</" + name + ">") + "</p></body>");
            assertTrue(text.html().contains("x"));
        });
        assertThrows(
                UnreadableException.class, () -> body(times(600, "<" + name + ">") + times(600, "</" + name + ">")));
    }

    @Test
    void the_number_of_links_in_a_cross_reference_is_limited() {
        String ids = IntStream.range(0, 200).mapToObj(i -> "r" + i).collect(Collectors.joining(" "));
        String targets = IntStream.range(0, 200)
                .mapToObj(i -> "<fig id='r" + i + "'><label>" + times(20, "Figure ") + "</label></fig>")
                .collect(Collectors.joining());
        FullText text = body("<p><xref rid='" + ids + "'>all</xref></p>" + targets);
        assertHarmless(text);
        assertEquals(50, new Page(text.html()).body().select("p a").size());
        // 7,000 cross-references of 850 bytes produce 45 MB of HTML.
        UnreadableException tooLong = assertTimeout(
                BOUND,
                () -> assertThrows(
                        UnreadableException.class,
                        () -> body("<p>" + times(7_000, "<xref rid='" + ids + "'>all</xref>") + "</p>" + targets)));
        assertEquals("The full text is too long. The HTML has more than 16000000 characters.", tooLong.getMessage());
    }

    @Test
    void the_label_of_a_link_target_is_read_only_once_for_all_cross_references() {
        String label = "<label>" + times(200_000, "words ") + "</label>";
        assertTimeout(
                BOUND,
                () -> body("<fig id='f'>" + label + "</fig><fig id='g'>" + label + "</fig><p>"
                        + times(20_000, "<xref ref-type='fig' rid='f g'/>") + "</p>"));
    }

    @Test
    void references_repeated_on_the_pages_of_translations_are_limited() {
        String references = "<back><ref-list>"
                + times(3_000, "<ref><mixed-citation>" + times(10, "word ") + "</mixed-citation></ref>")
                + "</ref-list></back>";
        String translations =
                times(1_000, "<sub-article article-type='translation'><body><p>x</p></body></sub-article>");
        SourceArticle source = source("<article><body><p>x</p></body>" + references + translations + "</article>");
        assertEquals(100, source.translations().size());
        assertTimeout(
                BOUND,
                () -> assertThrows(UnreadableException.class, () -> FullText.all(source, HostileFullTextTest::asset)));
    }

    @Test
    void deeply_nested_links_are_rendered_in_linear_time() {
        String link = "<ext-link xlink:href='http://example.org/'>";
        assertTimeout(
                BOUND,
                () -> body("<p>" + times(400, link) + times(3_000_000, "x") + times(400, "</ext-link>") + "</p>"));
    }

    @Test
    void huge_column_and_row_spans_do_not_enlarge_a_rendered_table() {
        assertTimeout(BOUND, () -> {
            assertHarmless(
                    body(
                            "<table-wrap><table><tr><td colspan='1000000000' rowspan='1000000000'>a</td></tr>"
                                    + "<tr><td colspan='-1' rowspan='0'>b</td><td colspan='x' rowspan='99999999999999999999'>c</td></tr></table></table-wrap>"));
            assertHarmless(body("<table-wrap><table>"
                    + times(100, "<tr>" + times(1000, "<td colspan='1000' rowspan='1000'>a</td>") + "</tr>")
                    + "</table></table-wrap>"));
            assertHarmless(body("<table-wrap><table><tr>" + times(100_000, "<td rowspan='0'>a</td>") + "</tr>"
                    + times(50_000, "<tr><td>b</td></tr>") + "</table></table-wrap>"));
            assertHarmless(body("<table-wrap><table>" + times(90_000, "<tr><td colspan='9'>a</td></tr><tr/>")
                    + "</table></table-wrap>"));
            assertHarmless(body("<table-wrap><table><tgroup cols='3'>"
                    + times(2_000, "<colspec colname='a'/><colspec colname='b'/>")
                    + "<tbody>"
                    + times(50_000, "<row><entry namest='a' nameend='b' morerows='1000000000'>x</entry></row>")
                    + "</tbody></tgroup></table></table-wrap>"));
        });
    }

    @Test
    void cell_spans_are_reduced_to_the_existing_rows_and_columns() {
        FullText text = body("<table-wrap><table><thead><tr><th colspan='99'>a</th></tr></thead><tbody>"
                + "<tr><td rowspan='5'>b</td><td>c</td></tr><tr/><tr><td>d</td></tr></tbody></table></table-wrap>");
        Element table = new Page(text.html()).body().selectFirst("table");
        assertEquals(
                "<thead><tr><th scope=\"colgroup\" colspan=\"2\">a</th></tr></thead>"
                        + "<tbody><tr><td rowspan=\"2\">b</td><td>c</td></tr><tr><td>d</td></tr></tbody>",
                table.html().replaceAll("\\n\\s*", ""));
    }

    @Test
    void entities_in_full_text_sources_are_not_expanded() {
        String laughs = IntStream.range(1, 10)
                .mapToObj(i -> "<!ENTITY l" + i + " \"" + times(10, "&l" + (i - 1) + ";") + "\">")
                .collect(Collectors.joining());
        assertTimeout(
                BOUND,
                () -> assertThrows(
                        UnreadableException.class,
                        () -> read("<!DOCTYPE article [<!ENTITY l0 \"ha\">" + laughs
                                + "]><article><body><p>&l9;</p></body></article>")));
        assertThrows(
                UnreadableException.class,
                () -> read(
                        "<!DOCTYPE article [<!ENTITY f SYSTEM \"file:///etc/passwd\">]><article><body><p>&f;</p></body></article>"));
    }

    @NightlyOnly
    @Test
    void full_texts_with_any_number_of_elements_are_rendered_in_bounded_time() {
        assertTimeout(BOUND, () -> {
            assertHarmlessOrTooLong(
                    () -> text(
                            "<body><p>" + times(90_000, "<xref ref-type='bibr' rid='r'>1</xref>")
                                    + "</p></body><back><ref-list><ref id='r'><mixed-citation>x</mixed-citation></ref></ref-list></back>"));
            assertHarmlessOrTooLong(() -> body("<p>" + times(90_000, "<fn><p>n</p></fn>") + "</p>"));
            assertHarmlessOrTooLong(
                    () -> body("<p><xref rid='" + times(100_000, "r ") + "'>1</xref></p><p id='r'>x</p>"));
            assertHarmlessOrTooLong(() -> body(IntStream.range(0, 60_000)
                    .mapToObj(i -> "<sec id='s" + i % 100 + "'><title>t</title><p><xref rid='s" + i % 100
                            + "'>x</xref></p></sec>")
                    .collect(Collectors.joining())));
            assertHarmlessOrTooLong(() -> body("<p>" + times(90_000, "<unknown a='b'>x</unknown>") + "</p>"));
            assertHarmlessOrTooLong(() -> text("<body><p>x</p></body><floats-group>"
                    + times(60_000, "<fig id='f'><label>1</label></fig>") + "</floats-group>"));
            assertHarmlessOrTooLong(() -> body("<disp-formula><math><mfenced separators='" + times(10_000, "; ") + "'>"
                    + times(90_000, "<mi mathvariant='bold'>x</mi>") + "</mfenced></math></disp-formula>"));
            assertHarmlessOrTooLong(() ->
                    body(times(20_000, "<list id='l' continued-from='l'><list-item><p>x</p></list-item></list>")));
            assertHarmlessOrTooLong(() ->
                    body("<p><styled-content style='" + times(100_000, "color:red;") + "'>x</styled-content></p>"));
        });
    }

    @Test
    void full_text_pages_contain_no_email_addresses() {
        FullText text = text(
                "<body><p>Write to <email>one@example.org</email> or <email xlink:href='mailto:two@example.org'>her</email>,"
                        + " <ext-link xlink:href='mailto:three@example.org'>three@example.org</ext-link>.</p><fn-group><fn><p>"
                        + "<email>four@example.org</email></p></fn></fn-group></body>");
        assertFalse(text.html().contains("@"), text.html());
        assertFalse(text.text().contains("@"), text.text());
    }
}
