package org.offprint.platform.people;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.offprint.ConfiguredService;
import org.offprint.platform.database.sql.Sql;
import org.offprint.web.api.Fixtures;
import org.offprint.web.api.imports.TestImports;

@QuarkusTest
@TestProfile(ConfiguredService.class)
class PersonResourceTest {

    private static final FakeProvider PROVIDER = FakeProvider.ONE;

    @Inject
    Sql sql;

    @BeforeAll
    static void start() {
        PROVIDER.start();
    }

    @Test
    void an_editor_of_one_journal_can_edit_and_publish_only_in_that_journal() {
        String journal = Fixtures.journal();
        String other = Fixtures.journal();
        SignInBrowser ines = new SignInBrowser().signIn(PROVIDER, subject(), "Ines");
        give(ines.id(), Fixtures.object().put("role", "editor"), journal).statusCode(200);
        ines.request().get("/v1/me").then().body("role", equalTo("editor")).body("journals", contains(journal));

        String article = Fixtures.article(journal);
        String hidden = Fixtures.article(other);
        ines.request().get("/v1/articles/" + article).then().statusCode(200).header("Cache-Control", "no-store");
        ines.request().get("/v1/articles/" + hidden).then().statusCode(404);
        ines.requestFromOwnPage()
                .header("If-Match", "*")
                .contentType("application/json")
                .put("/v1/articles/" + article + "/publication")
                .then()
                .statusCode(200);
        ines.requestFromOwnPage()
                .header("If-Match", "*")
                .contentType("application/json")
                .put("/v1/articles/" + hidden + "/publication")
                .then()
                .statusCode(404);
        ines.request().get("/v1/articles/" + article + "/history").then().body("items[0].by", equalTo("Ines"));
        // Callers with more rights must not receive the cached public response.
        Fixtures.asReader()
                .get("/v1/articles/" + article)
                .then()
                .header("Cache-Control", containsString("public"))
                .header("Vary", containsString("Authorization, Cookie"));
        ines.request().get("/v1/articles/" + article).then().header("Cache-Control", "no-store");
        ines.request().get("/v1/people").then().statusCode(403);
        Fixtures.asReader()
                .get("/v1/people/" + ines.id() + "?fields=name")
                .then()
                .statusCode(401);
        ines.request().get("/v1/people/" + ines.id() + "?fields=name").then().statusCode(403);
        Fixtures.asAdmin()
                .get("/v1/people/" + ines.id() + "?fields=name")
                .then()
                .statusCode(200)
                .body("name", equalTo("Ines"))
                .body("size()", equalTo(3));
        ines.request().get("/v1/api-keys").then().statusCode(403);
    }

    @Test
    void a_request_after_the_rights_of_a_person_are_revoked_returns_403() {
        SignInBrowser eva = new SignInBrowser().signIn(PROVIDER, subject(), "Eva");
        String id = eva.id();
        give(id, Fixtures.object().put("role", "admin")).statusCode(200).body("role", equalTo("admin"));
        eva.request().get("/v1/people").then().statusCode(200);
        eva.requestFromOwnPage().delete("/v1/people/" + id + "/rights").then().statusCode(204);
        eva.request().get("/v1/people").then().statusCode(403);
        eva.request().get("/v1/me").then().statusCode(200).body("$", not(hasKey("role")));
    }

    @Test
    void an_admin_can_end_all_sessions_of_a_person() {
        String subject = subject();
        SignInBrowser one = new SignInBrowser().signIn(PROVIDER, subject, "Eva");
        SignInBrowser two = new SignInBrowser().signIn(PROVIDER, subject, "Eva");
        admin().delete("/v1/people/" + one.id() + "/sessions").then().statusCode(204);
        one.request().get("/v1/me").then().statusCode(401);
        two.request().get("/v1/me").then().statusCode(401);
        one.signIn(PROVIDER, subject, "Eva").request().get("/v1/me").then().statusCode(200);
    }

    @Test
    void an_invitation_link_can_be_used_by_only_one_account() {
        String journal = Fixtures.journal();
        JsonPath invited = invite(Fixtures.object().put("name", " New editor ").put("role", "editor"), journal)
                .statusCode(201)
                .header("Cache-Control", "no-store")
                .body("name", equalTo("New editor"))
                .body("$", not(hasKey("subject")))
                .extract()
                .jsonPath();
        String link = invited.getString("invitation");
        assertTrue(link.startsWith(SignInBrowser.ORIGIN + "/sign-in?invitation="), link);
        String path = invited.getString("links.self");
        admin().get(path).then().body("$", not(hasKey("invitation"))).body("$", hasKey("invitedUntil"));

        SignInBrowser browser = new SignInBrowser();
        Map<String, String> asked = browser.begin(link.substring(SignInBrowser.ORIGIN.length()));
        browser.returnFromProvider(asked, PROVIDER.code(asked, subject(), claims -> claims.put("name", "Nora")))
                .then()
                .statusCode(303);
        assertEquals(invited.getString("id"), browser.id());
        browser.request().get("/v1/me").then().body("name", equalTo("Nora")).body("journals", contains(journal));

        new SignInBrowser()
                .get(link.substring(SignInBrowser.ORIGIN.length()))
                .then()
                .statusCode(404)
                .body(containsString("cannot be accepted"));
        new SignInBrowser().get("/sign-in?invitation=x").then().statusCode(404);
    }

    @Test
    void an_invitation_opened_in_two_browsers_is_valid_only_for_the_first_sign_in() {
        String link = invite(Fixtures.object().put("name", "One").put("role", "admin"))
                .extract()
                .path("invitation");
        String target = link.substring(SignInBrowser.ORIGIN.length());
        SignInBrowser first = new SignInBrowser();
        SignInBrowser second = new SignInBrowser();
        Map<String, String> one = first.begin(target);
        Map<String, String> two = second.begin(target);
        first.returnFromProvider(one, PROVIDER.code(one, subject(), claims -> {}))
                .then()
                .statusCode(303);
        second.returnFromProvider(two, PROVIDER.code(two, subject(), claims -> {}))
                .then()
                .statusCode(303);
        first.request().get("/v1/me").then().body("role", equalTo("admin"));
        second.request().get("/v1/me").then().body("$", not(hasKey("role")));
    }

    @Test
    void an_invitation_adds_rights_to_the_existing_rights_of_a_person() {
        String journal = Fixtures.journal();
        String more = Fixtures.journal();
        String subject = subject();
        SignInBrowser eva = new SignInBrowser().signIn(PROVIDER, subject, "Eva");
        String id = eva.id();
        give(id, Fixtures.object().put("role", "editor"), journal);
        JsonPath invited = invite(Fixtures.object().put("name", "Eva").put("role", "editor"), more)
                .extract()
                .jsonPath();
        Map<String, String> asked = eva.begin(invited.getString("invitation").substring(SignInBrowser.ORIGIN.length()));
        eva.returnFromProvider(asked, PROVIDER.code(asked, subject, claims -> {}))
                .then()
                .statusCode(303);
        eva.request().get("/v1/me").then().body("id", equalTo(id)).body("journals", hasItems(journal, more));
        admin().get(invited.getString("links.self")).then().statusCode(404);
    }

    @Test
    void rights_can_be_granted_to_an_account_before_its_first_sign_in() {
        String subject = subject();
        ObjectNode input =
                Fixtures.object().put("name", "Orla").put("role", "editor").put("subject", subject);
        String id = invite(input)
                .statusCode(201)
                .body("issuer", equalTo(FakeProvider.URL))
                .body("$", not(hasKey("invitation")))
                .extract()
                .path("id");
        invite(input).statusCode(409).body("existing", equalTo("/v1/people/" + id));
        SignInBrowser orla = new SignInBrowser().signIn(PROVIDER, subject, "Orla O.");
        assertEquals(id, orla.id());
        orla.request().get("/v1/me").then().body("role", equalTo("editor")).body("name", equalTo("Orla O."));
    }

    @Test
    void no_record_contains_the_name_of_an_erased_person() {
        String subject = subject();
        String name = "Erasmus " + UUID.randomUUID();
        String journal = Fixtures.journal();
        SignInBrowser browser = new SignInBrowser().signIn(PROVIDER, subject, name);
        String id = browser.id();
        give(id, Fixtures.object().put("role", "editor")).statusCode(200);
        String article = Fixtures.article(journal);
        browser.requestFromOwnPage()
                .header("If-Match", "*")
                .contentType("application/json")
                .body("{\"at\":\"2099-01-01T00:00:00Z\"}")
                .put("/v1/articles/" + article + "/publication")
                .then()
                .statusCode(200);
        String job = browser.requestFromOwnPage()
                .contentType("application/jsonl")
                .body("{}".getBytes())
                .post("/v1/imports?validateOnly=true")
                .then()
                .statusCode(202)
                .extract()
                .header("Location");
        TestImports.ended(job);
        ObjectNode webhook = Fixtures.object().put("url", "http://127.0.0.1:9/hook");
        webhook.putArray("types").add("import.finished");
        String hook = Fixtures.created(browser.requestFromOwnPage(), "/v1/webhooks", webhook)
                .at("/links/self")
                .textValue();
        assertEquals(4, traces(name));

        admin().delete("/v1/people/" + id).then().statusCode(204);
        assertEquals(0, traces(name));
        admin().header("If-Match", "*").delete(hook).then().statusCode(204);
        admin().get("/v1/articles/" + article + "/history").then().body("items[0].by", equalTo(NameErasure.ERASED));
        admin().get("/v1/people/" + id).then().statusCode(404);
        admin().delete("/v1/people/" + id).then().statusCode(404);
        browser.request().get("/v1/me").then().statusCode(401);
        browser.signIn(PROVIDER, subject, name).request().get("/v1/me").then().body("$", not(hasKey("role")));
        assertNotEquals(id, browser.id());
    }

    /** Returns the number of history entries, jobs, schedules and webhooks that contain this name. */
    private long traces(String name) {
        String like = "%" + name + "%";
        return sql.first(
                        "select (select count(*) from article_history where by_name like ?)"
                                + " + (select count(*) from job where by_name like ? or cast(request as text) like ?)"
                                + " + (select count(*) from article where cast(schedule as text) like ?)"
                                + " + (select count(*) from webhook where key_name like ?)",
                        row -> row.getLong(1),
                        like,
                        like,
                        like,
                        like,
                        like)
                .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | /name /role",
                "{\"name\": \" \", \"role\": \"owner\"} | /name /role",
                "{\"name\": \"A\", \"role\": \"editor\", \"journals\": []} | /journals",
                "{\"name\": \"A\", \"role\": \"editor\", \"journals\": [\"01941f29-7c00-7000-8000-0000000fffff\"]} | /journals/0",
                "{\"name\": \"A\", \"role\": \"admin\", \"journals\": [\"x\"], \"sub\": 1} | /journals /journals/0 /sub",
                "{\"name\": \"A\\u0000\", \"role\": \"editor\", \"subject\": \"a b\"} | /name /subject"
            })
    void all_errors_of_an_invalid_invitation_are_reported_together(String body, String pointers) {
        List<String> found = admin().contentType("application/json")
                .body(body)
                .post("/v1/people")
                .then()
                .statusCode(422)
                .extract()
                .path("errors.pointer");
        assertEquals(List.of(pointers.split(" ")), found.stream().sorted().toList());
    }

    @Test
    void granting_invalid_rights_to_a_person_returns_422() {
        String id = new SignInBrowser().signIn(PROVIDER, subject(), "Eva").id();
        give(id, Fixtures.object()).statusCode(422).body("errors.pointer", contains("/role"));
        give(UUID.randomUUID().toString(), Fixtures.object().put("role", "editor"))
                .statusCode(404);
        give("x", Fixtures.object().put("role", "editor")).statusCode(404);
        Fixtures.asReader()
                .contentType("application/json")
                .body("{\"role\":\"admin\"}")
                .put("/v1/people/" + id + "/rights")
                .then()
                .statusCode(401);
    }

    @Test
    void an_invitation_request_with_an_idempotency_key_returns_400() {
        admin().contentType("application/json")
                .header("Idempotency-Key", "k")
                .body("{\"name\":\"A\",\"role\":\"editor\"}")
                .post("/v1/people")
                .then()
                .statusCode(400);
    }

    @Test
    void each_page_of_the_list_of_people_needs_two_sql_statements() {
        for (int i = 0; i < 3; i++) {
            invite(Fixtures.object().put("name", "Listed " + i).put("role", "editor"));
        }
        JsonPath page = admin().get("/v1/people?limit=2")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        assertEquals(2, page.getList("items").size());
        assertTrue(page.getLong("total") >= 3);
        String next = page.getString("page.next");
        JsonPath second = admin().urlEncodingEnabled(false)
                .get(next)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        assertTrue(second.getString("items[0].id").compareTo(page.getString("items[1].id")) > 0);
        admin().urlEncodingEnabled(false)
                .get(second.getString("page.prev"))
                .then()
                .body("items.id", equalTo(page.getList("items.id")));
        admin().get("/v1/people?limit=0").then().statusCode(400);
    }

    private static String subject() {
        return "person-" + UUID.randomUUID();
    }

    private static RequestSpecification admin() {
        return Fixtures.asAdmin();
    }

    private static ValidatableResponse give(String person, ObjectNode rights, String... journals) {
        return admin().contentType("application/json")
                .body(with(rights, journals))
                .put("/v1/people/" + person + "/rights")
                .then();
    }

    private static ValidatableResponse invite(ObjectNode input, String... journals) {
        return admin().contentType("application/json")
                .body(with(input, journals))
                .post("/v1/people")
                .then();
    }

    private static String with(ObjectNode input, String... journals) {
        for (String journal : journals) {
            input.withArray("journals").add(journal);
        }
        return input.toString();
    }
}
