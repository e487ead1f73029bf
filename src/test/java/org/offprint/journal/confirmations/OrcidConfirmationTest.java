package org.offprint.journal.confirmations;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.offprint.web.api.Fixtures.as;
import static org.offprint.web.api.Fixtures.asAdmin;
import static org.offprint.web.api.Fixtures.asReader;
import static org.offprint.web.api.Fixtures.object;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.offprint.journal.articles.Article;
import org.offprint.kernel.identifiers.Orcid;
import org.offprint.platform.database.sql.Sql;
import org.offprint.web.api.Fixtures;

/** Tests confirmation links, which ask contributors to sign in at {@link FakeOrcid}. */
@QuarkusTest
class OrcidConfirmationTest {

    private static final String ADA = "https://orcid.org/0000-0002-1825-0097";
    private static final String BOB = "https://orcid.org/0000-0001-5109-3700";
    private static final String NAME = "Ada Example";

    @Inject
    OrcidConfirmations confirmations;

    @Inject
    Sql sql;

    private FakeOrcid orcid;
    private String journal;
    private String article;

    @BeforeEach
    void publish() throws Exception {
        orcid = new FakeOrcid();
        journal = Fixtures.journal();
        ObjectNode printed = object();
        printed.putArray("issns").addObject().put("type", "electronic").put("value", Fixtures.issn());
        Fixtures.patch(asAdmin(), "/v1/journals/" + journal, printed).then().statusCode(200);
        article = Fixtures.article(journal);
        change(contributors(ADA, "Ada", null));
        Fixtures.publish(article);
    }

    @AfterEach
    void close() {
        orcid.close();
    }

    /** Returns an article body with a contributor who has this iD, and a second contributor. */
    private static ObjectNode contributors(String first, String given, String second) {
        ObjectNode body = object();
        body.putArray("contributors");
        body.withArray("contributors")
                .addObject()
                .put("given", given)
                .put("family", "Example")
                .put("orcid", first);
        body.withArray("contributors")
                .addObject()
                .put("given", "Bob")
                .put("family", "Other")
                .put("orcid", second);
        return body;
    }

    private void change(ObjectNode body) {
        Fixtures.patch(asAdmin(), path(), body).then().statusCode(200);
    }

    private String path() {
        return "/v1/articles/" + article;
    }

    private ValidatableResponse ask(String iD) {
        return asAdmin()
                .contentType("application/json")
                .body(object().put("orcid", iD).toString())
                .post(path() + "/confirmations")
                .then();
    }

    private String link() {
        return ask(ADA).statusCode(201).extract().path("url");
    }

    /** Submits the form of the confirmation page. The response redirects to ORCID. */
    private static Response begin(String link) {
        return given().redirects().follow(false).post(link);
    }

    private static String state(Response begun) {
        return begun.header("Location").replaceAll(".*[?&]state=([^&]*).*", "$1");
    }

    private static Response end(Response begun, String query) {
        return given().cookie("offprint-confirmation", begun.cookie("offprint-confirmation"))
                .redirects()
                .follow(false)
                .get("/confirmations/done?" + query);
    }

    private Response confirm(String link, String iD) {
        Response begun = begin(link);
        assertEquals(303, begun.statusCode());
        return end(begun, "code=" + orcid.agree(iD) + "&state=" + state(begun));
    }

    private String export(String format) {
        return asReader().get(path() + "/exports/" + format).then().extract().asString();
    }

    @Test
    void exports_mark_a_confirmed_orcid_as_authenticated() {
        assertFalse(export("jats").contains("authenticated"));
        String link = ask(ADA).statusCode(201)
                .body("orcid", equalTo(ADA))
                .body("name", equalTo(NAME))
                .body("url", startsWith("/confirmations/"))
                .extract()
                .path("url");
        String etag = asReader().get(path()).header("ETag");

        given().get(link)
                .then()
                .statusCode(200)
                .contentType("text/html;charset=UTF-8")
                .header("Cache-Control", "no-store")
                .header("Referrer-Policy", "no-referrer")
                .header("X-Robots-Tag", "noindex")
                .body(containsString(ADA))
                .body(containsString(NAME));
        // Opening the link confirms nothing, because mail scanners also open links.
        asReader().get(path()).then().body("$", not(hasKey("confirmedOrcids")));

        Response begun = begin(link);
        assertEquals(303, begun.statusCode());
        assertTrue(begun.header("Location").startsWith(System.getProperty("offprint.orcid.url") + "/oauth/authorize?"));
        assertTrue(begun.header("Location").contains("client_id=" + FakeOrcid.CLIENT));
        assertTrue(begun.header("Location").contains("confirmations%2Fdone"));
        assertFalse(begun.header("Location").contains(FakeOrcid.SECRET));
        assertTrue(begun.getDetailedCookie("offprint-confirmation").isHttpOnly());
        Response done = end(begun, "code=" + orcid.agree(ADA) + "&state=" + state(begun));
        assertEquals(200, done.statusCode(), done.asString());
        assertTrue(done.asString().contains("Your iD is confirmed"));
        assertEquals("", done.cookie("offprint-confirmation"));
        assertTrue(orcid.asked().get(0).get("redirect_uri").endsWith("/confirmations/done"));

        asReader()
                .get(path())
                .then()
                .body("confirmedOrcids", contains(ADA))
                .body("version", equalTo(1))
                .header("ETag", not(equalTo(etag)));
        assertTrue(export("jats").contains("contrib-id-type=\"orcid\" authenticated=\"true\">" + ADA), export("jats"));
        asAdmin()
                .get(path() + "/confirmations")
                .then()
                .statusCode(200)
                .body("items", hasSize(1))
                .body("items[0].orcid", equalTo(ADA))
                .body("items[0].name", equalTo(NAME))
                .body("items[0].counts", equalTo(true));
        asAdmin()
                .get("/v1/audit?action=contributor.confirmed&object=" + article)
                .then()
                .body("total", equalTo(1));
        // An editor can send the public representation back unchanged.
        asAdmin().get(path() + "?view=public").then().body("confirmedOrcids", contains(ADA));
    }

    @Test
    void a_confirmation_link_can_be_used_only_once() {
        String link = link();
        assertEquals(200, confirm(link, ADA).statusCode());
        given().get(link).then().statusCode(410).body(containsString("already used"));
        assertEquals(410, begin(link).statusCode());
        assertEquals(200, confirm(link(), ADA).statusCode());
        asAdmin().get(path() + "/confirmations").then().body("items", hasSize(2));
        asReader().get(path()).then().body("confirmedOrcids", contains(ADA));
    }

    @Test
    void a_sign_in_with_a_different_orcid_creates_no_confirmation_and_leaves_the_link_valid() {
        String link = link();
        Response other = confirm(link, BOB);
        assertEquals(409, other.statusCode());
        assertTrue(other.asString().contains(BOB));
        asReader().get(path()).then().body("$", not(hasKey("confirmedOrcids")));
        assertEquals(200, confirm(link, ADA).statusCode());
    }

    @Test
    void publishing_a_changed_or_moved_orcid_removes_its_confirmation() {
        assertEquals(200, confirm(link(), ADA).statusCode());
        // Moves the ORCID iD to another contributor.
        change(contributors(BOB, "Ada", ADA));
        asReader().get(path()).then().body("confirmedOrcids", contains(ADA));
        asAdmin().get(path() + "/confirmations").then().body("items[0].counts", equalTo(false));
        Fixtures.publish(article);
        asReader().get(path()).then().body("version", equalTo(2)).body("$", not(hasKey("confirmedOrcids")));
        assertFalse(export("jats").contains("authenticated"));
        change(contributors(ADA, "Ada", null));
        Fixtures.publish(article);
        asReader().get(path()).then().body("version", equalTo(3)).body("confirmedOrcids", contains(ADA));
        // A contributor with a different name is treated as a different person.
        change(contributors(ADA, "Eve", null));
        Fixtures.publish(article);
        asReader().get(path()).then().body("version", equalTo(4)).body("$", not(hasKey("confirmedOrcids")));
    }

    @Test
    void a_confirmation_link_returns_410_after_the_orcid_is_removed_from_the_article() {
        String link = link();
        change(contributors(BOB, "Ada", null));
        given().get(link).then().statusCode(410).body(containsString("no longer lists"));
        assertEquals(410, begin(link).statusCode());
    }

    @Test
    void an_expired_or_forged_confirmation_link_is_rejected() {
        String expired = confirmations
                .sign(
                        Article.findBySlug(article).orElseThrow(),
                        Orcid.parse(ADA),
                        Instant.now().minus(Duration.ofDays(31)))
                .orElseThrow()
                .token();
        given().get("/confirmations/" + expired).then().statusCode(410).contentType("text/html;charset=UTF-8");
        String link = link();
        String token = link.substring(link.lastIndexOf('/') + 1);
        for (String made : new String[] {
            "x",
            token.substring(1),
            token + "A",
            "A".repeat(2_000),
            (token.startsWith("A") ? "B" : "A") + token.substring(1)
        }) {
            given().get("/confirmations/" + made).then().statusCode(404);
            assertEquals(404, begin("/confirmations/" + made).statusCode());
        }
        // A preview link is signed with the same keys, but for a different purpose.
        String preview = Fixtures.created(asAdmin(), path() + "/previews", object())
                .get("url")
                .textValue();
        given().get("/confirmations/" + preview.substring(preview.lastIndexOf('/') + 1))
                .then()
                .statusCode(404);
        asReader().get(path() + "/previews/" + token).then().statusCode(404);
    }

    @Test
    void the_orcid_callback_is_accepted_only_from_the_browser_that_started_the_confirmation() {
        String link = link();
        Response begun = begin(link);
        String code = orcid.agree(ADA);
        given().get("/confirmations/done?code=" + code + "&state=" + state(begun))
                .then()
                .statusCode(400);
        assertEquals(400, end(begun, "code=" + code).statusCode());
        assertEquals(
                400, end(begun, "code=" + code + "&state=" + state(begin(link))).statusCode());
        assertEquals(0, orcid.asked().size());
        assertEquals(400, end(begun, "code=no-such-code&state=" + state(begun)).statusCode());
        assertEquals(
                403, end(begun, "error=access_denied&state=" + state(begun)).statusCode());
        assertEquals(403, end(begun, "state=" + state(begun)).statusCode());
        assertEquals(
                403,
                end(begun, "code=" + "x".repeat(600) + "&state=" + state(begun)).statusCode());
        asReader().get(path()).then().body("$", not(hasKey("confirmedOrcids")));
        assertEquals(200, end(begun, "code=" + code + "&state=" + state(begun)).statusCode());
        // An authorization code is rejected if it is sent a second time.
        assertNotEquals(
                200, end(begun, "code=" + code + "&state=" + state(begun)).statusCode());
    }

    @Test
    void an_invalid_response_from_orcid_does_not_create_a_confirmation() {
        String link = link();
        orcid.answer(503, "{}");
        Response unavailable = confirm(link, ADA);
        assertEquals(503, unavailable.statusCode());
        assertEquals("60", unavailable.header("Retry-After"));
        for (String nonsense :
                new String[] {"", "no JSON", "[]", "{\"orcid\": 7}", "{\"orcid\": \"0000\"}", "x".repeat(99_999)}) {
            orcid.answer(200, nonsense);
            assertEquals(400, confirm(link, ADA).statusCode(), nonsense);
        }
        Response begun = begin(link);
        orcid.close();
        FakeOrcid.SETTINGS.forEach(System::setProperty);
        assertEquals(503, end(begun, "code=x&state=" + state(begun)).statusCode());
        assertEquals(
                0,
                sql.list("select from contributor_confirmation where article = ?", row -> 1, UUID.fromString(article))
                        .size());
    }

    @Test
    void only_editors_can_create_confirmation_links() {
        asReader().get(path() + "/confirmations").then().statusCode(401);
        asReader()
                .contentType("application/json")
                .body("{}")
                .post(path() + "/confirmations")
                .then()
                .statusCode(401);
        as(Fixtures.editorOf(Fixtures.journal()))
                .contentType("application/json")
                .body(object().put("orcid", ADA).toString())
                .post(path() + "/confirmations")
                .then()
                .statusCode(403);
        ask(BOB).statusCode(422).body("errors[0].pointer", equalTo("/orcid"));
        ask("0000-0002-1825-0098").statusCode(422);
        asAdmin()
                .contentType("application/json")
                .body("{\"orcid\": null, \"days\": 3}")
                .post(path() + "/confirmations")
                .then()
                .statusCode(422)
                .body("errors", hasSize(2));
        orcid.close();
        ask(ADA).statusCode(409).body("detail", containsString("OFFPRINT_ORCID_CLIENT_ID"));
    }

    @Test
    void the_confirmation_of_an_orcid_in_a_draft_takes_effect_on_publication() {
        article = Fixtures.article(journal);
        change(contributors(ADA, "Ada", null));
        assertEquals(200, confirm(link(), ADA).statusCode());
        asReader().get(path()).then().statusCode(404);
        Fixtures.publish(article);
        asReader().get(path()).then().body("confirmedOrcids", contains(ADA));
    }
}
