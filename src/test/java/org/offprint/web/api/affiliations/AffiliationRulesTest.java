package org.offprint.web.api.affiliations;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.offprint.web.api.Fixtures.affiliation;
import static org.offprint.web.api.Fixtures.article;
import static org.offprint.web.api.Fixtures.as;
import static org.offprint.web.api.Fixtures.asAdmin;
import static org.offprint.web.api.Fixtures.asReader;
import static org.offprint.web.api.Fixtures.body;
import static org.offprint.web.api.Fixtures.editorOf;
import static org.offprint.web.api.Fixtures.journal;
import static org.offprint.web.api.Fixtures.object;
import static org.offprint.web.api.Fixtures.patch;
import static org.offprint.web.api.Fixtures.post;
import static org.offprint.web.api.Fixtures.publish;
import static org.offprint.web.api.Fixtures.ror;
import static org.offprint.web.api.Fixtures.unique;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.offprint.Nightly;
import org.offprint.web.api.Concurrently;
import org.offprint.web.api.Fixtures;

/** Tests the constraints between affiliations, and the rights required to change affiliations. */
@QuarkusTest
class AffiliationRulesTest {

    private static final String PATH = "/v1/affiliations";

    // Tests of unique ROR ids

    @Test
    void a_duplicate_ror_id_returns_409_with_a_link_to_the_existing_affiliation() {
        String ror = ror();
        String holder = created(object().put("name", unique("Holder")).put("ror", ror));
        String other = affiliation(unique("Other"));
        List<ValidatableResponse> refused = List.of(
                post(asAdmin(), PATH, object().put("name", "x").put("ror", ror)).then(),
                patch(asAdmin(), PATH + "/" + other, object().put("ror", ror)).then());
        refused.forEach(response -> response.statusCode(409)
                .body("type", equalTo("/problems/duplicate"))
                .body("errors.pointer", contains("/ror"))
                .body("errors.code", contains("duplicate"))
                .body("existing", equalTo(PATH + "/" + holder)));
        asReader().get(PATH + "?ror=" + ror).then().body("items.id", contains(holder));
    }

    @Test
    void a_ror_id_removed_from_one_affiliation_can_be_assigned_to_another() {
        String ror = ror();
        String holder = created(object().put("name", unique("Holder")).put("ror", ror));
        patch(asAdmin(), PATH + "/" + holder, object().putNull("ror")).then().statusCode(200);
        String next = created(object().put("name", unique("Next")).put("ror", ror));
        patch(asAdmin(), PATH + "/" + holder, object().put("ror", ror)).then().statusCode(409);
        asAdmin().header("If-Match", "*").delete(PATH + "/" + next).then().statusCode(204);
        patch(asAdmin(), PATH + "/" + holder, object().put("ror", ror)).then().statusCode(200);
        patch(asAdmin(), PATH + "/" + holder, object().put("ror", ror)).then().statusCode(200);
    }

    @Test
    void only_one_of_several_concurrent_writes_of_one_ror_id_succeeds() {
        for (int round = 0; round < Nightly.or(4, 10); round++) {
            String ror = ror();
            String other = affiliation(unique("Other"));
            Callable<Response> create = () ->
                    post(asAdmin(), PATH, object().put("name", unique("Same")).put("ror", ror));
            Callable<Response> change = () -> patch(asAdmin(), PATH + "/" + other, object().put("ror", ror));
            List<Response> answers = Concurrently.run(create, create, create, change);
            List<Integer> statuses =
                    answers.stream().map(Response::statusCode).sorted().toList();
            assertTrue(statuses.get(0) < 300, statuses.toString());
            assertEquals(List.of(409, 409, 409), statuses.subList(1, 4));
            String holder =
                    body(asReader().get(PATH + "?ror=" + ror)).at("/items/0/id").textValue();
            answers.stream().filter(answer -> answer.statusCode() == 409).forEach(answer -> answer.then()
                    .body("existing", equalTo(PATH + "/" + holder)));
        }
    }

    // Tests of parents and successors

    @Test
    void creating_a_cycle_of_successors_returns_422() {
        String first = affiliation(unique("Seminary"));
        String second = created(object().put("name", unique("College")).put("successor", first));
        String third = created(object().put("name", unique("University")).put("successor", second));
        for (String earlier : List.of(second, third)) {
            patch(asAdmin(), PATH + "/" + first, object().put("successor", earlier))
                    .then()
                    .statusCode(422)
                    .body("errors.pointer", contains("/successor"))
                    .body("errors.code", contains("cycle"));
        }
        patch(asAdmin(), PATH + "/" + third, object().put("successor", first))
                .then()
                .statusCode(200);
    }

    @Test
    void creating_a_cycle_of_parents_returns_422() {
        String top = affiliation(unique("University"));
        String middle = created(object().put("name", unique("Faculty")).put("parent", top));
        String bottom = created(object().put("name", unique("Chair")).put("parent", middle));
        for (String below : List.of(middle, bottom)) {
            patch(asAdmin(), PATH + "/" + top, object().put("parent", below))
                    .then()
                    .statusCode(422)
                    .body("errors.pointer", contains("/parent"))
                    .body("errors.code", contains("cycle"));
        }
        patch(asAdmin(), PATH + "/" + bottom, object().put("parent", top))
                .then()
                .statusCode(200);
        patch(asAdmin(), PATH + "/" + middle, object().put("parent", bottom))
                .then()
                .statusCode(200);
        asReader().get(PATH + "/" + top).then().statusCode(200).body("$", not(hasKey("parent")));
    }

    @Test
    void concurrent_writes_cannot_create_a_cycle_of_parents() {
        for (int round = 0; round < Nightly.or(2, 5); round++) {
            String one = affiliation(unique("One"));
            String two = affiliation(unique("Two"));
            String three = affiliation(unique("Three"));
            List<Response> answers = Concurrently.run(under(one, two), under(two, three), under(three, one));
            assertEquals(
                    List.of(200, 200, 422),
                    answers.stream().map(Response::statusCode).sorted().toList());
        }
    }

    @Test
    void if_an_affiliation_is_deleted_and_set_as_parent_concurrently_one_request_fails() {
        for (int round = 0; round < 10; round++) {
            String parent = affiliation(unique("Parent"));
            String child = affiliation(unique("Child"));
            List<Response> answers = Concurrently.run(
                    under(child, parent),
                    () -> asAdmin().header("If-Match", "*").delete(PATH + "/" + parent));
            List<Integer> statuses = answers.stream().map(Response::statusCode).toList();
            assertTrue(List.of(List.of(200, 409), List.of(422, 204)).contains(statuses), statuses.toString());
        }
    }

    private static Callable<Response> under(String child, String parent) {
        return () -> patch(asAdmin(), PATH + "/" + child, object().put("parent", parent));
    }

    // Tests of editing rights

    @Test
    void any_editor_can_create_affiliations_and_change_unused_affiliations() {
        String eve = editorOf(journal());
        String path = PATH + "/" + idOf(post(as(eve), PATH, object().put("name", unique("New"))));
        String theirs = PATH + "/" + affiliation(unique("Theirs"));
        patch(as(eve), path, object().put("city", "Baoding")).then().statusCode(200);
        patch(as(eve), theirs, object().put("city", "Baoding")).then().statusCode(200);
        as(eve).header("If-Match", "*").delete(theirs).then().statusCode(204);
        as(eve).get(path).then().header("Cache-Control", "no-store").body("revision", equalTo(2));
    }

    @Test
    void an_editor_can_change_affiliations_used_only_by_journals_of_the_editor() {
        String own = journal();
        String alsoOwn = journal();
        String used = affiliation(unique("Used"));
        publish(article(own, used));
        article(alsoOwn, used);
        patch(as(editorOf(own, alsoOwn)), PATH + "/" + used, object().put("city", "Baoding"))
                .then()
                .statusCode(200)
                .header("Articles-Affected", "1");
    }

    @Test
    void changing_an_affiliation_in_a_draft_of_another_journal_requires_rights_on_all_journals() {
        String own = journal();
        String used = affiliation(unique("Used"));
        article(own, used);
        article(journal(), used);
        onlyForEditorsOfAll(PATH + "/" + used, editorOf(own));
    }

    @Test
    void changing_an_affiliation_in_a_published_article_of_another_journal_requires_rights_on_all_journals() {
        String own = journal();
        String used = affiliation(unique("Used"));
        String article = article(journal(), used);
        publish(article);
        patch(asAdmin(), "/v1/articles/" + article, object().putNull("contributors"))
                .then()
                .statusCode(200);
        onlyForEditorsOfAll(PATH + "/" + used, editorOf(own));
    }

    private static void onlyForEditorsOfAll(String path, String eve) {
        List<ValidatableResponse> refused = List.of(
                patch(as(eve), path, object().put("city", "Baoding")).then(),
                // The service checks rights before the revision and the request body.
                put(as(eve).header("If-Match", "\"r99\""), path, object().put("nam", "x")),
                as(eve).header("If-Match", "*").delete(path).then());
        refused.forEach(response -> response.statusCode(403)
                .body("type", equalTo("/problems/forbidden"))
                .body("detail", containsString("The affiliation is used by journals that you do not edit")));
        patch(as(editorOf()), path, object().put("city", "Baoding")).then().statusCode(200);
        patch(asAdmin(), path, object().put("city", "Paris")).then().statusCode(200);
        asReader().get(path).then().body("city", equalTo("Paris"));
    }

    // Tests of affiliations in use

    @Test
    void renaming_an_affiliation_returns_the_number_of_affected_articles() {
        String journal = journal();
        String used = affiliation(unique("Used"));
        String shown = article(journal, used);
        publish(shown);
        publish(article(journal, used));
        article(journal, used);
        String renamed = unique("Renamed");
        patch(asAdmin(), PATH + "/" + used, object().put("name", renamed))
                .then()
                .statusCode(200)
                .header("Articles-Affected", "2");
        Fixtures.await(
                () -> renamed.equals(asReader().get("/v1/articles/" + shown).path("affiliations[0].name")));
        patch(asAdmin(), PATH + "/" + affiliation(unique("Idle")), object().put("name", unique("x")))
                .then()
                .header("Articles-Affected", "0");
    }

    @Test
    void deleting_an_affiliation_in_use_returns_409_with_the_records_that_use_it() {
        String journal = journal();
        String used = affiliation(unique("Used"));
        String draft = article(journal, used);
        String published = article(journal, used);
        publish(published);
        patch(asAdmin(), "/v1/articles/" + published, object().putNull("contributors"))
                .then()
                .statusCode(200);
        String child = created(object().put("name", unique("Child")).put("parent", used));
        String predecessor = created(object().put("name", unique("Before")).put("successor", used));
        inUse(used)
                .body(
                        "usedBy",
                        containsInAnyOrder(
                                "/v1/articles/" + draft,
                                "/v1/articles/" + published,
                                PATH + "/" + child,
                                PATH + "/" + predecessor))
                .body("detail", equalTo("The affiliation is used by 4 records."));
        asReader().get(PATH + "/" + used).then().statusCode(200);
    }

    @Test
    void the_error_for_an_affiliation_in_use_lists_ten_records_and_the_total_number() {
        String used = affiliation(unique("Used"));
        for (int i = 0; i < 12; i++) {
            created(object().put("name", unique("Child")).put("parent", used));
        }
        inUse(used).body("usedBy", hasSize(10)).body("detail", equalTo("The affiliation is used by 12 records."));
    }

    @Test
    void if_an_affiliation_is_deleted_and_used_concurrently_one_request_fails() {
        String journal = journal();
        for (int round = 0; round < 10; round++) {
            String used = affiliation(unique("Used"));
            ObjectNode article = object().put("journal", journal)
                    .put("title", unique("Article"))
                    .put("language", "en")
                    .put("type", "research-article");
            article.putArray("contributors")
                    .addObject()
                    .put("family", "Li")
                    .putArray("affiliations")
                    .add(used);
            List<Integer> statuses = Concurrently.run(
                            () -> post(asAdmin(), "/v1/articles", article),
                            () -> asAdmin().header("If-Match", "*").delete(PATH + "/" + used))
                    .stream()
                    .map(Response::statusCode)
                    .toList();
            assertTrue(List.of(List.of(201, 409), List.of(422, 204)).contains(statuses), statuses.toString());
        }
    }

    private static ValidatableResponse inUse(String affiliation) {
        return asAdmin()
                .header("If-Match", "*")
                .delete(PATH + "/" + affiliation)
                .then()
                .statusCode(409)
                .body("type", equalTo("/problems/in-use"));
    }

    private static ValidatableResponse put(RequestSpecification caller, String path, JsonNode record) {
        return caller.contentType("application/json")
                .body(record.toString())
                .put(path)
                .then();
    }

    private static String created(JsonNode record) {
        return idOf(post(asAdmin(), PATH, record));
    }

    private static String idOf(Response response) {
        response.then().statusCode(201);
        return body(response).get("id").textValue();
    }
}
