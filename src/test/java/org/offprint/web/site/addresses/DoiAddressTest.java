package org.offprint.web.site.addresses;

import static org.hamcrest.Matchers.endsWith;
import static org.offprint.web.api.Fixtures.asAdmin;
import static org.offprint.web.api.Fixtures.asReader;
import static org.offprint.web.api.Fixtures.created;
import static org.offprint.web.api.Fixtures.object;
import static org.offprint.web.api.Fixtures.publish;
import static org.offprint.web.api.Fixtures.unique;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.Test;
import org.offprint.web.api.Fixtures;
import org.offprint.web.site.Browser;

@QuarkusTest
class DoiAddressTest {

    private static ValidatableResponse get(String path) {
        return Browser.get(path).then();
    }

    @Test
    void the_url_of_a_doi_in_any_format_redirects_to_the_article_page() {
        String doi = "10.5555/S(" + unique("a;b").replace(" ", "") + ")X";
        String id = created(
                        asAdmin(),
                        "/v1/articles",
                        object().put("journal", Fixtures.journal())
                                .put("title", unique("Of a DOI"))
                                .put("language", "en")
                                .put("type", "editorial")
                                .put("doi", doi))
                .get("id")
                .textValue();
        String encoded = doi.replace(";", "%3B");
        get("/doi/" + encoded).statusCode(404).contentType("text/html;charset=UTF-8");
        publish(id);
        String slug = asReader().get("/v1/articles/" + id).path("slug");

        for (String spelling : new String[] {
            encoded,
            encoded.toLowerCase(java.util.Locale.ROOT).replace("%3b", "%3B"),
            "https%3A%2F%2Fdoi.org%2F" + encoded.replace("/", "%2F"),
            encoded.replace("/", "%2F"),
            "doi:" + encoded
        }) {
            get("/doi/" + spelling).statusCode(302).header("Location", endsWith("/articles/" + slug));
        }

        Fixtures.withdraw(id);
        get("/doi/" + encoded).statusCode(410).contentType("text/html;charset=UTF-8");
    }

    @Test
    void the_url_of_an_invalid_or_unknown_doi_returns_404() {
        for (String unknown : new String[] {"10.5555/no-such-thing", "none", "%3Cb%3E"}) {
            get("/doi/" + unknown).statusCode(404).contentType("text/html;charset=UTF-8");
        }
    }
}
