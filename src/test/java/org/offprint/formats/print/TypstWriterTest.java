package org.offprint.formats.print;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.offprint.formats.print.TypstWriter.HeaderScope;

/**
 * Tests the conversion of full texts to Typst. Run with {@code -Dprint.write} to rewrite the golden files, then
 * review every difference.
 */
class TypstWriterTest {

    private static final Path FULL_TEXTS = Path.of("src/test/resources/fulltext");
    private static final Path GOLDEN_FILES = Path.of("src/test/resources/print");
    private static final PrintWords WORDS = new PrintWords(
            "en", "ltr", "Cite as", "Keywords", "Logo", "Videos are available on the page.", "Image", "Formula");

    private static final Duration BOUND = Duration.ofSeconds(60);

    private final TypstText text = new TypstText(Set.of());

    private TypstWriter writer() {
        return new TypstWriter(
                text,
                WORDS,
                "https://doi.org/10.5555/1",
                source -> source.contains("missing") ? null : source.substring(source.lastIndexOf('/') + 1));
    }

    private String write(String html) throws UnprintableException {
        return writer().write(html, 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"every-element", "older-tagging", "translation"})
    void the_source_of_a_full_text_equals_the_golden_file(String name) throws IOException, UnprintableException {
        String source =
                write(Files.readString(FULL_TEXTS.resolve(name + ".html"))).replace("#parbreak();", "#parbreak();\n");
        Path golden = GOLDEN_FILES.resolve(name + ".typ");
        if (System.getProperty("print.write") != null) {
            Files.createDirectories(GOLDEN_FILES);
            Files.writeString(golden, source);
        }
        assertEquals(Files.readString(golden), source, name);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<i>a</i>(b)|#emph[a];(b)",
                "<b>a</b>|#strong[a];",
                "x<sup>2</sup>|x#super[2];",
                "H<sub>2</sub>O|H#sub[2];O",
                "<u>a</u><s>b</s>|#underline[a];#strike[b];",
                "<span class='sc'>a</span>|#smallcaps[a];",
                "<span class='o'>a</span>|#overline[a];",
                "<code>a\"\\b</code>|#raw(\"a\\\"\\\\b\");",
                "<ruby><rb>a</rb><rp>(</rp><rt>b</rt></ruby>|a (b)",
                "<q>a</q>|\u201ca\u201d",
                "a<br>b|a#linebreak();b",
                "<a href='https://example.org/?a=b'>a</a>|#link(\"https://example.org/?a=b\")[a];",
                "<a href='javascript:alert(1)'>a</a>|a",
                "<a href='/files/1'>a</a>|a",
                "<a href='https://example.org'></a>|''",
                "<span lang='fr-CA'>a</span>|#text(lang: \"fr\", region: \"CA\")[a];",
                "<span lang='zh-Hant-TW'>a</span>|#text(lang: \"zh\", region: \"TW\")[a];",
                "<p lang='ar' dir='rtl'>a</p>|#text(lang: \"ar\", region: none, dir: rtl)[#parbreak();a#parbreak();];",
                "<span lang='\"][#evil'>a</span>|#text()[a];",
                "<script>a</script><style>b</style>c|c",
            })
    void phrases_are_written_as_functions(String html, String source) throws UnprintableException {
        assertEquals(source, write(html));
    }

    @Test
    void heading_levels_have_no_gaps() throws UnprintableException {
        assertEquals(
                "#heading(level: 1)[a];#heading(level: 2)[b];#heading(level: 1)[c];#heading(level: 2)[d];",
                write("<h2>a</h2><h5>b</h5><h2>c</h2><h3>d</h3><h3> </h3>"));
        assertEquals(
                "#heading(level: 2)[a];#heading(level: 3)[b];",
                writer().write("<h3>a</h3><h6 aria-level='7'>b</h6>", 1));
    }

    @Test
    void lists_keep_their_numbers_and_labels() throws UnprintableException {
        assertEquals("#list([a], [b], );", write("<ul><li>a</li><li><p>b</p></li></ul>"));
        assertEquals(
                "#enum(numbering: \"i.\", start: 3, [a], enum.item(7)[b], );",
                write("<ol type='i' start='3'><li>a</li><li value='7'>b</li></ol>"));
        assertEquals(
                "#labelled(([(x)], [], ), [a], [b], );",
                write("<ul class='labelled'><li><span class='label'>(x)</span> <p>a</p></li><li>b</li></ul>"));
        assertEquals(
                "#terms(terms.item([a], [b]), terms.item([c, d], [e]), terms.item([f], []), );",
                write("<dl><dt>a</dt><dd>b</dd><div><dt>c</dt><dt>d</dt><dd>e</dd></div><dt>f</dt></dl>"));
        assertEquals("", write("<ul></ul>"));
    }

    @Test
    void notes_at_the_end_of_the_text_are_printed_as_footnotes() throws UnprintableException {
        String note = "<section role='doc-endnotes'><h2>Notes</h2><ol class='notes'><li id='n'><p>b</p>"
                + "<span class='back'><a href='#r'>back</a></span></li></ol></section>";
        assertEquals(
                "a#footnote[#place-of(\"n\");b];c#super[1];",
                write("a<sup><a href='#n' role='doc-noteref'>1</a></sup>c<a href='#n' role='doc-noteref'>1</a>"
                        + note));
        assertTrue(write("a" + note).contains("#small-print[#enum("), "A note without a mark remains in the list.");
    }

    @Test
    void links_within_the_text_have_a_target() throws UnprintableException {
        assertEquals(
                "#to(\"s 1\")[a];#heading(level: 1)[b];#place-of(\"s 1\");",
                write("<a href='#s 1'>a</a><h2 id='s 1'>b</h2><p id='unused'></p>")
                        .replace("#parbreak();", ""));
    }

    @Test
    void cells_keep_their_spans_and_incomplete_rows_are_completed() throws UnprintableException {
        TypstWriter writer = writer();
        assertEquals(
                "#data-table(3, table.header(table.cell(colspan: 2)[#strong[A];], table.cell()[#strong[B];], ),"
                        + " table.hline(stroke: 0.5pt), table.cell(rowspan: 2)[#strong[r];], table.cell()[1],"
                        + " table.cell(align: end)[2], table.cell()[3], [], );",
                writer.write(
                        "<table><thead><tr><th colspan=2>A</th><td>B</td></tr></thead><tbody>"
                                + "<tr><th rowspan=99>r</th><td>1</td><td class='align-right'>2</td></tr>"
                                + "<tr><td>3</td></tr></tbody></table>",
                        0));
        assertEquals(
                List.of(List.of(
                        HeaderScope.NONE,
                        HeaderScope.NONE,
                        HeaderScope.ROW,
                        HeaderScope.NONE,
                        HeaderScope.NONE,
                        HeaderScope.NONE,
                        HeaderScope.NONE)),
                writer.tables());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<tr><th>a</th><th>b</th></tr><tr><td>c</td><td>d</td></tr>|COLUMN COLUMN NONE NONE",
                "<tr><th>a</th><td>b</td></tr>|ROW NONE",
                "<tr><th scope='rowgroup' colspan=2>a</th></tr><tr><th scope='row'>b</th><td>c</td></tr>|ROW ROW NONE",
                "<tr><th scope='col'>a</th><th scope='colgroup'>b</th></tr>|COLUMN COLUMN",
            })
    void header_cells_of_table_bodies_have_a_scope(String rows, String scopes) throws UnprintableException {
        TypstWriter writer = writer();
        writer.write("<table>" + rows + "</table>", 0);
        assertEquals(
                scopes,
                String.join(
                        " ",
                        writer.tables().get(0).stream().map(HeaderScope::name).toList()));
    }

    @Test
    void nested_tables_are_listed_in_the_order_of_the_document() throws UnprintableException {
        TypstWriter writer = writer();
        writer.write(
                "<table><tr><td><table><tr><th>a</th><td>b</td></tr></table></td></tr></table><table><tr><td>c</td></tr>"
                        + "</table><table></table>",
                0);
        assertEquals(List.of(1, 2, 1), writer.tables().stream().map(List::size).toList());
    }

    @Test
    void figures_have_a_caption_and_float_only_outside_of_other_elements() throws UnprintableException {
        String figure = "<figure id='f'><img src='/files/1.png' alt='A \"curve\"' width='640' height='480'>"
                + "<figcaption><p class='title'><span class='label'>Figure 1.</span></p></figcaption></figure>";
        assertEquals(
                "#a-figure(floats: floats, [#parbreak();#strong[Figure 1\\.]; ])"
                        + "[#picture(\"1.png\", \"A \\\"curve\\\"\", 640, 480);];",
                write(figure));
        assertTrue(write("<aside>" + figure + "</aside>").contains("#a-figure([#parbreak"));
    }

    @Test
    void an_image_that_cannot_be_printed_is_replaced_with_its_alternative_text() throws UnprintableException {
        String source = write("<figure><img src='missing' alt='Mud #1'><figcaption>a</figcaption></figure>");
        assertTrue(source.contains("#missing-image[Mud \\#1];"), source);
        assertFalse(source.contains("figure("), "A figure of a PDF/UA requires an alternative text.");
        assertTrue(write("<p><img class='inline' src='a.png'></p>").contains("#inline-picture(\"a.png\", \"Image\""));
        assertTrue(write("<video src='a'></video>").contains("#media(\"https://doi.org/10.5555/1\")[Videos"));
    }

    @Test
    void displayed_formulas_keep_their_number() throws UnprintableException {
        assertEquals(
                "#formula(true, \"a line\", $x$, number: [\\(1)]);".replace("\\(", "("),
                write("<div class='formula display'><math display='block' alttext='a line'><mi>x</mi></math>"
                        + " <span class='label'>(1)</span></div>"));
        assertEquals("#formula(false, \"x\", $x$);", write("<math><mi>x</mi></math>"));
        assertEquals("#formula(false, \"Formula\", $\"\"$);", write("<math></math>"));
    }

    @Test
    void text_is_never_read_as_markup_or_code() throws UnprintableException {
        String hostile = "#read(\"/etc/passwd\") $x$ *a* _b_ `c` \\u{41} // /* */ @a <l> - + = ~ [] https://x.y 1. '";
        assertEquals(
                "\\#read(\\\"\\/etc\\/passwd\\\") \\$x\\$ \\*a\\* \\_b\\_ \\`c\\` \\\\u{41} \\/\\/ \\/\\* \\*\\/ \\@a"
                        + " \\<l\\> \\- \\+ \\= \\~ \\[\\] https\\:\\/\\/x\\.y 1\\. \\'",
                text.markup(hostile));
        assertEquals("\"a\\\"\\\\\\n#b\"", TypstText.literal("a\"\\\n#b"));
        assertEquals("#emph[a];(b)[c]".replace("[c]", "\\[c\\]"), write("<i>a</i>(b)[c]"));
        assertEquals("#raw(\"\\\"); #read(\\\"x\\\")\");", write("<code>\"); #read(\"x\")</code>"));
        assertTrue(write("<a href='https://x\")[#evil'>a</a>").contains("#link(\"https://x\\\")[#evil\")[a];"));
    }

    @Test
    void characters_that_no_pdf_may_contain_are_removed_or_printed_as_code_points() {
        assertEquals("ab", text.markup("a\ud800\u0000\u0007\ufeff\uffff\u202e\u202ab"));
        assertEquals("\\[U\\+E000\\]\\[U\\+F0000\\]", text.markup("\ue000" + Character.toString(0xF0000)));
        assertEquals("\"[U+E000]\"", text.visibleLiteral("\ue000"));
        assertEquals("\"\"", TypstText.literal("\ue000\udc00"));
        assertEquals("\u0645\u200f\u2067a\u2069", text.markup("\u0645\u200f\u2067a\u2069"));
        assertEquals(1, text.remarks().size());
    }

    @Test
    void characters_without_a_glyph_are_printed_as_code_points() {
        String errors = "error: PDF/A-2a error: the text `\"\u0f40\"` could not be displayed with font `x`\n"
                + "error: the text \"\\u{f41}a\" could not be displayed with font `x`";
        assertEquals(Set.of(0xF40, 0xF41), TypstText.missingIn(errors));
        TypstText without = new TypstText(Set.of(0xF40));
        assertEquals("\\[U\\+0F40\\]\u0f41", without.markup("\u0f40\u0f41"));
        assertEquals(
                List.of("No font contains the characters U+0F40 (script: tibetan), so their code points are printed."
                        + " Install a font for this script, for example from Debian's package fonts-noto-core."),
                without.remarks());
    }

    @Test
    void long_words_can_be_divided() {
        String word = "a".repeat(30) + "_" + "b".repeat(30);
        assertEquals("x " + word.replace("_", "\\_\u200b"), text.markup("x " + word));
        assertFalse(text.markup("https://example.org/" + word).contains("\u200b"), "Typst divides URLs.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<b>",
                "<div lang='fr'>",
                "<ul><li>",
                "<table><tr><td>",
                "<blockquote>",
                "<figure>",
                "<math><msqrt>"
            })
    void deeply_nested_elements_are_written_in_bounded_time_and_depth(String start) {
        String source = assertTimeout(BOUND, () -> write(start.repeat(10_000) + "<i>end</i>"));
        int depth = 0;
        int deepest = 0;
        for (char character : source.toCharArray()) {
            depth += character == '[' ? 1 : character == ']' ? -1 : 0;
            deepest = Math.max(deepest, depth);
        }
        assertEquals(0, depth);
        assertTrue(deepest < 200, deepest + " levels");
        assertTrue(source.contains("end"));
    }

    @Test
    void huge_tables_are_written_or_rejected_with_a_reason() throws UnprintableException {
        String row = "<tr>" + "<td rowspan=1000 colspan=1000>a</td>".repeat(2) + "</tr>";
        UnprintableException tooWide =
                assertThrows(UnprintableException.class, () -> write("<table>" + row + "</table>"));
        assertEquals("A table has 2000 columns. At most 100 columns can be printed.", tooWide.getMessage());
        String rows = "<tr><td rowspan=65535>a</td><td>b</td></tr>".repeat(10_000);
        String source = assertTimeout(BOUND, () -> write("<table>" + rows + "</table>"));
        assertTrue(
                source.startsWith("#data-table(2, table.cell(rowspan: 1000)[a], table.cell()[b], "),
                source.substring(0, 100));
    }

    @Test
    void a_text_beyond_the_limit_is_rejected() {
        String html = "<p>word</p>".repeat(TypstWriter.MAX_LENGTH / 25);
        UnprintableException tooLong = assertThrows(UnprintableException.class, () -> write(html));
        assertTrue(tooLong.getMessage().startsWith("The article is too long to be printed."));
    }
}
