package org.offprint.platform.people;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.offprint.web.api.Fixtures.asAdmin;
import static org.offprint.web.api.Fixtures.body;
import static org.offprint.web.api.Fixtures.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.offprint.ConfiguredService;
import org.offprint.web.api.Fixtures;

/**
 * Tests the audit trail of people and webhooks. Each test performs an action and checks the actor and object of its
 * audit entry.
 */
@QuarkusTest
@TestProfile(ConfiguredService.class)
class PeopleAuditTest {

    private static final FakeProvider PROVIDER = FakeProvider.ONE;

    @BeforeAll
    static void start() {
        PROVIDER.start();
    }

    /** Returns the audit entries of an object, oldest first. */
    private static List<JsonNode> rows(String object) {
        JsonNode page = body(asAdmin().get("/v1/audit?limit=100&object=" + object));
        List<JsonNode> rows = new ArrayList<>();
        page.path("items").forEach(rows::add);
        Collections.reverse(rows);
        assertEquals(page.path("total").intValue(), rows.size());
        return rows;
    }

    private static List<String> actions(List<JsonNode> rows) {
        return rows.stream().map(row -> row.path("action").textValue()).toList();
    }

    private static ValidatableResponse audited(String object) {
        return asAdmin().get("/v1/audit?limit=100&object=" + object).then().statusCode(200);
    }

    /** Asserts that the state before each entry equals the state after the previous entry. */
    private static void assertChained(List<JsonNode> rows) {
        for (int i = 1; i < rows.size(); i++) {
            assertEquals(
                    rows.get(i - 1).get("after"),
                    rows.get(i).get("before"),
                    rows.get(i).toString());
        }
    }

    @Test
    void webhook_changes_by_a_signed_in_person_are_audited() {
        SignInBrowser ines = new SignInBrowser().signIn(PROVIDER, "audit-" + UUID.randomUUID(), "Ines");
        asAdmin()
                .contentType("application/json")
                .body("{\"role\": \"editor\"}")
                .put("/v1/people/" + ines.id() + "/rights")
                .then()
                .statusCode(200);
        ObjectNode wanted = object().put("url", "http://127.0.0.1:9/hook");
        wanted.putArray("types").add("import.finished");
        JsonNode made = Fixtures.created(ines.requestFromOwnPage(), "/v1/webhooks", wanted);
        String path = made.at("/links/self").textValue();
        // Requests with {@code validateOnly} and rejected requests are not audited.
        Fixtures.post(ines.requestFromOwnPage(), "/v1/webhooks?validateOnly=true", wanted)
                .then()
                .statusCode(200);
        ines.requestFromOwnPage()
                .header("If-Match", "*")
                .contentType("application/json")
                .body(wanted.deepCopy()
                        .put("description", "Of imports")
                        .put("state", "disabled")
                        .toString())
                .put(path)
                .then()
                .statusCode(200);
        ines.requestFromOwnPage()
                .header("If-Match", "\"0\"")
                .contentType("application/json")
                .body(wanted.toString())
                .put(path)
                .then()
                .statusCode(412);
        ines.requestFromOwnPage().post(path + "/secrets").then().statusCode(200);
        ines.requestFromOwnPage().header("If-Match", "*").delete(path).then().statusCode(204);
        ines.requestFromOwnPage().header("If-Match", "*").delete(path).then().statusCode(404);

        String id = made.path("id").textValue();
        List<JsonNode> rows = rows(id);
        assertEquals(
                List.of("webhook.created", "webhook.changed", "webhook.secret-rotated", "webhook.deleted"),
                actions(rows));
        assertChained(rows);
        audited(id)
                .body("items.actor.kind", everyItem(equalTo("person")))
                .body("items.actor.id", everyItem(equalTo(ines.id())))
                .body("items.actor.name", everyItem(equalTo("Ines")))
                .body("items.object.kind", everyItem(equalTo("webhook")))
                .body("items.object.id", everyItem(equalTo(id)))
                .body("items.address", everyItem(equalTo("127.0.0.0/24")))
                .body("items[3].before", nullValue())
                .body("items[3].after", matchesPattern("[0-9a-f]{64}"))
                .body("items[0].after", nullValue());
    }

    @Test
    void sign_ins_and_changes_to_people_are_audited() {
        String journal = Fixtures.journal();
        String subject = "audit-" + UUID.randomUUID();
        ObjectNode input = object().put("name", "Orla").put("role", "editor").put("subject", subject);
        String id =
                body(Fixtures.post(asAdmin(), "/v1/people", input)).path("id").textValue();
        Fixtures.post(asAdmin(), "/v1/people", input).then().statusCode(409);
        SignInBrowser orla = new SignInBrowser().signIn(PROVIDER, subject, "Orla");
        assertEquals(id, orla.id());
        ObjectNode rights = object().put("role", "editor");
        rights.putArray("journals").add(journal);
        asAdmin()
                .contentType("application/json")
                .body(rights.toString())
                .put("/v1/people/" + id + "/rights")
                .then()
                .statusCode(200);
        asAdmin()
                .contentType("application/json")
                .body("{}")
                .put("/v1/people/" + id + "/rights")
                .then()
                .statusCode(422);
        asAdmin().delete("/v1/people/" + id + "/rights").then().statusCode(204);
        asAdmin().delete("/v1/people/" + id + "/sessions").then().statusCode(204);
        asAdmin().delete("/v1/people/" + id).then().statusCode(204);
        asAdmin().delete("/v1/people/" + id).then().statusCode(404);

        List<JsonNode> rows = rows(id);
        assertEquals(
                List.of(
                        "person.invited",
                        "person.signed-in",
                        "person.rights-given",
                        "person.rights-taken",
                        "person.signed-out",
                        "person.erased"),
                actions(rows));
        assertEquals(rows.get(0).get("after"), rows.get(2).get("before"));
        assertEquals(rows.get(2).get("after"), rows.get(3).get("before"));
        for (JsonNode row : rows) {
            boolean isSignIn = row.path("action").textValue().equals("person.signed-in");
            assertEquals(isSignIn ? "person" : "api-key", row.at("/actor/kind").textValue());
            if (isSignIn) {
                assertEquals(id, row.at("/actor/id").textValue());
            } else {
                assertEquals("admin (environment)", row.at("/actor/name").textValue());
            }
            assertEquals("person", row.at("/object/kind").textValue());
            assertEquals(id, row.at("/object/id").textValue());
        }
        // Erasing the person also erases the name in earlier audit entries.
        asAdmin()
                .get("/v1/audit?limit=100&object=" + id)
                .then()
                .body("items.object.name.findAll { it == 'Orla' }", equalTo(List.of()));
    }
}
