package org.offprint.formats.markdown;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Checks the Markdown of full texts. Run with {@code -Dfulltext.write} to rewrite the golden file, then review every
 * difference.
 */
class MarkdownTextTest {

    private static final Path FOLDER = Path.of("src", "test", "resources", "fulltext");

    private static String markdown(String html) {
        return MarkdownText.of(html, "https://journal.example");
    }

    /** Returns the HTML that CommonMark with tables produces from the Markdown of an HTML fragment. */
    private static String roundTrip(String html) {
        List<TablesExtension> extensions = List.of((TablesExtension) TablesExtension.create());
        return HtmlRenderer.builder()
                .extensions(extensions)
                .build()
                .render(Parser.builder().extensions(extensions).build().parse(markdown(html)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"every-element", "older-tagging"})
    void the_markdown_of_an_article_equals_the_golden_file(String name) throws IOException {
        String made = markdown(Files.readString(FOLDER.resolve(name + ".html"))) + "\n";
        Path golden = FOLDER.resolve(name + ".md");
        if (System.getProperty("fulltext.write") != null) {
            Files.writeString(golden, made);
        }
        assertEquals(Files.readString(golden), made);
    }

    @Test
    void characters_with_a_meaning_in_markdown_are_escaped() {
        for (String text : List.of(
                "a*b* _c_ `d` [e](f) <g> $h$ ~~i~~ &amp; &lt; \\j",
                "# no heading",
                "1. no list",
                "12) no list",
                "- no list",
                "+ no list",
                "> no quotation",
                "=== no underline",
                "x | y",
                "~~~ no fence",
                "https://example.org/a_b_c",
                "[^1]: no note",
                "wow! [no image](x)",
                "***")) {
            String html = "<p>" + text.replace("&", "&amp;").replace("<", "&lt;") + "</p>";
            assertEquals(text, Jsoup.parse(roundTrip(html)).body().text(), markdown(html));
            assertEquals(1, Jsoup.parse(roundTrip(html)).select("body > p").size(), markdown(html));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<p>in<b>side</b> <i>word</i>s</p>",
                "<p><b>Figure 1.</b>Levels</p>",
                "<p>a <b>(b)</b>c</p>",
                "<p><b>a <i>b</i></b></p>",
                "<p><b>a</b><i>b</i><b>c</b></p>",
                "<p>x <b> spaced </b>y</p>",
                "<p>n<sup>2</sup>, H<sub>2</sub>O</p>",
                "<p><i>p</i>-value</p>",
                "<p>“<i>quoted</i>”</p>",
                "<p><i>“quoted”</i>s</p>"
            })
    void emphasis_survives_a_round_trip(String html) {
        String expected = html.replaceAll("<(/?)b>", "<$1strong>")
                .replaceAll("<(/?)i>", "<$1em>")
                .replaceAll("<strong> spaced </strong>y", " <strong>spaced</strong> y")
                .replace("  ", " ");
        String actual =
                roundTrip(html).strip().replaceAll("<(/?)b>", "<$1strong>").replaceAll("<(/?)i>", "<$1em>");
        assertEquals(expected, actual, markdown(html));
    }

    @Test
    void sections_begin_with_an_anchor_before_their_heading() {
        assertEquals(
                "Text.\n\n<a id=\"s1\"></a>\n## 1 Tides in *small* bays\n\nSee [Figure 1](#f1).\n\n"
                        + "<a id=\"f1\"></a>![Levels](https://journal.example/v1/f1.png)\n\n**Figure 1.** Levels",
                markdown("<p>Text.</p><section id=\"s1\"><h2 id=\"x-h1\"><span class=\"label\">1</span> Tides in"
                        + " <i>small</i> bays</h2><p>See <a href=\"#f1\">Figure 1</a>.</p><figure id=\"f1\"><a"
                        + " class=\"image\" href=\"/v1/f1.png\"><img src=\"/v1/f1.png\" alt=\"Levels\"></a><figcaption>"
                        + "<p class=\"title\"><b>Figure 1.</b> Levels</p></figcaption></figure></section>"));
    }

    @Test
    void footnotes_are_written_with_their_numbers() {
        assertEquals(
                "A note[^1] here.\n\n## Notes\n\n[^1]: The note.\n\n    Its second paragraph.",
                markdown(
                        "<p>A note<sup class=\"made\"><a href=\"#n1\" id=\"r1\" role=\"doc-noteref\">1</a></sup> here.</p>"
                                + "<section role=\"doc-endnotes\"><h2>Notes</h2><ol class=\"notes\"><li id=\"n1\" value=\"1\">"
                                + "<p>The note.</p><p>Its second paragraph.</p><span class=\"back made\"><a href=\"#r1\""
                                + " role=\"doc-backlink\">↩</a></span></li></ol></section>"));
    }

    @Test
    void spanning_cells_of_a_table_are_repeated_and_several_header_rows_are_joined() {
        assertEquals(
                "| Bay | Level / low | Level / high |\n| --- | --- | --- |\n| North | North | North |\n"
                        + "| Inner | 1 | 2\\|3<br>4 |\n| Outer | 3 | 2\\|3<br>4 |",
                markdown(
                        "<table><thead><tr><th rowspan=\"2\">Bay</th><th colspan=\"2\">Level</th></tr><tr><th>low</th>"
                                + "<th>high</th></tr></thead><tbody><tr><th colspan=\"3\">North</th></tr><tr><th>Inner</th>"
                                + "<td>1</td><td rowspan=\"2\">2|3<br>4</td></tr><tr><td>Outer</td><td>3</td></tr></tbody></table>"));
        assertTrue(roundTrip("<table><tr><td>1</td><td>2</td></tr></table>").contains("<td>2</td>"));
    }

    @Test
    void lists_keep_their_numbers_and_nesting() {
        assertEquals(
                "3. first\n\n   - within\n4. second\n\n- i. one",
                markdown(
                        "<ol start=\"3\"><li><p>first</p><ul><li><p>within</p></li></ul></li><li><p>second</p></li></ol>"
                                + "<ol type=\"i\"><li><p>one</p></li></ol>"));
    }

    @Test
    void code_is_fenced_with_more_backticks_than_it_contains() {
        assertEquals(
                "```python\nx = 1\n  y\n```\n\n````\na ``` b\n````\n\nIn ``a`b`` words",
                markdown("<pre><code class=\"language-python\">\nx = 1\n  y\n</code></pre><pre>a ``` b</pre>"
                        + "<p>In <code>a`b</code> words</p>"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "<mfrac><mi>a</mi><mi>b</mi></mfrac> # \\frac{a}{b}",
                "<msubsup><mi>x</mi><mi>i</mi><mn>2</mn></msubsup> # x_{i}^{2}",
                "<msqrt><mi>α</mi><mo>+</mo><mn>1</mn></msqrt> # \\sqrt{\\alpha +1}",
                "<mroot><mi>x</mi><mn>3</mn></mroot> # \\sqrt[3]{x}",
                "<munderover><mo>∑</mo><mi>i</mi><mi>n</mi></munderover><mi>x</mi> # \\sum_{i}^{n}x",
                "<mover><mi>x</mi><mo>¯</mo></mover> # \\bar{x}",
                "<mover><mrow><mi>A</mi><mi>B</mi></mrow><mo>→</mo></mover> # \\overrightarrow{AB}",
                "<mo>(</mo><mtable><mtr><mtd><mn>1</mn></mtd><mtd><mn>2</mn></mtd></mtr></mtable><mo>)</mo>"
                        + " # \\begin{pmatrix}1 & 2\\end{pmatrix}",
                "<mo>|</mo><mi>x</mi><mo>|</mo><mo>&lt;</mo><mn>3</mn> # \\vert x\\vert \\lt 3",
                "<mi>sin</mi><mi>x</mi><mtext>if a_b</mtext> # \\sin x\\text{if a\\_b}",
                "<mi>ℝ</mi><mi>𝐀</mi><mi mathvariant='normal'>d</mi> # \\mathbb{R}\\mathbf{A}\\mathrm{d}",
                "<mmultiscripts><mi>X</mi><mi>c</mi><mi>d</mi><mprescripts></mprescripts><mi>a</mi><mi>b</mi></mmultiscripts>"
                        + " # {}_{a}^{b}X_{c}^{d}",
                "<msup><mrow><mo>(</mo><mi>a</mi><mo>)</mo></mrow><mo>′</mo></msup> # {(a)}^{\\prime}"
            })
    void mathml_is_written_as_tex(String math, String tex) {
        assertEquals("$" + tex + "$", markdown("<p><math>" + math + "</math></p>"));
    }

    @Test
    void a_displayed_formula_is_written_on_separate_lines_with_its_label_as_a_tag() {
        assertEquals(
                "As\n\n<a id=\"e1\"></a>\n\n$$\na=b \\tag{3}\n$$\n\nin [(3)](#e1)",
                markdown(
                        "<p>As</p><div class=\"formula display\" id=\"e1\"><math display=\"block\"><mi>a</mi><mo>=</mo>"
                                + "<mi>b</mi></math> <span class=\"label\">(3)</span></div><p>in <a href=\"#e1\">(3)</a></p>"));
    }

    @Test
    void line_breaks_are_written_only_between_words() {
        assertEquals("one\\\n\\# two\n\nthree", markdown("<p>one<br># two<br></p><p><br>three</p>"));
    }

    @Test
    void an_inline_formula_is_separated_from_a_following_digit() {
        assertEquals("$x$<!-- -->2 and $y$.", markdown("<p><math><mi>x</mi></math>2 and <math><mi>y</mi></math>.</p>"));
    }

    @Test
    void tex_sources_lose_their_delimiters() {
        assertEquals("$B \\to D$", markdown("<p><img src=\"/f.gif\" alt=\"$B \\to D$\"></p>"));
        assertEquals("$x^2$", markdown("<p><code class=\"tex\">\\begin{equation}x^2\\end{equation}</code></p>"));
        assertEquals("$x< y z>w$", markdown("<p><code class=\"tex\">x&lt;y z&gt;w</code></p>"));
        String converted = "<math class=\"tex\" alttext=\"a_1 &lt; b\"><mi>a</mi></math>";
        assertEquals("$a_1 < b$", markdown("<p>" + converted + "</p>"));
        String annotated = "<math><semantics><mi>a</mi><annotation encoding=\"application/x-tex\">%s</annotation>"
                + "</semantics></math>";
        assertEquals("$\\bar a$", markdown("<p>" + annotated.formatted("\\bar a") + "</p>"));
        assertEquals("$a$", markdown("<p>" + annotated.formatted("\\macro a") + "</p>"));
    }

    @Test
    void hostile_html_is_converted_within_a_bounded_time_and_size() {
        String nested = "<b><i>a".repeat(5_000) + "<ul><li>".repeat(5_000) + "x";
        String spans = "<table>" + "<tr><td rowspan=\"65534\" colspan=\"1000\">" + "y".repeat(200) + "</td></tr>"
                + "<tr></tr>".repeat(50_000) + "</table>";
        String tables = "<table><tr><td>".repeat(300) + "z";
        for (String html : List.of(nested, spans, tables, "<math>" + "<mrow>".repeat(300) + "<mi>x</mi></math>")) {
            String made = assertTimeoutPreemptively(Duration.ofSeconds(60), () -> markdown(html));
            assertTrue(made.length() < 10_000_000, () -> "length " + made.length());
        }
    }
}
