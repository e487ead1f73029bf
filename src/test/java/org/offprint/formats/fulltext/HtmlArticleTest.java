package org.offprint.formats.fulltext;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.offprint.formats.fulltext.report.Heading;
import org.offprint.formats.fulltext.source.Asset;

class HtmlArticleTest {

    private static final Map<String, Asset> FILES = Map.of(
            "images/tide.png", new Asset("/files/tide.png", "image/png", 640, 480, 9L, null),
            "data.csv", new Asset("/files/data.csv", "text/csv", null, null, 9L, null));

    private static FullText read(String html) throws IOException {
        return HtmlArticle.read(
                new ByteArrayInputStream(html.getBytes(StandardCharsets.UTF_8)),
                href -> Optional.ofNullable(FILES.get(href)));
    }

    @Test
    void the_main_element_of_an_html_page_is_rendered_as_the_full_text() throws IOException {
        FullText text = read("<!doctype html><html lang=pt><head><title>T</title></head><body><nav>Menu</nav><main>"
                + "<h1>Marés</h1><h2>Onde</h2><p>Na <em>praia</em>.</p><h3 id=q>Quando</h3><p>De noite.</p>"
                + "<h2>Fim</h2></main><footer>Rodapé</footer></body></html>");

        assertEquals("pt", text.language());
        assertEquals("Onde\nNa praia.\nQuando\nDe noite.\nFim", text.text());
        assertEquals(
                "<h2 id=\"x-h1\">Onde</h2><p>Na <em>praia</em>.</p><h3 id=\"q\">Quando</h3><p>De noite.</p>"
                        + "<h2 id=\"x-h2\">Fim</h2>",
                text.html());
        assertEquals(
                List.of("Onde", "Fim"),
                text.contents().stream().map(Heading::text).toList());
        assertEquals("q", text.contents().get(0).parts().get(0).id());
    }

    @Test
    void scripts_and_external_resources_are_removed_from_html_full_texts() throws IOException {
        FullText text = read("<body onload=a()><script>b()</script><style>p{}</style><p style='x' onclick=c()>Words"
                + "<a href='javascript:d()'>link</a> <a href=' JAVA\tSCRIPT:d()'>tab</a>"
                + "<img src=x onerror=e() alt='A picture'><img src='data:image/svg+xml;base64,x' alt='Drawn'>"
                + "<iframe src=//evil.example></iframe><svg><script>f()</script></svg>"
                + "<math><annotation-xml encoding='text/html'><img src=x onerror=g()></annotation-xml><mi>x</mi></math>"
                + "<form action=/v1><input name=q></form><base href=//evil.example><meta http-equiv=refresh content=0>"
                + "<noscript><p title=\"</noscript><img src=x onerror=h()>\"></noscript></p>");

        String html = text.html();
        for (String danger : "onload onclick onerror script style iframe svg form base meta evil h()".split(" ")) {
            assertFalse(html.toLowerCase().contains(danger), danger + " in " + html);
        }
        assertTrue(text.text().contains("Words"), text.text());
        assertTrue(html.contains("A picture"), html);
        assertTrue(text.remarks().stream().anyMatch(remark -> remark.text().contains("script")), "told");
        Document again = Jsoup.parseBodyFragment(html);
        again.outputSettings().prettyPrint(false);
        assertEquals(html, again.body().html());
    }

    @Test
    void images_and_links_in_html_full_texts_resolve_to_files_of_the_article() throws IOException {
        FullText text = read("<p><img src='images/tide.png' alt='The tide'> <img src='none.png'>"
                + " <img src='https://elsewhere.example/a.png' alt='Elsewhere'> <a href='data.csv'>data</a>"
                + " <a href='#q'>below</a> <a href='https://example.org/'>out</a></p>");

        assertTrue(
                text.html()
                        .contains("<img src=\"/files/tide.png\" alt=\"The tide\" width=\"640\" height=\"480\""
                                + " loading=\"lazy\">"),
                text.html());
        assertTrue(text.html().contains("<span>none.png</span>"), text.html());
        assertTrue(text.html().contains("<a href=\"https://elsewhere.example/a.png\">Elsewhere</a>"), text.html());
        assertTrue(text.html().contains("<a href=\"/files/data.csv\">data</a>"), text.html());
        assertTrue(text.html().contains("<a href=\"#q\">below</a>"), text.html());
        assertEquals(
                1,
                text.assets().stream()
                        .filter(use -> !use.isFound() && use.href().equals("none.png"))
                        .count());
    }

    @Test
    void an_html_table_is_rendered_in_a_scrollable_region_with_its_cell_spans() throws IOException {
        String html = read("<table><caption>Levels</caption><tr><th scope=col colspan=2>High</th></tr>"
                        + "<tr><td>1<td>2</table>")
                .html();

        assertTrue(html.contains("<div role=\"region\" tabindex=\"0\" aria-label=\"Levels\">"), html);
        assertTrue(html.contains("<th scope=\"col\" colspan=\"2\">High</th>"), html);
    }

    @Test
    void an_html_full_text_with_a_hundred_thousand_unclosed_elements_is_rendered() throws IOException {
        assertTrue(read("<div>".repeat(100_000) + "deep").text().endsWith("deep"));
        assertTrue(read("<b><p>".repeat(3_000) + "mixed").text().endsWith("mixed"));
    }
}
