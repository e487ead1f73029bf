package org.offprint.web.site.works;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.not;
import static org.offprint.web.api.Fixtures.asAdmin;
import static org.offprint.web.api.Fixtures.asReader;
import static org.offprint.web.api.Fixtures.await;
import static org.offprint.web.api.Fixtures.created;
import static org.offprint.web.api.Fixtures.object;
import static org.offprint.web.api.Fixtures.publish;
import static org.offprint.web.api.Fixtures.unique;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import org.offprint.web.api.Fixtures;
import org.offprint.web.site.Browser;

@QuarkusTest
class WorksPageTest {

    private static ValidatableResponse page(String path) {
        return Browser.get(path).then();
    }

    /** Returns a unique ORCID iD with a valid check digit (ISO 7064 MOD 11-2). */
    private static String orcid() {
        String digits = "0000" + ThreadLocalRandom.current().nextLong(10_000_000_000L, 99_999_999_999L);
        int total = 0;
        for (char digit : digits.toCharArray()) {
            total = (total + digit - '0') * 2;
        }
        int check = (12 - total % 11) % 11;
        String all = digits + (check == 10 ? "X" : Integer.toString(check));
        return String.join("-", all.substring(0, 4), all.substring(4, 8), all.substring(8, 12), all.substring(12));
    }

    private static ObjectNode article(String title) {
        return object().put("journal", Fixtures.journal())
                .put("title", title)
                .put("language", "en")
                .put("type", "editorial");
    }

    private static String published(ObjectNode article) {
        String id = created(asAdmin(), "/v1/articles", article).get("id").textValue();
        publish(id);
        await(() -> asReader().get("/v1/articles?id=" + id).<Integer>path("total") == 1);
        return id;
    }

    @Test
    void an_author_page_lists_published_works_and_coauthors() {
        String orcid = orcid();
        String title = unique("Of an author");
        ObjectNode article = article(title);
        var contributors = article.putArray("contributors");
        contributors
                .addObject()
                .put("role", "author")
                .put("given", "Zoë <b>")
                .put("family", "Quill")
                .put("orcid", orcid);
        String other = orcid();
        contributors
                .addObject()
                .put("role", "author")
                .put("given", "Ana")
                .put("family", "Inkwell")
                .put("orcid", other);
        String id = published(article);
        created(asAdmin(), "/v1/articles", article.deepCopy().put("title", title + " draft"));

        page("/authors/" + orcid)
                .statusCode(200)
                .body(containsString("<h1><bdi>Zoë &lt;b&gt; Quill</bdi></h1>"))
                .body(containsString("href=\"https://orcid.org/" + orcid + "\""))
                .body(containsString(title))
                .body(containsString("<a href=\"/authors/" + other + "\"><bdi>Ana Inkwell</bdi>"))
                .body(containsString("\"@type\":\"Person\""))
                .body(not(containsString("noindex")))
                .body(not(containsString(title + " draft")));
        page("/authors/" + orcid.replace("-", "")).statusCode(301).header("Location", endsWith("/authors/" + orcid));
        page("/authors/" + orcid + "?page=2").statusCode(404).contentType("text/html;charset=UTF-8");
        page("/articles/" + asReader().get("/v1/articles/" + id).<String>path("slug"))
                .body(containsString("href=\"/authors/" + orcid + "\""));

        Fixtures.withdraw(id);
        await(() -> page("/authors/" + orcid).extract().statusCode() == 404);
    }

    @Test
    void the_page_of_an_author_without_published_works_returns_404() {
        for (String unknown : new String[] {orcid(), "0000-0002-1825-0098", "nobody", "%3Cscript%3E"}) {
            page("/authors/" + unknown).statusCode(404).body(not(containsString("<script>a")));
        }
    }

    @Test
    void an_organization_page_lists_the_works_of_its_child_organizations() {
        String ror = Fixtures.ror();
        String parent = created(
                        asAdmin(),
                        "/v1/affiliations",
                        object().put("name", unique("University"))
                                .put("ror", ror)
                                .put("city", "Porto Novo")
                                .put("country", "BJ"))
                .get("id")
                .textValue();
        String part = created(
                        asAdmin(),
                        "/v1/affiliations",
                        object().put("name", unique("Institute")).put("parent", parent))
                .get("id")
                .textValue();
        String merged = Fixtures.affiliation(unique("Old institute"));
        asAdmin()
                .contentType("application/json")
                .body("{\"from\":[\"" + merged + "\"]}")
                .post("/v1/affiliations/" + part + "/merges")
                .then()
                .statusCode(200);
        String article = Fixtures.article(Fixtures.journal(), part);
        publish(article);
        await(() -> asReader().get("/v1/articles?affiliation=" + parent).<Integer>path("total") == 1);
        String title = asReader().get("/v1/articles/" + article).path("title");

        page("/affiliations/" + parent)
                .statusCode(200)
                .body(containsString("Porto Novo, Benin"))
                .body(containsString("href=\"" + ror + "\""))
                .body(containsString("href=\"/affiliations/" + part + "\""))
                .body(containsString(title));
        page("/affiliations/" + part).body(containsString("href=\"/affiliations/" + parent + "\""));
        page("/affiliations/" + merged).statusCode(301).header("Location", endsWith("/affiliations/" + part));
        page("/ror/" + ror.substring(ror.length() - 9))
                .statusCode(301)
                .header("Location", endsWith("/affiliations/" + parent));
        page("/ror/none").statusCode(404).contentType("text/html;charset=UTF-8");
        page("/affiliations/none").statusCode(404).contentType("text/html;charset=UTF-8");
    }

    @Test
    void a_keyword_page_is_found_regardless_of_case_and_accents_in_its_url() {
        String keyword = unique("Éclair; a/b");
        ObjectNode article = article(unique("On a keyword"));
        article.putArray("keywords").add(keyword);
        String id = published(article);
        String title = asReader().get("/v1/articles/" + id).path("title");

        String path = "/keywords/"
                + URLEncoder.encode(keyword, StandardCharsets.UTF_8).replace("+", "%20");
        page(path).statusCode(200).body(containsString("<h1><bdi>" + keyword)).body(containsString(title));
        page("/keywords/" + path.substring("/keywords/".length()).replace("%C3%89", "e"))
                .statusCode(200)
                .body(containsString(title));
        page("/articles/" + asReader().get("/v1/articles/" + id).<String>path("slug"))
                .body(containsString("href=\"" + path + "\""))
                // An article without authors has no tags for search engines. The page must not contain the word null in
                // place of the tags.
                .body(not(containsString("\nnull\n")));
        page("/keywords/of%20no%20article").statusCode(404).contentType("text/html;charset=UTF-8");

        Fixtures.withdraw(id);
        await(() -> page(path).extract().statusCode() == 404);
    }
}
