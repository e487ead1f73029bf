package org.offprint.web.site.works;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.offprint.web.api.Fixtures.asAdmin;
import static org.offprint.web.api.Fixtures.asReader;
import static org.offprint.web.api.Fixtures.await;
import static org.offprint.web.api.Fixtures.created;
import static org.offprint.web.api.Fixtures.object;
import static org.offprint.web.api.Fixtures.publish;
import static org.offprint.web.api.Fixtures.unique;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.offprint.web.api.Fixtures;

@QuarkusTest
class SearchPageTest {

    private static final String BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

    private static ValidatableResponse page(String query) {
        return asReader()
                .urlEncodingEnabled(false)
                .accept(BROWSER)
                .get("/search?" + query)
                .then();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** Returns a unique search term that consists only of letters. */
    private static String word() {
        StringBuilder word = new StringBuilder("quixo");
        unique("").strip().chars().forEach(digit -> word.append((char) ('a' + digit - '0')));
        return word.append("mer").toString();
    }

    private static String published(String journal, String title, String abstractText) {
        String article = created(
                        asAdmin(),
                        "/v1/articles",
                        object().put("journal", journal)
                                .put("title", title)
                                .put("language", "en")
                                .put("abstract", abstractText)
                                .put("type", "editorial"))
                .get("id")
                .textValue();
        publish(article);
        awaitFound(article);
        return article;
    }

    private static void awaitFound(String article) {
        await(() -> asReader().get("/v1/articles?id=" + article).<Integer>path("total") == 1);
    }

    @Test
    void search_result_pages_show_highlights_and_are_excluded_from_search_engines() {
        String word = word();
        published(Fixtures.journal(), "Of <i> & " + word, "Nothing is like " + word + " <script>alert(1)</script>.");

        page("q=" + word)
                .statusCode(200)
                .contentType("text/html;charset=UTF-8")
                .body(containsString("1 article<"))
                .body(containsString("Of &lt;i&gt; &amp; " + word))
                .body(containsString("<mark>" + word + "</mark>"))
                .body(not(containsString("<script>alert")))
                .body(containsString("<meta name=\"robots\" content=\"noindex, follow\">"));
    }

    @Test
    void only_the_search_page_without_a_query_may_be_indexed_by_search_engines() {
        page("lang=en")
                .statusCode(200)
                .body(not(containsString("noindex")))
                .body(containsString("<meta name=\"description\" content=\"Search all articles\">"));
        for (String asked : new String[] {"q=tide", "type=editorial", "page=2", "language=%3F"}) {
            page(asked).statusCode(200).body(containsString("<meta name=\"robots\" content=\"noindex, follow\">"));
        }
    }

    @Test
    void the_search_page_does_not_find_drafts_or_withdrawn_articles() {
        String word = word();
        String journal = Fixtures.journal();
        created(
                asAdmin(),
                "/v1/articles",
                object().put("journal", journal)
                        .put("title", word + " draft")
                        .put("language", "en")
                        .put("type", "editorial"));
        String withdrawn = published(journal, word + " withdrawn", "Text.");
        Fixtures.withdraw(withdrawn);
        await(() -> asReader().get("/v1/articles?id=" + withdrawn).<Integer>path("total") == 0);

        page("q=" + word)
                .statusCode(200)
                .body(containsString("No articles"))
                .body(not(containsString(word + " draft")))
                .body(not(containsString(word + " withdrawn")));
    }

    @Test
    void search_filters_can_be_added_and_removed_with_links() {
        String word = word();
        String journal = Fixtures.journal();
        String slug = asReader().get("/v1/journals/" + journal).path("slug");
        published(journal, "On " + word, "Text.");
        published(Fixtures.journal(), "Of " + word, "Text.");

        page("q=" + word)
                .body(containsString("2 articles<"))
                .body(containsString(
                        "<a href=\"/search?q=" + word + "&amp;journal=" + journal + "\" rel=\"nofollow\""));
        page("q=" + word + "&journal=" + slug + "&utm_source=letter")
                .body(containsString("1 article<"))
                .body(containsString("<input type=\"hidden\" name=\"journal\" value=\"" + slug + "\">"))
                .body(containsString("<a href=\"/search?q=" + word + "\" rel=\"nofollow\""))
                .body(not(containsString("utm_source")));
        page("q=" + word + "&type=letter").body(containsString("No articles"));
        page("q=" + word + "&journal=no-such-journal").body(containsString("No articles"));
    }

    @Test
    void the_search_page_highlights_a_query_error_and_suggests_a_correction() {
        String word = word();
        published(Fixtures.journal(), "On " + word, "Text.");

        page("q=" + encoded("titel:" + word))
                .statusCode(200)
                .body(containsString("<mark>t</mark>itel:" + word))
                .body(containsString("<a href=\"/search?q=title%3A" + word + "\" rel=\"nofollow\">"));
        page("q=" + encoded("(" + word))
                .statusCode(200)
                .body(containsString("<h3"))
                .body(containsString("On " + word));
        page("q=" + "x".repeat(1_500)).statusCode(200).body(containsString("The search text is too long."));
    }

    @Test
    void the_search_page_suggests_a_corrected_query_if_there_are_no_hits() {
        String word = word();
        published(Fixtures.journal(), "On " + word, "Text.");
        String typo = word.substring(0, 4) + word.substring(5);

        await(() -> page("q=" + typo)
                .extract()
                .asString()
                .contains("<a href=\"/search?q=" + word + "\" rel=\"nofollow\">Did you mean " + word + "?</a>"));
    }

    @Test
    void scripts_in_search_parameters_do_not_run_on_the_search_page() {
        String hostile = encoded("\"><script>alert(1)</script>'");
        page("q=" + hostile + "&publishedFrom=" + hostile + "&year=" + hostile + "&journal=" + hostile + "&keyword="
                        + hostile + "&sort=" + hostile + "&page=" + hostile + "&has=" + hostile + "&lang=" + hostile)
                .statusCode(200)
                .body(not(containsString("<script>alert")))
                .body(not(containsString("\"><script")));
        for (String page : new String[] {"0", "-1", "99999999999", "501", "one", "%F0%9F%98%80"}) {
            assertEquals(200, page("page=" + page).extract().statusCode(), page);
        }
        page("year=20x5").body(containsString("“20x5” is not a valid value for “Year” and was ignored."));
        page("q=%FF").statusCode(400);
        page("q=%00").statusCode(400);
    }

    @Test
    void links_to_further_search_result_pages_keep_the_selected_language() {
        String word = word();
        String journal = Fixtures.journal();
        for (int i = 0; i < 21; i++) {
            String article = created(
                            asAdmin(),
                            "/v1/articles",
                            object().put("journal", journal)
                                    .put("title", word + " " + i)
                                    .put("language", "en")
                                    .put("type", "editorial"))
                    .get("id")
                    .textValue();
            publish(article);
        }
        await(() -> asReader().get("/v1/articles?q=" + word).<Integer>path("total") == 21);

        page("q=" + word + "&lang=en")
                .body(containsString("href=\"/search?q=" + word + "&amp;page=2&amp;lang=en\""))
                .body(not(containsString("rel=\"prev")));
        String second = page("q=" + word + "&page=2").statusCode(200).extract().asString();
        assertEquals(2, second.split("<article class=\"listed\">", -1).length);
        assertTrue(second.contains("href=\"/search?q=" + word + "\""), second);
        asReader()
                .accept(BROWSER)
                .header("If-None-Match", page("q=" + word).extract().header("ETag"))
                .get("/search?q=" + word)
                .then()
                .statusCode(equalTo(304));
    }
}
