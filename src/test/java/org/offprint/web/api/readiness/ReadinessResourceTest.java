package org.offprint.web.api.readiness;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.offprint.web.api.Fixtures.as;
import static org.offprint.web.api.Fixtures.asAdmin;
import static org.offprint.web.api.Fixtures.asReader;
import static org.offprint.web.api.Fixtures.await;
import static org.offprint.web.api.Fixtures.created;
import static org.offprint.web.api.Fixtures.object;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.offprint.web.api.Fixtures;

@QuarkusTest
class ReadinessResourceTest {

    private String journal;

    @BeforeEach
    void begin() {
        journal = Fixtures.journal();
    }

    private String draft() {
        return created(
                        asAdmin(),
                        "/v1/articles",
                        object().put("journal", journal)
                                .put("title", "On readiness")
                                .put("language", "en")
                                .put("type", "research-article"))
                .get("id")
                .textValue();
    }

    private static ValidatableResponse report(String path) {
        return asAdmin().get("/v1/" + path).then();
    }

    private static String outcome(String rule) {
        return "rules.find { it.rule == '" + rule + "' }.outcome";
    }

    @Test
    void a_draft_article_gets_a_complete_readiness_report() {
        String article = draft();

        report("articles/" + article + "/readiness")
                .statusCode(200)
                .header("Cache-Control", equalTo("no-store"))
                .body("about", equalTo("article"))
                .body("id", equalTo(article))
                .body("indexers", hasSize(12))
                .body("indexers.find { it.indexer == 'crossref' }.outcome", equalTo("fail"))
                .body(outcome("cr-01"), equalTo("fail"))
                .body("rules.find { it.rule == 'cr-01' }.places[0].pointer", equalTo("/doi"))
                .body("rules.find { it.rule == 'cr-01' }.remedy", equalTo("Give the article a DOI."))
                .body(outcome("cr-04"), equalTo("pass"))
                .body("rules.find { it.rule == 'cr-04' }.remedy", nullValue())
                // Publishing the article would set the publication date to the current date.
                .body(outcome("cr-07"), equalTo("pass"))
                .body(outcome("cr-06"), equalTo("unknown"))
                .body(outcome("doaj-13"), equalTo("fail"))
                .body("rules.about", not(hasItem("issue")));
        asReader().get("/v1/articles?id=" + article).then().body("total", equalTo(0));
    }

    @Test
    void the_readiness_report_reflects_changes_to_a_draft_article() {
        String article = draft();
        asAdmin()
                .header("If-Match", "*")
                .contentType("application/merge-patch+json")
                .body("{\"doi\": \"10.12345/" + article + "\", \"abstract\": \"Ready.\"}")
                .patch("/v1/articles/" + article)
                .then()
                .statusCode(200);

        report("articles/" + article + "/readiness?for=crossref")
                .body("indexers", hasSize(1))
                .body("rules.indexer", everyItem(equalTo("crossref")))
                .body(outcome("cr-01"), equalTo("pass"))
                .body(outcome("cr-18"), equalTo("pass"));
    }

    @Test
    void the_public_view_of_a_readiness_report_checks_the_published_version() {
        String article = draft();
        report("articles/" + article + "/readiness?view=public").statusCode(404);
        Fixtures.publish(article);
        asAdmin()
                .header("If-Match", "*")
                .contentType("application/merge-patch+json")
                .body("{\"abstract\": \"Not published yet.\"}")
                .patch("/v1/articles/" + article)
                .then()
                .statusCode(200);

        report("articles/" + article + "/readiness?view=public&for=doaj")
                .statusCode(200)
                .body(outcome("doaj-08"), equalTo("fail"));
        report("articles/" + article + "/readiness?for=doaj").body(outcome("doaj-08"), equalTo("pass"));
        Fixtures.withdraw(article);
        report("articles/" + article + "/readiness?view=public").statusCode(410);
    }

    @Test
    void the_readiness_report_of_an_article_also_checks_its_issue() {
        String issue = created(
                        asAdmin(),
                        "/v1/issues",
                        object().put("journal", journal).put("volume", "7"))
                .get("id")
                .textValue();
        String article = created(
                        asAdmin(),
                        "/v1/articles",
                        object().put("journal", journal)
                                .put("issue", issue)
                                .put("title", "On issues")
                                .put("language", "en")
                                .put("type", "editorial"))
                .get("id")
                .textValue();

        report("articles/" + article + "/readiness?for=pubmed,crossref")
                .body("indexers.indexer", equalTo(List.of("crossref", "pubmed")))
                .body(outcome("pm-03"), equalTo("pass"))
                .body(outcome("cr-13"), equalTo("fail"));
        report("issues/" + issue + "/readiness")
                .statusCode(200)
                .body("about", equalTo("issue"))
                .body(outcome("cr-13"), equalTo("fail"))
                .body("rules.about", not(hasItem("article")));
    }

    @Test
    void the_readiness_report_of_a_journal_also_checks_its_publication_history() {
        report("journals/" + journal + "/readiness?for=doaj&for=scopus")
                .statusCode(200)
                .body("about", equalTo("journal"))
                .body("rules.about", everyItem(equalTo("journal")))
                .body(outcome("doaj-13"), equalTo("fail"))
                .body("rules.find { it.rule == 'doaj-13' }.places[0].value", equalTo("0"))
                .body(outcome("sc-05"), equalTo("fail"));
    }

    private static String failing(String rule) {
        return "articles.rules.find { it.rule == '" + rule + "' }?.fail";
    }

    private void awaitCount(String path, String rule, int articles) {
        await(() -> Integer.valueOf(articles)
                .equals(asAdmin().get("/v1/" + path + "/readiness").path(failing(rule))));
    }

    private String published(String title, String issue) {
        String article = created(
                        asAdmin(),
                        "/v1/articles",
                        object().put("journal", journal)
                                .put("issue", issue)
                                .put("title", title)
                                .put("language", "en")
                                .put("type", "research-article"))
                .get("id")
                .textValue();
        Fixtures.publish(article);
        return article;
    }

    private static void patch(String article, String body) {
        asAdmin()
                .header("If-Match", "*")
                .contentType("application/merge-patch+json")
                .body(body)
                .patch("/v1/articles/" + article)
                .then()
                .statusCode(200);
    }

    @Test
    void a_journal_readiness_report_counts_and_lists_articles_by_violated_rule() {
        String issue = created(
                        asAdmin(),
                        "/v1/issues",
                        object().put("journal", journal).put("volume", "7"))
                .get("id")
                .textValue();
        String first = published("First", issue);
        String second = published("Second", null);
        String third = published("Third", issue);
        draft();

        awaitCount("journals/" + journal, "doaj-08", 3);
        awaitCount("issues/" + issue, "doaj-08", 2);
        report("journals/" + journal + "/readiness").body("articles.articles", equalTo(3));
        String list = "journals/" + journal + "/readiness/articles?rule=doaj-08&limit=2";
        report(list)
                .statusCode(200)
                .body("total", equalTo(3))
                .body("items.id", equalTo(List.of(first, second)))
                .body("items[0].title", equalTo("First"))
                .body("items[0].readiness", equalTo("/v1/articles/" + first + "/readiness?view=public"));
        String next = asAdmin().get("/v1/" + list).path("page.next");
        asAdmin().urlEncodingEnabled(false).get(next).then().body("items.id", equalTo(List.of(third)));
        report("issues/" + issue + "/readiness/articles?rule=doaj-08").body("items.id", equalTo(List.of(first, third)));
        report("journals/" + journal + "/readiness/articles?rule=cr-22&outcome=unknown")
                .body("total", equalTo(3));

        patch(first, "{\"abstract\": \"Now there is one.\"}");
        Fixtures.publish(first);
        Fixtures.withdraw(third);
        awaitCount("journals/" + journal, "doaj-08", 1);
        report("journals/" + journal + "/readiness").body("articles.articles", equalTo(2));
        report(list).body("items.id", equalTo(List.of(second)));
        report("issues/" + issue + "/readiness").body(failing("doaj-08"), nullValue());
    }

    @Test
    void changing_a_journal_updates_the_readiness_of_its_articles() {
        String article = published("Third", null);
        patch(article, "{\"doi\": \"10.12345/" + article + "\"}");
        Fixtures.publish(article);
        await(() -> asAdmin()
                        .get("/v1/journals/" + journal + "/readiness/articles?rule=cr-02&outcome=unknown")
                        .<Integer>path("total")
                == 1);
        asAdmin()
                .header("If-Match", "*")
                .contentType("application/merge-patch+json")
                .body("{\"doiPrefix\": \"10.54321\"}")
                .patch("/v1/journals/" + journal)
                .then()
                .statusCode(200);
        awaitCount("journals/" + journal, "cr-02", 1);
    }

    @Test
    void listing_articles_by_readiness_rule_requires_an_editor_and_a_rule_about_articles() {
        String path = "/v1/journals/" + journal + "/readiness/articles";
        asReader().get(path + "?rule=cr-01").then().statusCode(401);
        as(Fixtures.editorOf(Fixtures.journal()))
                .get(path + "?rule=cr-01")
                .then()
                .statusCode(403);
        for (String query : new String[] {"", "?rule=no-01", "?rule=sc-05"}) {
            asAdmin().get(path + query).then().statusCode(400).body("errors[0].parameter", equalTo("rule"));
        }
        asAdmin()
                .get(path + "?rule=cr-01&outcome=pass")
                .then()
                .statusCode(400)
                .body("errors[0].parameter", equalTo("outcome"));
    }

    @Test
    void readers_and_editors_of_other_journals_cannot_read_a_readiness_report() {
        String article = draft();
        String other = Fixtures.editorOf(Fixtures.journal());
        for (String path : new String[] {"articles/" + article, "journals/" + journal}) {
            asReader().get("/v1/" + path + "/readiness").then().statusCode(401);
        }
        as(other).get("/v1/articles/" + article + "/readiness").then().statusCode(404);
        as(other).get("/v1/journals/" + journal + "/readiness").then().statusCode(403);
        as(Fixtures.editorOf(journal))
                .get("/v1/articles/" + article + "/readiness")
                .then()
                .statusCode(200);
    }

    @Test
    void readiness_reports_return_404_for_unknown_records_and_400_for_unknown_indexers() {
        for (String kind : new String[] {"articles", "issues", "journals"}) {
            report(kind + "/no-such/readiness").statusCode(404);
        }
        report("journals/" + journal + "/readiness?for=doja")
                .statusCode(400)
                .body("errors[0].parameter", equalTo("for"))
                .body("errors[0].message", containsString("did you mean doaj?"));
        report("journals/" + journal + "/readiness?for=").statusCode(400);
    }

    @Test
    void anyone_can_read_the_readiness_rules() {
        asReader()
                .get("/v1/readiness-rules")
                .then()
                .statusCode(200)
                .header("Cache-Control", containsString("public"))
                .body("ruleSet", equalTo(3))
                .body("rules", hasSize(108))
                .body("rules[0].id", equalTo("cr-01"))
                .body("rules[0].source", equalTo("Crossref schema 5.4.0, doi_t"));
        asReader().get("/v1/readiness-rules?for=plan-s").then().body("rules", hasSize(5));
    }
}
