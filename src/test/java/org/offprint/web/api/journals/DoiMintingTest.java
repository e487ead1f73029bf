package org.offprint.web.api.journals;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.offprint.web.api.Fixtures.as;
import static org.offprint.web.api.Fixtures.asAdmin;
import static org.offprint.web.api.Fixtures.asReader;
import static org.offprint.web.api.Fixtures.created;
import static org.offprint.web.api.Fixtures.object;
import static org.offprint.web.api.Fixtures.unique;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.offprint.web.api.Fixtures;

/** Tests DOIs that are minted with a journal's DOI pattern, automatically or at the request of an editor. */
@QuarkusTest
class DoiMintingTest {

    private static final String PREFIX = "10.54321";

    private final String slug = unique("mint").toLowerCase().replaceAll("[^a-z0-9]+", "-");

    private String journal(ObjectNode dois) {
        ObjectNode journal = object().put("title", unique("Journal"))
                .put("slug", slug)
                .put("language", "en")
                .put("doiPrefix", PREFIX);
        if (dois != null) {
            journal.set("doi", dois);
        }
        return created(asAdmin(), "/v1/journals", journal).get("id").textValue();
    }

    private static ObjectNode pattern(String pattern, String mint) {
        return object().put("pattern", pattern).put("mint", mint);
    }

    private static ValidatableResponse mint(RequestSpecification caller, String path) {
        return caller.header("If-Match", "*").post(path + "/doi").then();
    }

    private static String issue(String journal, String volume) {
        return created(
                        asAdmin(),
                        "/v1/issues",
                        object().put("journal", journal).put("volume", volume).put("number", "3"))
                .get("id")
                .textValue();
    }

    private static String doi(String article) {
        return asAdmin().get("/v1/articles/" + article).path("doi");
    }

    @Test
    void an_editor_can_mint_a_doi_that_is_public_after_publication() {
        String journal = journal(null);
        String article = Fixtures.article(journal);
        String editor = Fixtures.editorOf(journal);
        String minted = mint(as(editor), "/v1/articles/" + article)
                .statusCode(200)
                .body("doi", matchesPattern("10\\.54321/" + slug + "\\.[0-9a-z]{9}"))
                .body("status", equalTo("draft"))
                .extract()
                .path("doi");
        mint(as(editor), "/v1/articles/" + article).statusCode(409).body("detail", containsString(minted));
        Fixtures.publish(article);
        asReader().get("/v1/articles/" + article).then().body("doi", equalTo(minted));
        asAdmin().get("/v1/articles/" + article + "/history").then().body("items.action", hasItem("doi-minted"));

        String published = Fixtures.article(journal);
        Fixtures.publish(published);
        mint(as(editor), "/v1/articles/" + published)
                .statusCode(200)
                .body("hasUnpublishedChanges", is(true))
                .body("doi", startsWith(PREFIX));
        asReader().get("/v1/articles/" + published).then().body("doi", nullValue());
    }

    @Test
    void minting_a_doi_requires_an_editor_of_the_journal_and_a_doi_prefix() {
        String journal = Fixtures.journal();
        String article = Fixtures.article(journal);
        String issue = issue(journal, "1");
        for (String path : List.of("/v1/articles/" + article, "/v1/issues/" + issue)) {
            mint(asReader(), path).statusCode(401);
            // A draft is not revealed to editors of other journals.
            mint(as(Fixtures.editorOf(Fixtures.journal())), path).statusCode(404);
            mint(asAdmin(), path).statusCode(409).body("title", equalTo("The journal has no DOI prefix"));
            asAdmin().post(path + "/doi").then().statusCode(428);
        }
        mint(asAdmin(), "/v1/articles/" + UUID.randomUUID()).statusCode(404);
        mint(asAdmin(), "/v1/issues/" + UUID.randomUUID()).statusCode(404);
        asReader().get("/v1/journals/" + journal + "/doi-preview").then().statusCode(401);
        as(Fixtures.editorOf(Fixtures.journal()))
                .get("/v1/journals/" + journal + "/doi-preview")
                .then()
                .statusCode(403);
        asAdmin().get("/v1/journals/no-such-journal/doi-preview").then().statusCode(404);
        asAdmin()
                .get("/v1/journals/" + journal + "/doi-preview")
                .then()
                .statusCode(200)
                .body("findings.code", equalTo(List.of("doi-prefix-missing")))
                .body("articles", hasSize(0));
    }

    @Test
    void validating_a_doi_request_reserves_no_sequence_number() {
        String journal = journal(pattern("{journal}.{sequence}", "manual"));
        String article = Fixtures.article(journal);
        asAdmin()
                .header("If-Match", "*")
                .post("/v1/articles/" + article + "/doi?validateOnly=true")
                .then()
                .statusCode(200)
                .body("doi", equalTo(PREFIX + "/" + slug + ".1"));
        assertEquals(null, doi(article));
        mint(asAdmin(), "/v1/articles/" + article).body("doi", equalTo(PREFIX + "/" + slug + ".1"));
    }

    @Test
    void dois_are_minted_at_creation_or_publication_depending_on_the_journal_settings() {
        String onCreation = journal(pattern("{journal}.{year}.{sequence}", "onCreation")
                .put("issuePattern", "{journal}.v{volume}n{issue}"));
        int year = java.time.Year.now(java.time.ZoneOffset.UTC).getValue();
        assertEquals(PREFIX + "/" + slug + "." + year + ".1", doi(Fixtures.article(onCreation)));
        assertEquals(PREFIX + "/" + slug + "." + year + ".2", doi(Fixtures.article(onCreation)));
        String issue = issue(onCreation, "XII (2)");
        asAdmin().get("/v1/issues/" + issue).then().body("doi", equalTo(PREFIX + "/" + slug + ".vxii-2n3"));

        Fixtures.patch(
                        asAdmin(),
                        "/v1/journals/" + onCreation,
                        object().<ObjectNode>set("doi", object().put("mint", "onPublication")))
                .then()
                .statusCode(200);
        String article = Fixtures.article(onCreation);
        assertEquals(null, doi(article));
        Fixtures.publish(article);
        String minted = asReader().get("/v1/articles/" + article).path("doi");
        assertTrue(minted.startsWith(PREFIX + "/" + slug + "." + year + ".3"), minted);
        String later = issue(onCreation, "13");
        asAdmin().get("/v1/issues/" + later).then().body("doi", nullValue());
        asAdmin()
                .header("If-Match", "*")
                .contentType("application/json")
                .body("{\"publishedOn\": \"2026\"}")
                .put("/v1/issues/" + later + "/publication")
                .then()
                .statusCode(200)
                .body("doi", equalTo(PREFIX + "/" + slug + ".v13n3"));
        asReader().get("/v1/issues/" + later).then().body("doi", equalTo(PREFIX + "/" + slug + ".v13n3"));
    }

    @Test
    void a_doi_pattern_with_a_volume_mints_no_doi_for_an_article_without_an_issue() {
        String journal = journal(pattern("{volume}.{random}", "onCreation"));
        String article = Fixtures.article(journal);
        assertEquals(null, doi(article));
        mint(asAdmin(), "/v1/articles/" + article).statusCode(409).body("detail", containsString("{volume}.{random}"));
        String issue = issue(journal, "77");
        Fixtures.patch(asAdmin(), "/v1/articles/" + article, object().put("issue", issue))
                .then()
                .statusCode(200);
        mint(asAdmin(), "/v1/articles/" + article).statusCode(200).body("doi", startsWith(PREFIX + "/77."));
    }

    @Test
    void deleting_a_draft_issue_releases_its_doi() {
        String journal = journal(object().put("issuePattern", "{journal}.{volume}"));
        String issue = issue(journal, "5");
        String doi =
                mint(asAdmin(), "/v1/issues/" + issue).statusCode(200).extract().path("doi");
        assertEquals(PREFIX + "/" + slug + ".5", doi);
        String twin = created(
                        asAdmin(),
                        "/v1/issues",
                        object().put("journal", journal).put("volume", "5").put("number", "4"))
                .get("id")
                .textValue();
        mint(asAdmin(), "/v1/issues/" + twin)
                .statusCode(409)
                .body("title", equalTo("The journal's DOI pattern yields no unused DOI"));
        asAdmin().header("If-Match", "*").delete("/v1/issues/" + issue).then().statusCode(204);
        mint(asAdmin(), "/v1/issues/" + twin).statusCode(200).body("doi", equalTo(doi));
    }

    @Test
    void minting_skips_sequence_numbers_whose_dois_are_already_in_use() {
        String journal = journal(pattern("{journal}.{sequence}", "manual"));
        for (int i = 1; i <= 2; i++) {
            ObjectNode taken = object().put("journal", journal)
                    .put("title", "Taken")
                    .put("language", "en")
                    .put("type", "research-article")
                    .put("doi", PREFIX + "/" + slug.toUpperCase() + "." + i);
            created(asAdmin(), "/v1/articles", taken);
        }
        asAdmin()
                .get("/v1/journals/" + journal + "/doi-preview")
                .then()
                .statusCode(200)
                .body("prefix", equalTo(PREFIX))
                .body(
                        "articles.doi",
                        equalTo(List.of(
                                PREFIX + "/" + slug + ".1", PREFIX + "/" + slug + ".2", PREFIX + "/" + slug + ".3")))
                .body("articles.taken", equalTo(List.of(true, true, false)))
                .body("articles[0].heldBy", startsWith("/v1/articles/"))
                .body("articles[2].heldBy", nullValue())
                .body("issuePattern", nullValue())
                .body("findings", hasSize(0));
        mint(asAdmin(), "/v1/articles/" + Fixtures.article(journal))
                .statusCode(200)
                .body("doi", equalTo(PREFIX + "/" + slug + ".3"));
    }

    @Test
    void a_doi_preview_returns_example_dois_and_problems_of_the_patterns() {
        String journal = journal(object().put("issuePattern", "{journal}.{volume}.{issue}"));
        issue(journal, "8");
        String preview = "/v1/journals/" + slug + "/doi-preview";
        asAdmin()
                .get(preview)
                .then()
                .statusCode(200)
                .header("Cache-Control", equalTo("no-store"))
                .body("pattern", equalTo("{journal}.{random}"))
                .body("articles", hasSize(3))
                .body("articles.taken", everyItem(is(false)))
                .body("issues[0].doi", equalTo(PREFIX + "/" + slug + ".8.3"))
                .body("findings.pointer", equalTo(List.of("/doi/issuePattern")))
                .body("findings.code", equalTo(List.of("doi-pattern-changeable")));
        asAdmin()
                .queryParam("pattern", "{year}/{volume}-{id}")
                .get(preview)
                .then()
                .statusCode(200)
                .body("articles[0].doi", containsString("/8-"))
                .body("findings.pointer", hasItem("/doi/pattern"));
        asAdmin()
                .queryParam("pattern", "Ä{nr}")
                .get(preview)
                .then()
                .statusCode(400)
                .body("errors.code", equalTo(List.of("doi-pattern-characters", "doi-pattern-token")));
        asAdmin()
                .queryParam("pattern", "{random}".repeat(20))
                .get(preview)
                .then()
                .statusCode(400)
                .body("errors.code", equalTo(List.of("doi-pattern-length")));
    }

    @Test
    void invalid_doi_settings_of_a_journal_return_422() {
        ObjectNode dois = pattern("{JOURNAL}.x", "onCreation")
                .put("issuePattern", "issue")
                .put("title", "10.x");
        dois.putArray("prefixes").add("11.1");
        ObjectNode journal = object().put("title", unique("Journal")).put("language", "en");
        journal.set("doi", dois);
        Fixtures.post(asAdmin(), "/v1/journals", journal)
                .then()
                .statusCode(422)
                .body("errors.pointer", hasItem("/doi/prefixes/0"))
                .body("errors.pointer", hasItem("/doi/title"));
        dois.remove(List.of("prefixes", "title"));
        Fixtures.post(asAdmin(), "/v1/journals", journal)
                .then()
                .statusCode(422)
                .body("errors.pointer", equalTo(List.of("/doi/pattern", "/doi/issuePattern", "/doi/mint")))
                .body(
                        "errors.code",
                        equalTo(List.of("doi-pattern-token", "doi-pattern-constant", "doi-prefix-missing")));
    }

    @Test
    void creating_an_article_with_the_doi_of_a_journal_returns_409() {
        String title = PREFIX + "/" + unique("title").replaceAll("[^A-Za-z0-9]+", "-");
        String journal = journal(object().put("title", title));
        ObjectNode article = object().put("journal", journal)
                .put("title", "Another")
                .put("language", "en")
                .put("type", "research-article")
                .put("doi", title.toUpperCase());
        JsonNode refused = Fixtures.body(Fixtures.post(asAdmin(), "/v1/articles", article));
        assertEquals(409, refused.get("status").intValue());
        assertTrue(refused.toString().contains("/v1/journals/" + journal), refused.toString());
        asReader().get("/v1/journals/" + journal).then().body("doi.title", equalTo(title));
    }

    @Test
    void a_journal_with_several_doi_prefixes_mints_new_dois_with_one_prefix() {
        ObjectNode dois = object();
        dois.putArray("prefixes").add("10.1111").add(PREFIX);
        String journal = journal(dois);
        mint(asAdmin(), "/v1/articles/" + Fixtures.article(journal))
                .statusCode(200)
                .body("doi", startsWith(PREFIX + "/"));
        ObjectNode old = object().put("journal", journal)
                .put("title", "Taken over")
                .put("language", "en")
                .put("type", "research-article")
                .put("doi", "10.1111/" + unique("old").replace(' ', '-'));
        String article = created(asAdmin(), "/v1/articles", old).get("id").textValue();
        asAdmin()
                .get("/v1/articles/" + article + "/readiness?for=crossref")
                .then()
                .body("rules.find { it.rule == 'cr-02' }.outcome", equalTo("pass"));
    }

    @Test
    void concurrent_doi_requests_mint_distinct_dois() throws Exception {
        String journal = journal(pattern("{sequence}-{journal}", "manual"));
        List<String> articles = java.util.stream.IntStream.range(0, 8)
                .mapToObj(i -> Fixtures.article(journal))
                .toList();
        ExecutorService editors = Executors.newFixedThreadPool(8);
        try {
            List<Future<String>> answers = articles.stream()
                    .map(article -> editors.submit(() -> mint(asAdmin(), "/v1/articles/" + article)
                            .statusCode(200)
                            .extract()
                            .<String>path("doi")))
                    .toList();
            Set<String> dois = new TreeSet<>();
            for (Future<String> answer : answers) {
                dois.add(answer.get());
            }
            assertEquals(8, dois.size());
            assertNotEquals(Set.of(), dois);
        } finally {
            editors.shutdown();
        }
        asAdmin()
                .get("/v1/journals/" + journal + "/doi-preview")
                .then()
                .body("articles[0].doi", equalTo(PREFIX + "/9-" + slug))
                .body("articles.doi", not(hasItem(PREFIX + "/8-" + slug)));
    }
}
