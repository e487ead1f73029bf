package org.offprint.web.api.contract;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.offprint.web.api.Fixtures.asAdmin;
import static org.offprint.web.api.Fixtures.object;
import static org.offprint.web.api.Fixtures.patch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.offprint.web.api.Client;
import org.offprint.web.api.Fixtures;
import org.offprint.web.api.imports.TestImports;

/**
 * Published articles for random requests: a retracted article, an article with a reference to the retracted article,
 * an article with a full text in two languages, and an article with a full text that cannot be rendered.
 */
final class FuzzedArticles {

    /** DOI of the retracted article. */
    final String retractedDoi = "10.5555/" + System.nanoTime();

    private final String journal;
    private final String retracted;
    private final String citing;
    private final String translated;
    private final String unreadable;

    FuzzedArticles(String journal) {
        this.journal = journal;
        retracted = Fixtures.article(journal);
        patch(asAdmin(), path(retracted), object().put("doi", retractedDoi))
                .then()
                .statusCode(200);
        Fixtures.publish(retracted);
        Client.here()
                .put(
                        path(retracted) + "/retraction",
                        object().put("kind", "retraction").put("reason", "Wrong data."))
                .expect(200);
        citing = Fixtures.article(journal);
        ObjectNode references = object();
        ArrayNode list = references.putArray("references");
        list.addObject().put("key", "ref1").put("text", "Nobody. Nothing. 1999.");
        list.addObject().put("key", "ref2").put("doi", retractedDoi);
        patch(asAdmin(), path(citing), references).then().statusCode(200);
        Fixtures.publish(citing);
        translated = imported("<p>Words.</p>");
        String ids = IntStream.range(0, 60).mapToObj(i -> "g" + i).collect(Collectors.joining(" "));
        String targets = IntStream.range(0, 60)
                .mapToObj(i -> "<fig id=\"g" + i + "\"><label>" + i + "</label></fig>")
                .collect(Collectors.joining());
        unreadable = imported(targets + "<p>" + ("<xref rid=\"" + ids + "\">all</xref> ").repeat(6_000) + "</p>");
    }

    private static String path(String article) {
        return "/v1/articles/" + article;
    }

    private String imported(String body) {
        byte[] jats = ("<article article-type=\"research-article\" xml:lang=\"en\"><front><article-meta><title-group>"
                        + "<article-title>" + Fixtures.unique("Reeds") + "</article-title></title-group>"
                        + "</article-meta></front><body>" + body + "</body>"
                        + "<sub-article article-type=\"translation\" xml:lang=\"es\"><front-stub><title-group>"
                        + "<article-title>Juncos</article-title></title-group></front-stub>"
                        + "<body><p>Palabras.</p></body></sub-article></article>")
                .getBytes(StandardCharsets.UTF_8);
        JsonNode outcome = TestImports.outcomes(
                        TestImports.done(asAdmin(), "?publish=true&journal=" + journal, "application/xml", jats))
                .get(0);
        String link = outcome.at("/links/self").textValue();
        assertNotNull(link, outcome::toString);
        return link.substring(link.lastIndexOf('/') + 1);
    }

    /** Returns the ids of the articles. */
    List<String> ids() {
        return List.of(retracted, citing, translated, unreadable);
    }
}
