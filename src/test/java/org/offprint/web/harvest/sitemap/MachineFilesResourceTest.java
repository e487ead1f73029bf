package org.offprint.web.harvest.sitemap;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.offprint.web.api.Fixtures;
import org.offprint.web.harvest.HarvestedJournal;

@QuarkusTest
class MachineFilesResourceTest {

    @Test
    void llms_txt_names_the_interfaces_for_programs() {
        new HarvestedJournal().published();
        String base = "http://localhost:" + RestAssured.port;
        given().get("/llms.txt")
                .then()
                .statusCode(200)
                .header("Content-Type", equalTo("text/markdown;charset=UTF-8;variant=GFM"))
                .body(startsWith("# "))
                .body(containsString("\n\n> Scholarly journal"))
                .body(containsString("`/articles/{slug}.md`"))
                .body(containsString("- [MCP](" + base + "/mcp): "))
                .body(containsString("- [Search](" + base + "/v1/articles?q=): "))
                .body(containsString("\n## Optional\n\n- [All articles](" + base + "/v1/exports/articles.jsonl.gz)"));
    }

    @Test
    void tdmrep_json_states_no_rule_while_an_article_has_no_open_licence() {
        new HarvestedJournal().published();
        given().get("/.well-known/tdmrep.json")
                .then()
                .statusCode(200)
                .header("Content-Type", equalTo("application/json"))
                .body(equalTo("[]"));
    }

    @Test
    void an_article_with_an_open_licence_reserves_no_rights_in_headers_and_on_its_page() {
        HarvestedJournal journal = new HarvestedJournal();
        var open = journal.article();
        open.putObject("license").put("url", "https://creativecommons.org/licenses/by/4.0/");
        String slug = given().get("/v1/articles/" + journal.published(open)).path("slug");
        given().get("/articles/" + slug + ".md")
                .then()
                .statusCode(200)
                .header("tdm-reservation", equalTo("0"))
                .body(containsString("\nlicense: \"https://creativecommons.org/licenses/by/4.0/\"\n"));
        given().accept("text/html")
                .get("/articles/" + slug)
                .then()
                .body(containsString("<meta name=\"tdm-reservation\" content=\"0\">"))
                .body(containsString(
                        "<link rel=\"alternate\" type=\"text/markdown\" href=\"/articles/" + slug + ".md\">"));
        String other = given().get("/v1/articles/" + journal.published()).path("slug");
        given().get("/articles/" + other + ".md").then().statusCode(200).header("tdm-reservation", equalTo(null));
    }

    @Test
    void an_article_without_a_full_text_is_available_as_markdown_with_abstract_and_references() {
        HarvestedJournal journal = new HarvestedJournal();
        var article = journal.article().put("abstract", "First *words*.\n\nSecond words.");
        article.putArray("references")
                .addObject()
                .put("text", "Doe, J. (1999). Mud.")
                .put("doi", "10.5555/mud.1999");
        String slug = given().get("/v1/articles/" + journal.published(article)).path("slug");
        given().get("/articles/" + slug + ".md")
                .then()
                .body(containsString("<a id=\"abstract\"></a>\n## Abstract\n\nFirst \\*words\\*.\n\nSecond words.\n"))
                .body(
                        containsString(
                                "## References\n\n1. Doe, J. (1999). Mud. [10.5555/mud.1999](https://doi.org/10.5555/mud.1999)\n"));
    }

    @Test
    void unpublished_and_withdrawn_articles_have_no_markdown() {
        HarvestedJournal journal = new HarvestedJournal();
        String id = journal.published();
        String slug = given().get("/v1/articles/" + id).path("slug");
        journal.withdraw(id);
        given().get("/articles/" + slug + ".md").then().statusCode(410);
        given().get("/articles/" + Fixtures.unique("none").replace(' ', '-') + ".md")
                .then()
                .statusCode(404);
    }

    @Test
    void robots_txt_refuses_crawlers_by_purpose() {
        assertEquals("", SitemapResource.crawlerRules(List.of()));
        assertEquals(
                "\nUser-agent: OAI-SearchBot\nUser-agent: Claude-SearchBot\nUser-agent: PerplexityBot\nDisallow: /\n",
                SitemapResource.crawlerRules(List.of("answers")));
        String both = SitemapResource.crawlerRules(List.of("training", "visits"));
        assertEquals("Content-Usage: train-ai=n\n\nUser-agent: GPTBot\n", both.substring(0, 46));
        assertEquals(1, both.split("Disallow: /\n", -1).length - 1);
        given().get("/robots.txt").then().body(not(containsString("GPTBot")));
    }
}
