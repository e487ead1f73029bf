package org.offprint.web.api.references;

import static org.offprint.web.api.Fixtures.asAdmin;
import static org.offprint.web.api.Fixtures.asReader;
import static org.offprint.web.api.Fixtures.body;
import static org.offprint.web.api.Fixtures.object;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.time.Duration;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.offprint.ConfiguredService;
import org.offprint.web.api.Fixtures;

/** Tests references that contain the URL of an article, in a service with a configured public URL. */
@QuarkusTest
@TestProfile(ConfiguredService.class)
class ReferenceUrlTest {

    private static final String PUBLIC_URL = "https://api.journal.example";
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private String journal;

    @BeforeEach
    void createJournal() {
        journal = Fixtures.journal();
    }

    @Test
    void a_reference_with_the_url_of_an_article_links_to_the_article() {
        String cited = Fixtures.article(journal);
        Fixtures.publish(cited);
        String slug = body(asReader().get("/v1/articles/" + cited)).get("slug").textValue();
        Set<String> citing = Set.of(
                citing(PUBLIC_URL + "/v1/articles/" + cited.toUpperCase(Locale.ROOT)),
                citing(PUBLIC_URL + "/articles/" + slug + "?from=list"));
        citing("https://other.example/articles/" + slug);
        Fixtures.await(() -> citing.equals(citedBy(cited)), TIMEOUT);
    }

    private String citing(String url) {
        String article = Fixtures.article(journal);
        ObjectNode patch = object();
        patch.putArray("references").addObject().put("text", "See online.").put("url", url);
        Fixtures.patch(asAdmin(), "/v1/articles/" + article, patch).then().statusCode(200);
        Fixtures.publish(article);
        return article;
    }

    private static Set<String> citedBy(String article) {
        Set<String> ids = new HashSet<>();
        body(asReader().get("/v1/articles/" + article + "/cited-by"))
                .get("items")
                .forEach(item -> ids.add(item.get("id").textValue()));
        return ids;
    }
}
