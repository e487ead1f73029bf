package org.offprint.web.api.lists;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.offprint.web.api.Fixtures.asAdmin;
import static org.offprint.web.api.Fixtures.asReader;
import static org.offprint.web.api.Fixtures.object;
import static org.offprint.web.api.Fixtures.unique;
import static org.offprint.web.api.lists.SampleArticles.get;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.offprint.search.schema.RecordKind;
import org.offprint.web.api.Fixtures;

/** Tests that public lists, counts, facets and highlights reveal nothing about unpublished articles. */
@QuarkusTest
class UnpublishedSearchTest {

    private static final String ORCID = "https://orcid.org/0000-0001-5109-3700";

    private static final Pattern YEAR = Pattern.compile("[\"=]1066(?![0-9A-Za-z])|\"year\":1066(?![0-9])");

    private final String secret = unique("Zquix").replace(" ", "");

    private ObjectNode draft(String journal) {
        ObjectNode article = object().put("journal", journal)
                .put("title", secret + " title")
                .put("subtitle", secret + " subtitle")
                .put("language", "en")
                .put("type", "dissertation")
                .put("abstract", secret + " abstract")
                .put("doi", "10.5555/" + secret);
        article.putArray("keywords").add(secret + " keyword");
        article.putObject("dates").put("published", "1066");
        ObjectNode author = article.putArray("contributors").addObject();
        author.put("role", "author").put("given", secret + "given").put("family", secret + "family");
        author.put("orcid", ORCID);
        author.putArray("affiliations").addObject().put("text", secret + " institute");
        article.putArray("references").addObject().put("text", secret + " reference");
        article.putArray("funding").addObject().put("funder", secret + " fund");
        return article;
    }

    @Test
    void public_lists_do_not_find_drafts_or_unpublished_changes() {
        String journal = Fixtures.journal();
        String draft = SampleArticles.draft(draft(journal));
        String published = Fixtures.article(journal);
        Fixtures.publish(published);
        JsonNode edit = object().put("title", secret + " edited")
                .set("keywords", object().arrayNode().add(secret));
        Fixtures.patch(asAdmin(), "/v1/articles/" + published, edit).then().statusCode(200);
        assertEquals(
                2, get(asAdmin(), "/v1/articles?q=" + secret + "*").get("total").intValue());
        List<String> lists = List.of("articles", "issues", "journals", "affiliations", "contributors", "keywords");
        for (String list : lists) {
            for (String query : Stream.of("?q=" + secret, "?q=" + secret + "*", "?syntax=words&q=" + secret + "+title")
                    .toList()) {
                JsonNode page = get(asReader(), "/v1/" + list + query);
                assertEquals(0, page.get("total").intValue(), list + query + page);
            }
        }
        for (String filter : List.of(
                "doi=10.5555/" + secret,
                "orcid=" + ORCID,
                "author=" + ORCID,
                "keyword=" + secret + "+keyword",
                "keyword=" + secret,
                "year=1066",
                "funder=" + secret + "+fund",
                "id=" + draft,
                "q=10.5555/" + secret,
                "q=" + ORCID,
                "q=year:1066",
                "q=keyword:" + secret + "*")) {
            assertEquals(
                    0, get(asReader(), "/v1/articles?" + filter).get("total").intValue(), filter);
        }
        assertTrue(published.length() > 0);
        String typo = secret.substring(0, 3) + "y" + secret.substring(3);
        for (String typed : List.of(
                secret,
                secret.substring(0, 5),
                typo,
                secret + "+title",
                secret + "given",
                "10.5555/" + secret,
                ORCID)) {
            assertEquals(
                    0, get(asReader(), "/v1/suggest?q=" + typed).get("items").size(), typed);
        }
        for (String list : lists) {
            JsonNode page = get(asReader(), "/v1/" + list + "?q=" + typo);
            assertFalse(page.has("didYouMean"), page.toString());
        }
        hasNothing("/v1/suggest?q=article&limit=20");
        hasNothing("/v1/articles?highlight=true&q=article&limit=100&journal=" + journal);
        hasNothing("/v1/contributors?limit=100&sort=name");
        hasNothing("/v1/keywords?limit=100&sort=name");
        StringBuilder facets = new StringBuilder("/v1/articles?limit=1");
        Facets.of(RecordKind.ARTICLE, false)
                .forEach(field -> facets.append("&facets=").append(field.word()).append(":100"));
        hasNothing(facets.toString());
        hasNothing(facets + "&journal=" + journal);
    }

    @Test
    void unpublished_articles_do_not_change_the_order_of_public_search_results() {
        String journal = Fixtures.journal();
        String word = unique("Wmorp").replace(" ", "");
        List<String> words = List.of(word + "alpha", word + "beta");
        for (int i = 0; i < 6; i++) {
            ObjectNode article = object().put("journal", journal)
                    .put("title", words.get(i % 2) + (i < 3 ? " one two three" : ""))
                    .put("language", "en")
                    .put("type", "letter");
            SampleArticles.published(article);
        }
        String q = "/v1/articles?limit=100&q=" + words.get(0) + "+OR+" + words.get(1) + "&journal=" + journal;
        List<String> before = SampleArticles.ids(get(asReader(), q));
        for (int i = 0; i < 20; i++) {
            SampleArticles.draft(object().put("journal", journal)
                    .put("title", words.get(0) + " " + words.get(0))
                    .put("language", "en")
                    .put("type", "letter"));
        }
        assertEquals(6, before.size());
        assertEquals(before, SampleArticles.ids(get(asReader(), q)));
    }

    private void hasNothing(String path) {
        String page = get(asReader(), path).toString();
        assertFalse(page.toLowerCase(Locale.ROOT).contains(secret.toLowerCase(Locale.ROOT)), page);
        assertFalse(page.contains(ORCID), page);
        // Matches the year only as a complete JSON value or parameter, because ids and counts may contain the same
        // digits.
        assertFalse(YEAR.matcher(page).find(), page);
        assertFalse(page.contains("dissertation"), page);
    }
}
