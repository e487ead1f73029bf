package org.offprint.web.site.addresses;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.offprint.web.api.Fixtures.asAdmin;
import static org.offprint.web.api.Fixtures.asReader;
import static org.offprint.web.api.Fixtures.created;
import static org.offprint.web.api.Fixtures.object;
import static org.offprint.web.api.Fixtures.publish;
import static org.offprint.web.api.Fixtures.unique;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.offprint.web.api.Fixtures;
import org.offprint.web.site.Browser;

@QuarkusTest
class OldAddressTest {

    private String journal;
    private String slug;

    @BeforeEach
    void make() {
        journal = Fixtures.journal();
        slug = asReader().get("/v1/journals/" + journal).path("slug");
    }

    private static ValidatableResponse get(String path) {
        return Browser.get(path).then();
    }

    private static void assertRedirects(String from, String to) {
        get(from).statusCode(301).header("Location", endsWith(to));
    }

    private static void assertNotFound(String from) {
        get(from).statusCode(404).contentType("text/html;charset=UTF-8");
    }

    /** Publishes an article with this identifier and returns the path of the article page. */
    private String article(String type, String value) {
        return published(identified(type, value));
    }

    private ObjectNode identified(String type, String value) {
        ObjectNode article = object().put("journal", journal)
                .put("title", unique("Moved"))
                .put("language", "en")
                .put("type", "editorial");
        article.putArray("identifiers").addObject().put("type", type).put("value", value);
        return article;
    }

    private static String published(ObjectNode article) {
        String id = created(asAdmin(), "/v1/articles", article).get("id").textValue();
        publish(id);
        return "/articles/" + asReader().get("/v1/articles/" + id).<String>path("slug");
    }

    private static String number() {
        return unique("").strip();
    }

    @Test
    void urls_of_open_journal_systems_redirect_to_articles_issues_and_journals() {
        String number = number();
        String path = article("ojs", number);

        assertRedirects("/index.php/" + slug + "/article/view/" + number, path);
        assertRedirects("/index.php/" + slug + "/article/view/" + number + "/77", path);
        assertRedirects("/index.php/" + slug + "/en/article/view/" + number, path);
        assertRedirects("/index.php/" + slug + "/article/download/" + number + "/77/78", path);
        assertRedirects("/index.php/" + slug + "/issue/archive", "/journals/" + slug + "/issues");
        assertRedirects("/index.php/" + slug + "/issue/view/12", "/journals/" + slug + "/issues");
        assertRedirects("/index.php/" + slug + "/issue/current", "/journals/" + slug + "/issues/current");
        assertRedirects("/index.php/" + slug, "/journals/" + slug);
        assertRedirects("/index.php/" + slug + "/about/submissions", "/journals/" + slug + "/about");
        assertNotFound("/index.php/" + slug + "/article/view/none");
        assertNotFound("/index.php/" + slug + "/article/view/");
        assertNotFound("/index.php/no-such-journal/issue/archive");
        assertNotFound("/index.php/" + slug + "/login");
        assertNotFound("/index.php/%3Cscript%3E/article/view/%3C");
    }

    @Test
    void a_janeway_id_used_in_two_journals_redirects_only_if_the_url_contains_the_journal() {
        String number = number();
        String path = article("janeway", number);
        ObjectNode other = identified("janeway", number).put("journal", Fixtures.journal());
        published(other);

        assertRedirects("/" + slug + "/article/id/" + number + "/", path);
        assertNotFound("/article/id/" + number + "/");
    }

    @Test
    void janeway_scielo_and_plos_urls_redirect_to_articles() {
        String number = number();
        assertRedirects("/article/id/" + number + "/", article("janeway", number));
        assertRedirects("/article/pubid/p" + number + "/", article("publisher-id", "p" + number));

        String pid = "S0102-311X" + number;
        String byPid = article("scielo-v2", pid);
        assertRedirects("/scielo.php?script=sci_arttext&pid=" + pid + "&lng=en&nrm=iso", byPid);
        String key = "kQzX" + number;
        assertRedirects("/j/csp/a/" + key + "/?lang=en", article("publisher-id", key));
        assertRedirects("/j/csp/a/" + key + "/?format=pdf&lang=en", "/articles/" + pathOf(key));

        String doi = "10.5555/journal." + number;
        String byDoi = published(identified("pmid", number).put("doi", doi));
        assertRedirects("/article?id=" + doi, byDoi);
        assertRedirects("/plosone/article?id=info%3Adoi%2F" + doi.replace("/", "%2F"), byDoi);
        assertRedirects("/plosone/article/file?id=" + doi + "&type=printable", byDoi);
        assertNotFound("/article");
        assertNotFound("/article?id=none");
        assertNotFound("/scielo.php");
        assertNotFound("/scielo.php?pid=" + "x".repeat(1_000));
    }

    private static String pathOf(String identifier) {
        String found = get("/j/x/a/" + identifier).extract().header("Location");
        return found.substring(found.lastIndexOf('/') + 1);
    }

    @Test
    void old_urls_return_404_for_drafts_and_410_for_withdrawn_articles() {
        String number = number();
        String id = created(asAdmin(), "/v1/articles", identified("ojs", number))
                .get("id")
                .textValue();
        assertNotFound("/index.php/" + slug + "/article/view/" + number);
        publish(id);
        Fixtures.withdraw(id);
        get("/index.php/" + slug + "/article/view/" + number).statusCode(410).contentType("text/html;charset=UTF-8");
    }

    @Test
    void reference_managers_can_load_listed_articles_through_unapi() {
        String article = Fixtures.article(journal);
        get("/unapi?id=" + article).statusCode(404);
        publish(article);

        get("/unapi")
                .statusCode(200)
                .contentType("application/xml;charset=UTF-8")
                .body("formats.format[0].@name", equalTo("ris"));
        get("/unapi?id=" + article).statusCode(300).body("formats.@id", equalTo(article));
        get("/unapi?id=" + article + "&format=ris")
                .statusCode(302)
                .header("Location", endsWith("/v1/articles/" + article + "/exports/ris"));
        get("/unapi?id=" + article + "&format=mods").statusCode(406);
        get("/unapi?id=%3Cb%3E").statusCode(404);
        get("/journals/" + slug)
                .statusCode(200)
                .body(containsString("<link rel=\"unapi-server\""))
                .body(containsString("<abbr class=\"unapi-id\" title=\"" + article + "\">"));
    }
}
