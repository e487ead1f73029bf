package org.offprint.formats.fulltext;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.offprint.formats.fulltext.report.Heading;
import org.offprint.formats.fulltext.source.Asset;
import org.offprint.formats.fulltext.source.SourceArticle;
import org.offprint.formats.xml.XmlElement;

/**
 * Compares full-text pages rendered from the project's own articles, which contain every element, with golden files.
 * Run with {@code -Dfulltext.write} to rewrite the golden files, then review every difference.
 */
class GoldenFullTextTest {

    private static final Path FOLDER = Path.of("src", "test", "resources", "fulltext");

    private static final Map<String, String> TYPES = Map.of(
            "png", "image/png",
            "tif", "image/tiff",
            "eps", "application/postscript",
            "mp4", "video/mp4",
            "csv", "text/csv",
            "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "gif", "image/gif");

    private static SourceArticle source(String name) throws IOException {
        return SourceArticle.read(Files.newInputStream(FOLDER.resolve(name + ".xml")));
    }

    private static Optional<Asset> asset(String href) {
        String type = TYPES.get(href.substring(href.lastIndexOf('.') + 1));
        return type == null || href.startsWith("missing")
                ? Optional.empty()
                : Optional.of(new Asset("/files/" + href, type, 640, 480, 1_234_567L, null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"every-element", "older-tagging"})
    void the_full_text_page_of_an_article_equals_the_golden_file(String name) throws IOException {
        compare(name, FullText.of(source(name), GoldenFullTextTest::asset));
    }

    @Test
    void a_translation_is_rendered_as_a_separate_page_with_the_references_of_the_article() throws IOException {
        SourceArticle source = source("every-element");
        XmlElement translation = source.translations().get(0);
        compare("translation", FullText.ofTranslation(source, translation, GoldenFullTextTest::asset));
    }

    private static FullText body(String content) throws IOException {
        String article = "<article><body>" + content + "</body></article>";
        return FullText.of(
                SourceArticle.read(new ByteArrayInputStream(article.getBytes(StandardCharsets.UTF_8))),
                GoldenFullTextTest::asset);
    }

    @Test
    void a_formula_that_exists_only_in_tex_is_converted_to_mathml() throws IOException {
        FullText text = body("<p>Ratio <inline-formula><alternatives><tex-math id='M1'>"
                + "\\documentclass{minimal}\\begin{document}$$\\frac{\\mathbf{B}}{2}$$\\end{document}</tex-math>"
                + "<inline-graphic href='b.gif'/></alternatives></inline-formula></p>"
                + "<disp-formula><tex-math><?CDATA $B \\to D^{*}$?></tex-math><graphic href='c.gif'/></disp-formula>");

        assertTrue(
                text.html()
                        .contains("<math class=\"tex\" id=\"M1\" alttext=\"\\frac{\\mathbf{B}}{2}\"><mrow>"
                                + "<mfrac><mi>𝐁</mi><mn>2</mn></mfrac></mrow></math>"),
                text.html());
        assertTrue(
                text.html()
                        .contains("<math class=\"tex\" display=\"block\" alttext=\"B \\to D^{*}\"><mrow><mi>B</mi>"
                                + "<mo>→</mo><msup><mi>D</mi><mo>∗</mo></msup></mrow></math>"),
                text.html());
        assertEquals(List.of(), text.remarks());
        assertEquals(List.of(), text.assets());
        assertEquals(List.of(), new Page(text.html()).faults());
    }

    @Test
    void a_tex_formula_that_cannot_be_converted_is_shown_as_its_image_or_as_tex_source() throws IOException {
        String formula = "<p>Ratio <inline-formula><tex-math><?CDATA $B \\special D^{*}$?></tex-math>"
                + "<inline-graphic href='%s'/></inline-formula>, <inline-formula><tex-math/>"
                + "<inline-graphic href='c.gif'/></inline-formula>.</p>";

        FullText shown = body(formula.formatted("b.gif"));
        assertTrue(shown.html().contains("<img src=\"/files/b.gif\" alt=\"$B \\special D^{*}$\""), shown.html());
        assertTrue(shown.html().contains("<img src=\"/files/c.gif\" alt=\"formula\""), shown.html());
        assertEquals("Ratio $B \\special D^{*}$, .", shown.text());
        assertTrue(
                shown.remarks()
                        .toString()
                        .contains(
                                "is shown as an image. It cannot be converted: unsupported command \"\\special\". Add"),
                shown.remarks()::toString);
        assertEquals(List.of(), new Page(shown.html()).faults());

        FullText missing = body(formula.formatted("missing.gif"));
        assertTrue(missing.html().contains("<code class=\"tex\">$B \\special D^{*}$</code>"), missing.html());
    }

    @Test
    void invisible_parts_of_formulas_are_not_in_the_plain_text() throws IOException {
        FullText text = body("<p>As <inline-formula><tex-math>a\\phantom{b}c</tex-math></inline-formula>.</p>");
        assertTrue(text.html().contains("<mphantom><mi>b</mi></mphantom>"), text.html());
        assertEquals("As ac.", text.text());
    }

    @Test
    void renditions_of_one_figure_are_shown_as_one_image() throws IOException {
        FullText text = body("<fig id='f1'><graphic content-type='print' href='f1_pr.eps'/>"
                + "<graphic content-type='low' href='f1_lr.png'/><graphic content-type='high' href='f1_hr.gif'/>"
                + "<graphic content-type='print' href='f2_pr.eps'/><graphic content-type='low' href='f2_lr.png'/></fig>"
                + "<fig id='f3'><graphic href='f3.eps'/><graphic href='f3.png'/><graphic href='f4.png'/></fig>"
                // Some publishers omit the file extension of images and number the panels of a figure.
                + "<fig id='f5'><graphic href='missing.39.f1'/><graphic href='missing.39.f2'/></fig>");
        assertEquals(
                List.of("/files/f1_lr.png", "/files/f2_lr.png", "/files/f3.png", "/files/f4.png"),
                new Page(text.html()).body().select("img").eachAttr("src"));
        assertEquals(0, new Page(text.html()).body().select("a.download").size());
        assertTrue(text.remarks().toString().contains("missing.39.f1"), text.remarks()::toString);
        assertTrue(text.remarks().toString().contains("missing.39.f2"), text.remarks()::toString);
    }

    @Test
    void labels_and_titles_without_punctuation_between_them_are_separated_with_a_period() throws IOException {
        FullText text = body("<fig><label>Figure 1</label><caption><title>Mud</title></caption></fig>"
                + "<fig><label>Figure 2.</label><caption><title>Mud</title></caption></fig>"
                + "<fig><label>Figure 3</label><caption><title>– Mud</title></caption></fig>"
                + "<fig><label>Figure 4</label><caption><p>Mud</p></caption></fig>"
                + "<fig><label>\u56fe 5</label><caption><title>\u6ce5</title></caption></fig>"
                + "<table-wrap><label>Table 1</label><caption><title>Bays</title></caption></table-wrap>"
                + "<boxed-text><label>Box 1</label><caption><title>Sand</title></caption><p>Fine.</p></boxed-text>"
                + "<sec><label>2</label><title>Silt</title><p>Wet.</p></sec>"
                + "<sec><label>Appendix A</label><title>Clay</title><p>Dry.</p></sec>");
        assertEquals(
                List.of(
                        "Figure 1. Mud",
                        "Figure 2. Mud",
                        "Figure 3 – Mud",
                        "Figure 4",
                        "\u56fe 5 \u6ce5",
                        "Table 1. Bays",
                        "Box 1. Sand",
                        "2 Silt",
                        "Appendix A. Clay"),
                new Page(text.html()).body().select("p.title, h2, h3").eachText());
        assertTrue(text.text().startsWith("Figure 1 Mud\nFigure 2. Mud\n"), text.text());
        assertEquals("Appendix A Clay", text.contents().get(1).text());
    }

    @Test
    void notes_below_a_table_are_separate_from_its_caption() throws IOException {
        FullText text = body("<table-wrap><table><tr><td>1</td></tr></table>"
                + "<table-wrap-foot><p>Read daily.</p><fn><p>By eye.</p></fn></table-wrap-foot></table-wrap>");
        assertEquals(
                List.of("Read daily. By eye."),
                new Page(text.html()).body().select("figure > .notes").eachText());
    }

    @Test
    void images_that_are_at_least_as_high_as_wide_are_tall() throws IOException {
        String article = "<article><body><fig><graphic href='a'/></fig><fig><graphic href='b'/></fig></body></article>";
        FullText text = FullText.of(
                SourceArticle.read(new ByteArrayInputStream(article.getBytes(StandardCharsets.UTF_8))),
                href -> Optional.of(
                        new Asset("/files/" + href, "image/png", 900, href.equals("a") ? 899 : 900, 1L, null)));
        assertEquals(
                List.of("/files/b"),
                new Page(text.html()).body().select("img.tall").eachAttr("src"));
    }

    @Test
    void headings_of_replies_within_a_report_are_one_level_deeper_than_the_report() throws IOException {
        String reply =
                "<sub-article article-type='reply'><front-stub/><body><sec><title>Thanks</title><p>Yes.</p></sec>"
                        + "</body></sub-article>";
        FullText text =
                body("<p>Mud.</p></body><sub-article article-type='reviewer-report'><front-stub/><body><p>Good.</p>"
                        + "</body>" + reply + "</sub-article><body>");
        assertEquals(List.of(), new Page(text.html()).faults());
        assertEquals(
                List.of("h2", "h3", "h4", "h5"),
                new Page(text.html())
                        .body().select("h2, h3, h4, h5, h6").stream()
                                .map(Element::normalName)
                                .toList());
    }

    private static void compare(String name, FullText text) throws IOException {
        assertEquals(List.of(), new Page(text.html()).faults());
        golden(name + ".html", lines(text.html()));
        golden(name + ".txt", text.text() + "\n");
        golden(name + ".report.txt", report(text));
    }

    /** Adds a line break after each block so that differences are visible. The rendered page itself is unchanged. */
    private static String lines(String html) {
        return html.replaceAll(
                "(</(?:p|h[2-6]|li|tr|div|section|figure|figcaption|details|aside|ul|ol|dl|blockquote)>)", "$1\n");
    }

    private static String report(FullText text) {
        StringBuilder report = new StringBuilder("language " + text.language() + "\n");
        headings(text.contents(), "contents ", report);
        text.figures().forEach(figure -> report.append(figure).append('\n'));
        text.tables().forEach(table -> report.append(table).append('\n'));
        text.assets().forEach(asset -> report.append(asset).append('\n'));
        text.remarks().forEach(remark -> report.append(remark).append('\n'));
        return report.toString();
    }

    private static void headings(List<Heading> headings, String before, StringBuilder report) {
        for (Heading heading : headings) {
            report.append(before)
                    .append(heading.id())
                    .append(": ")
                    .append(heading.html())
                    .append(" = ")
                    .append(heading.text());
            report.append('\n');
            headings(heading.parts(), before + "  ", report);
        }
    }

    private static void golden(String name, String made) throws IOException {
        Path file = FOLDER.resolve(name);
        if (System.getProperty("fulltext.write") != null) {
            Files.writeString(file, made);
        }
        assertEquals(Files.readString(file, StandardCharsets.UTF_8), made, name);
    }
}
